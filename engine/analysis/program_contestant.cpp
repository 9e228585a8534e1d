#include "analysis/child_program.hpp"
#include "analysis/contestant.hpp"
#include "analysis/printed_bench.hpp"

#include <fmt/format.h>

namespace casus::analysis {
namespace {

/// What a program said, short enough for a message.
std::string excerpt(const Ended& ended) {
  constexpr std::size_t longest = 600;
  const std::string& said = ended.err.empty() ? ended.out : ended.err;
  if (said.empty()) return "it printed nothing";
  return fmt::format("it printed:\n{}", said.size() > longest ? said.substr(0, longest) + "…" : said);
}

class ProgramContestant : public Contestant {
public:
  ProgramContestant(std::string program, const BenchBuilds& builds, const Scenario& scenario)
      : program_(std::move(program)), builds_(builds), scenario_(scenario) {}

  std::optional<Repetition> repeat(const Turn& turn) override {
    const auto ended = ended_well("bench", bench_words(run_options(scenario_, turn)), turn);
    if (!ended) return std::nullopt;
    if (const auto repetition = printed_repetition(ended->out)) return repetition;
    fail("what casus bench --json prints", *ended);
  }

  std::optional<std::vector<AnswerCost>> answers(const Turn& turn) override {
    const auto ended = ended_well("run", run_words(turn), turn);
    if (!ended) return std::nullopt;
    if (auto costs = printed_answers(ended->out, ended->cpu_seconds)) return costs;
    fail("what casus run --json prints", *ended);
  }

private:
  /// What the program said; nothing where it was stopped.
  std::optional<Ended> ended_well(const std::string& command, std::vector<std::string> words,
                                  const Turn& turn) const {
    words.insert(words.begin(), {program_, command, builds_.file, "--json", "--quiet"});
    for (const std::string& setting : builds_.settings) {
      if (!setting.starts_with("--")) words.emplace_back("--set");
      words.push_back(setting);
    }
    Ended ended = run_program(std::move(words), turn.stop);
    if (turn.stop != nullptr && *turn.stop) return std::nullopt;
    if (ended.status == 0) return ended;
    throw RunError(fmt::format("'{}' {} (it was run as a casus with the {} command); {}", program_,
                               ended.status < 0 ? fmt::format("was killed by signal {}", -ended.status)
                                                : fmt::format("ended with status {}", ended.status),
                               command, excerpt(ended)));
  }

  [[noreturn]] void fail(const std::string& wanted, const Ended& ended) const {
    throw RunError(fmt::format("'{}' did not print {} (is it another program, or a casus of another age?): "
                               "choose another --against; {}",
                               program_, wanted, excerpt(ended)));
  }

  static std::vector<std::string> bench_words(const RunOptions& run) {
    return {"--repetitions=1",
            "--trajectories",
            std::to_string(run.trajectories),
            "--worlds",
            std::to_string(run.worlds.value()),
            "--seed",
            std::to_string(run.seed),
            "--threads",
            std::to_string(run.threads)};
  }

  /// Each build has as many worlds as it would have by itself.
  static std::vector<std::string> run_words(const Turn& turn) {
    std::vector<std::string> words{"--trajectories", std::to_string(turn.trajectories.value_or(turn.chosen)),
                                   "--seed",         std::to_string(turn.seed),
                                   "--threads",      std::to_string(turn.threads)};
    if (turn.worlds) words.insert(words.end(), {"--worlds", std::to_string(*turn.worlds)});
    return words;
  }

  std::string program_;
  const BenchBuilds& builds_;
  const Scenario& scenario_;
};

} // namespace

std::unique_ptr<Contestant> contestant(const std::string& program, const BenchBuilds& builds,
                                       const Scenario& scenario) {
  return std::make_unique<ProgramContestant>(program, builds, scenario);
}

} // namespace casus::analysis
