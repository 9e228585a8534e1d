#pragma once

#include "casus/bench.hpp"

#include <memory>
#include <optional>

namespace casus::analysis {

/// What one repetition is to be.
struct Turn {
  std::optional<std::uint64_t> trajectories{}; ///< as asked for
  std::uint64_t chosen = 0;                    ///< where it was not
  std::optional<std::uint64_t> worlds{};
  std::uint64_t seed = 1;
  int threads = 1;
  bool profile = false;
  const std::atomic<bool>* stop = nullptr;
};

/// One of those whose speed is measured.
class Contestant {
public:
  virtual ~Contestant() = default;
  /// Makes a repetition; none if it was stopped before its end. Throws RunError.
  virtual std::optional<Repetition> repeat(const Turn& turn) = 0;
  /// Makes a run with control variates and tells what its answers cost; none if it was stopped.
  virtual std::optional<std::vector<AnswerCost>> answers(const Turn& turn) = 0;
};

/// The options of a turn's run.
RunOptions run_options(const Scenario& scenario, const Turn& turn);

/// A contestant that runs in this process. The scenario must outlive it.
std::unique_ptr<Contestant> contestant(const Scenario& scenario);

/// A contestant that runs `program bench FILE … --json`. The scenario, which is the file's, must outlive it.
std::unique_ptr<Contestant> contestant(const std::string& program, const BenchBuilds& builds,
                                       const Scenario& scenario);

} // namespace casus::analysis
