// The rungs of each ladder over time: a row a rung, the highest on top, a column a date. A block as high as
// the share stands before each percentage, so that a row reads as a small chart.
#include "report/quantity.hpp"

#include "formula/calendar.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace casus::report {
namespace {

constexpr int cell_width = 8;
constexpr int most_columns = 8;
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

/// Grid points spread evenly from the first to the last.
std::vector<std::size_t> chosen_columns(const Result& result, int room) {
  const auto points = static_cast<int>(result.days.size());
  const int count = std::min({most_columns, points, room / cell_width});
  std::vector<std::size_t> chosen;
  for (int i = 0; i < count; ++i)
    chosen.push_back(
        static_cast<std::size_t>(count == 1 ? 0.0 : std::round(i * (points - 1.0) / (count - 1))));
  return chosen;
}

/// The dates above the columns in two lines, 2023 over 04-15; within a short run the day over the hour.
std::array<std::string, 2> headings(const Result& result, const std::vector<std::size_t>& chosen,
                                    int name_width) {
  const bool by_the_hour = result.days.back() < static_cast<double>(chosen.size());
  std::array<std::string, 2> lines;
  lines.fill(std::string(static_cast<std::size_t>(name_width), ' '));
  for (const std::size_t point : chosen) {
    const std::string date = formula::iso_date(result.start, result.days[point]);
    const auto dash = date.find('-');
    lines[0] += right(by_the_hour ? date.substr(dash + 1) : date.substr(0, dash), cell_width);
    lines[1] += right(by_the_hour ? clock_time(result.days[point]) : date.substr(dash + 1), cell_width);
  }
  return lines;
}

int name_width(const LadderResult& ladder) {
  int widest = 0;
  for (const std::string& rung : ladder.rungs) widest = std::max(widest, columns(printable(rung)));
  return indent + std::min(widest, longest_name);
}

void write_ladder(Page& page, const Result& result, const LadderResult& ladder) {
  const int names = name_width(ladder);
  const auto chosen = chosen_columns(result, page.width() - names);
  page.blank();
  page.paragraph(ladder.name, 0, Emphasis::strong);
  for (const std::string& heading : headings(result, chosen, names)) page.line(heading, Emphasis::faint);
  for (std::size_t rung = ladder.rungs.size(); rung-- > 0;) {
    std::string row = std::string(indent, ' ') + left(printable(ladder.rungs[rung]), names - indent);
    for (const std::size_t point : chosen) row += right(cell(ladder.occupancy[point][rung]), cell_width);
    page.line(row);
  }
}

} // namespace

void write_ladders(Page& page, const Result& result) {
  if (result.days.empty()) return;
  for (const LadderResult& ladder : result.ladders) write_ladder(page, result, ladder);
}

} // namespace casus::report
