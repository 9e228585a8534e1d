#include "casus/sobol.hpp"

#include "analysis/chosen_outcomes.hpp"
#include "sensitivity/sobol_estimates.hpp"
#include "simulation/jobs.hpp"
#include "tally/blocks.hpp"
#include "tally/summarise.hpp"

#include <chrono>
#include <memory>

namespace casus {
namespace {

using namespace sensitivity;

class SobolRun {
public:
  SobolRun(const plan::Plan& plan, const std::vector<std::size_t>& outcomes, const RunOptions& options)
      : plan_(plan), outcomes_(outcomes), options_(options), design_(plan, options),
        threads_(simulation::actual_threads(options.threads)), rows_(outcomes.size()) {}

  void simulate() {
    const auto begin = std::chrono::steady_clock::now();
    const std::size_t slots = simulation::slots_of(threads_);
    std::vector<std::unique_ptr<SobolRowSimulator>> simulators(slots);
    std::vector<std::vector<SobolRow>> found(slots);
    const auto work = [&](std::size_t row, std::size_t slot) {
      auto& simulator = simulators[slot];
      if (!simulator)
        simulator = std::make_unique<SobolRowSimulator>(plan_, design_, outcomes_, options_.seed);
      found[slot] = simulator->row(row);
    };
    const auto take = [&](std::size_t, std::size_t slot) { add(std::move(found[slot])); };
    simulation::run_jobs({.count = design_.rows(), .work = work, .take = take, .stop = options_.stop},
                         threads_);
    seconds_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }

  SobolResult result() const {
    SobolResult result{.run = described(), .rows = finished_, .depth = design_.depth()};
    for (const std::size_t i : design_.parameters())
      result.parameters.push_back(plan_.scenario->parameters[i].name);
    if (finished_ < 2) return result;
    for (std::size_t o = 0; o < rows_.size(); ++o) result.outcomes.push_back(outcome(o, result.parameters));
    return result;
  }

private:
  /// Takes the rows in their order.
  void add(std::vector<SobolRow> found) {
    for (std::size_t o = 0; o < rows_.size(); ++o) rows_[o].push_back(std::move(found[o]));
    ++finished_;
    if (options_.progress) options_.progress(finished_ * design_.worlds_a_row() * design_.depth());
  }

  OutcomeSobol outcome(std::size_t o, const std::vector<std::string>& parameters) const {
    const Outcome& asked = plan_.scenario->outcomes[outcomes_[o]];
    OutcomeSobol found = estimate_sobol(rows_[o], parameters.size(), design_.depth());
    found.name = asked.name;
    found.question = asked.question;
    found.is_event = asked.when.has_value();
    found.day = asked.day;
    for (std::size_t i = 0; i < found.parameters.size(); ++i) found.parameters[i].parameter = parameters[i];
    return found;
  }

  Result described() const {
    const std::uint64_t trajectories_a_row = design_.worlds_a_row() * design_.depth();
    Result run = tally::head_of(*plan_.scenario);
    run.seed = options_.seed;
    run.trajectories = finished_ * trajectories_a_row;
    run.requested = design_.rows() * trajectories_a_row;
    run.worlds = finished_ * design_.worlds_a_row();
    run.days = plan_.grid;
    run.performance.seconds = seconds_;
    run.performance.threads = threads_;
    return run;
  }

  const plan::Plan& plan_;
  const std::vector<std::size_t>& outcomes_;
  const RunOptions& options_;
  SobolDesign design_;
  int threads_;
  std::vector<std::vector<SobolRow>> rows_; ///< [outcome][row]
  std::uint64_t finished_ = 0;
  double seconds_ = 0;
};

} // namespace

SobolResult sobol(const Scenario& scenario, const RunOptions& options,
                  const std::vector<std::string>& outcomes) {
  tally::refuse_observed(scenario, "casus sensitivity");
  const std::vector<std::size_t> chosen = analysis::chosen_outcomes(scenario, outcomes);
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  SobolRun run(plan, chosen, options);
  run.simulate();
  return run.result();
}

} // namespace casus
