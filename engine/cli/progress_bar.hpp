#pragma once

#include <chrono>
#include <cstdint>

namespace casus::cli {

/// A line on standard error that is drawn again, at most ten times a second, as trajectories finish, and
/// wiped at the end. Its owner sees to it that standard error is a terminal.
class ProgressBar {
public:
  explicit ProgressBar(std::uint64_t total) : total_(total) {}
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::uint64_t finished);

private:
  using Clock = std::chrono::steady_clock;

  std::uint64_t total_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point drawn_ = begun_;
};

} // namespace casus::cli
