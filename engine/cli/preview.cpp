#include "cli/preview.hpp"

#include "cli/output/console.hpp"

#include "report/text/brief.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>

namespace casus::cli {
namespace {

constexpr std::chrono::milliseconds between_drawings(200);

/// How many lines of the terminal may be drawn over, and how long they are.
winsize terminal() {
  constexpr winsize usual{.ws_row = 24, .ws_col = 80, .ws_xpixel = 0, .ws_ypixel = 0};
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 ? size : usual;
}

} // namespace

Preview::~Preview() { wipe(); }

void Preview::wipe() {
  if (lines_ > 0) tell(fmt::format("\x1b[{}A\r\x1b[J", lines_));
  lines_ = 0;
}

void Preview::show(const Result& result) {
  const auto now = Clock::now();
  if (lines_ > 0 && now - drawn_ < between_drawings) return;
  drawn_ = now;
  const winsize size = terminal();
  std::istringstream text(report::in_brief(result, {.width = std::max<int>(60, size.ws_col - 1)}));
  wipe();
  std::string line;
  while (lines_ + 2 < size.ws_row && std::getline(text, line)) {
    tell(line + "\n");
    ++lines_;
  }
}

} // namespace casus::cli
