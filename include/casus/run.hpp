#pragma once

#include "casus/result.hpp"
#include "casus/scenario.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

namespace casus {

/// How sure answers are to be.
struct Precision {
  double half_width = 0;    ///< of 95% intervals, at most: of probabilities, or as a share of each answer
  bool is_relative = false; ///< the latter
  std::vector<std::string>
      outcomes{}; ///< that are to be so sure; where left out all without a `given`, or their events
};

struct RunOptions {
  std::uint64_t trajectories = 100'000; ///< or, where a precision is asked for, at most so many
  std::uint64_t seed = 1;
  std::optional<std::uint64_t>
      worlds; ///< where left out: 1, or one for every eight trajectories with uncertain parameters
  /// Where something has been observed, worlds are those that are weighed by it, a multiple of 16.
  std::optional<std::uint64_t> weighed_worlds{};
  int threads = 0; ///< 0: as many as the machine has; never changes a result
  /// Called now and then, from any one thread at a time, with the number of trajectories finished.
  std::function<void(std::uint64_t)> progress;
  std::optional<Precision> precision{}; ///< simulate until answers, or differences, are so sure
  /// Called now and then with what is known so far, where a precision is asked for.
  std::function<void(const Result&)> preview{};
  bool is_plain = false; ///< without control variates
  bool profile = false;  ///< also measure the phases, which costs a little and changes no number
  const std::atomic<bool>* stop = nullptr; ///< set it to end the run early, with what is finished
};

/// A run has no more trajectories, and no more worlds: tallies count in 32 bits.
inline constexpr std::uint64_t most_trajectories = 4'000'000'000;

/// Simulates the scenario and tallies what its outcomes ask. Throws RunError.
Result run(const Scenario& scenario, const RunOptions& options);

/// The options of a run as they will be, with what `options` leaves out filled in. Throws RunError.
RunOptions settled(const Scenario& scenario, RunOptions options);

} // namespace casus
