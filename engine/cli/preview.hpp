#pragma once

#include "casus/result.hpp"

#include <chrono>

namespace casus::cli {

/// The answers so far on standard error, drawn again as they become surer, at most a few times a second, and
/// wiped at the end. Its owner sees to it that standard error is a terminal.
class Preview {
public:
  Preview() = default;
  ~Preview();
  Preview(const Preview&) = delete;
  Preview& operator=(const Preview&) = delete;

  void show(const Result& result);

private:
  using Clock = std::chrono::steady_clock;

  void wipe();

  Clock::time_point drawn_{};
  int lines_ = 0; ///< that are on the screen
};

} // namespace casus::cli
