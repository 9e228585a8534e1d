#include "cli/progress_bar.hpp"

#include "cli/output/console.hpp"

#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <string>

namespace casus::cli {
namespace {

constexpr std::chrono::milliseconds between_drawings(100);
constexpr const char* wipe = "\r\x1b[K";

std::string bar(double share) {
  constexpr int width = 24;
  const int full = static_cast<int>(share * width);
  std::string text;
  for (int i = 0; i < width; ++i) text += i < full ? "█" : "░";
  return text;
}

} // namespace

ProgressBar::~ProgressBar() {
  if (drawn_ != begun_) tell(wipe);
}

void ProgressBar::show(std::uint64_t finished) {
  const auto now = Clock::now();
  if (finished == 0 || now - drawn_ < between_drawings) return;
  drawn_ = now;
  const double share = static_cast<double>(finished) / static_cast<double>(total_);
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  const auto speed = static_cast<std::uint64_t>(static_cast<double>(finished) / seconds);
  tell(fmt::format("{}{:3.0f}% {} {} trajectories/s, {:.0f} s left", wipe, 100 * share, bar(share),
                   report::grouped(speed), seconds / share * (1 - share)));
}

} // namespace casus::cli
