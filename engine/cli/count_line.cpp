#include "cli/count_line.hpp"

#include "cli/output/console.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

constexpr const char* wipe = "\r\x1b[K";

} // namespace

CountLine::CountLine(std::string noun, bool is_quiet)
    : noun_(std::move(noun)), is_shown_(errors_are_terminal() && !is_quiet) {}

CountLine::~CountLine() {
  if (is_shown_) tell(wipe);
}

void CountLine::show(std::size_t number, std::size_t of) const {
  if (is_shown_) tell(fmt::format("{}{} {} of {}", wipe, noun_, number, of));
}

} // namespace casus::cli
