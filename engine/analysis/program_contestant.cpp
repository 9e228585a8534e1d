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
    const Ended ended = run_program(words(run_options(scenario_, turn)), turn.stop);
    if (turn.stop != nullptr && *turn.stop) return std::nullopt;
    if (ended.status != 0)
      throw RunError(fmt::format("'{}' {} (it was run as a casus with the bench command); {}", program_,
                                 ended.status < 0 ? fmt::format("was killed by signal {}", -ended.status)
                                                  : fmt::format("ended with status {}", ended.status),
                                 excerpt(ended)));
    if (const auto repetition = printed_repetition(ended.out)) return repetition;
    throw RunError(
        fmt::format("'{}' did not print what casus bench --json prints (is it another program, or a casus "
                    "of another age?): choose another --against; {}",
                    program_, excerpt(ended)));
  }

private:
  std::vector<std::string> words(const RunOptions& run) const {
    std::vector<std::string> words{program_,         "bench",
                                   builds_.file,     "--json",
                                   "--quiet",        "--repetitions=1",
                                   "--trajectories", std::to_string(run.trajectories),
                                   "--worlds",       std::to_string(run.worlds.value()),
                                   "--seed",         std::to_string(run.seed),
                                   "--threads",      std::to_string(run.threads)};
    for (const std::string& setting : builds_.settings) words.insert(words.end(), {"--set", setting});
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
