// The rungs of each ladder over time: a row a rung, the highest on top, a column a date. A block as high as
// the share stands before each percentage, so that a row reads as a small chart.
#include "report/text/printable.hpp"
#include "report/text/sections.hpp"
#include "report/text/time_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace casus::report {
namespace {

constexpr int longest_name = 30;
constexpr int indent = 2;

/// A share as its block and its percentage, in at most 6 columns.
std::string cell(double share) {
  constexpr std::array blocks = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (!(share > 0)) return "–";
  const auto eighths = static_cast<std::size_t>(std::clamp(std::ceil(share * 8 - 0.5), 1.0, 8.0));
  if (share < 0.005) return fmt::format("{}  <1%", blocks[eighths]);
  if (share < 1 && share >= 0.995) return fmt::format("{} >99%", blocks[eighths]);
  return fmt::format("{} {:3.0f}%", blocks[eighths], 100 * share);
}

int name_width(const LadderResult& ladder) {
  int widest = 0;
  for (const std::string& rung : ladder.rungs) widest = std::max(widest, columns(printable(rung)));
  return indent + std::min(widest, longest_name);
}

void write_ladder(Sheet& sheet, const Result& result, const LadderResult& ladder) {
  const int names = name_width(ladder);
  const auto chosen = chosen_points(result.days.size(), sheet.width() - names);
  sheet.blank();
  sheet.paragraph(ladder.name, 0, Emphasis::strong);
  for (const std::string& heading : time_headings(result.start, result.days, chosen, names))
    sheet.line(heading, Emphasis::faint);
  for (std::size_t rung = ladder.rungs.size(); rung-- > 0;) {
    std::string row = std::string(indent, ' ') + left(printable(ladder.rungs[rung]), names - indent);
    for (const std::size_t point : chosen)
      row += right(cell(ladder.occupancy[point][rung]), time_column_width);
    sheet.line(row);
  }
}

} // namespace

void write_ladders(Sheet& sheet, const Result& result) {
  if (result.days.empty()) return;
  for (const LadderResult& ladder : result.ladders) write_ladder(sheet, result, ladder);
}

} // namespace casus::report
