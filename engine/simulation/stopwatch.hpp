#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace casus::simulation {

/// The phases of a simulation: drivers' moves; intensities over whole blocks; clocks, conditions and all that
/// fires; outcomes and what observers do at grid points; and the rest, such as worlds and fresh blocks.
enum class Phase { drivers, intensities, events, tallies, other };

/// Charges the time that passes to the phase at hand. For one thread at a time.
class Stopwatch {
public:
  void enter(Phase phase) {
    stop();
    current_ = phase;
  }

  /// Charges what has passed; until the next phase is entered, nothing more is charged.
  void stop() {
    const auto now = Clock::now();
    if (current_) charged_[static_cast<std::size_t>(*current_)] += now - since_;
    current_.reset();
    since_ = now;
  }

  double seconds(Phase phase) const {
    return std::chrono::duration<double>(charged_[static_cast<std::size_t>(phase)]).count();
  }

private:
  using Clock = std::chrono::steady_clock;

  std::array<Clock::duration, 5> charged_{};
  std::optional<Phase> current_;
  Clock::time_point since_;
};

} // namespace casus::simulation
