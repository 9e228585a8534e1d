#include "report/text/sheet.hpp"

#include "report/text/printable.hpp"

#include <fmt/color.h>

#include <algorithm>

namespace casus::report {
namespace {

constexpr int narrowest = 60;

std::string emphasised(const std::string& text, Emphasis emphasis) {
  switch (emphasis) {
  case Emphasis::strong:
    return fmt::format(fmt::emphasis::bold, "{}", text);
  case Emphasis::faint:
    return fmt::format(fmt::emphasis::faint, "{}", text);
  case Emphasis::none:
    break;
  }
  return text;
}

} // namespace

Sheet::Sheet(const TextStyle& style) : style_(style) { style_.width = std::max(style_.width, narrowest); }

void Sheet::blank() { text_ += '\n'; }

void Sheet::line(std::string_view text, Emphasis emphasis) {
  std::string fitting = shortened(text, style_.width);
  fitting.erase(fitting.find_last_not_of(' ') + 1);
  append(fitting, emphasis);
}

void Sheet::verbatim(std::string_view text, Emphasis emphasis) { append(printable(text), emphasis); }

void Sheet::append(const std::string& line, Emphasis emphasis) {
  text_ += style_.colour ? emphasised(line, emphasis) : line;
  text_ += '\n';
}

void Sheet::paragraph(std::string_view text, int indent, Emphasis emphasis) {
  constexpr int hanging = 2;
  // The hanging lines set the measure for all, so that a paragraph is broken once.
  const auto lines = wrapped(printable(text), style_.width - indent - hanging);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto margin = static_cast<std::size_t>(i == 0 ? indent : indent + hanging);
    line(std::string(margin, ' ') + lines[i], emphasis);
  }
}

} // namespace casus::report
