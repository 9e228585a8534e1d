#include "analysis/contestant.hpp"
#include "analysis/memory.hpp"

#include <ctime>

namespace casus::analysis {
namespace {

class ScenarioContestant : public Contestant {
public:
  explicit ScenarioContestant(const Scenario& scenario) : scenario_(scenario) {}

  std::optional<Repetition> repeat(const Turn& turn) override {
    forget_peak();
    const Result result = run(scenario_, run_options(scenario_, turn));
    if (result.stopped()) return std::nullopt;
    const Performance& performance = result.performance;
    return Repetition{.threads = performance.threads,
                      .trajectories = result.trajectories,
                      .worlds = result.worlds,
                      .steps = performance.steps,
                      .events = performance.events,
                      .seconds = performance.simulation_seconds(),
                      .cpu_seconds = performance.cpu_seconds,
                      .setup_seconds = performance.setup_seconds,
                      .peak_bytes = peak_bytes(),
                      .phases = performance.phases};
  }

  std::optional<std::vector<AnswerCost>> answers(const Turn& turn) override {
    RunOptions options = run_options(scenario_, turn);
    options.is_plain = false;
    const std::clock_t begin = std::clock();
    const Result result = run(scenario_, options);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    if (result.stopped()) return std::nullopt;
    std::vector<AnswerCost> costs;
    for (const OutcomeResult& outcome : result.outcomes) {
      const double se = outcome.event ? outcome.event->se : outcome.value->se;
      if (se > 0) costs.push_back({outcome.name, outcome.event.has_value(), se, seconds});
    }
    return costs;
  }

private:
  const Scenario& scenario_;
};

} // namespace

RunOptions run_options(const Scenario& scenario, const Turn& turn) {
  RunOptions options;
  options.seed = turn.seed;
  options.threads = turn.threads;
  options.profile = turn.profile;
  options.stop = turn.stop;
  options.worlds = turn.worlds;
  options.is_plain = true; // a pilot would be no trajectory-step
  options.trajectories = turn.trajectories.value_or(turn.chosen);
  return settled(scenario, options);
}

std::unique_ptr<Contestant> contestant(const Scenario& scenario) {
  return std::make_unique<ScenarioContestant>(scenario);
}

} // namespace casus::analysis
