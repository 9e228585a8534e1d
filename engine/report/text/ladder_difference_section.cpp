// The rungs of each ladder over time, as percentage points more or less than in the baseline. What lies
// within two standard errors is not told apart from nothing.
#include "report/text/comparison_sections.hpp"
#include "report/text/printable.hpp"
#include "report/text/time_columns.hpp"
#include "report/words/quantity.hpp"
#include "report/words/whatif_label.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

constexpr int longest_name = 30;
constexpr int indent = 2;

bool is_clear(const LadderDifference& ladder, std::size_t point, std::size_t rung) {
  return std::abs(ladder.difference[point][rung]) > 2 * ladder.se[point][rung];
}

std::string cell(const LadderDifference& ladder, std::size_t point, std::size_t rung) {
  if (!is_clear(ladder, point, rung)) return "·";
  const double difference = 100 * ladder.difference[point][rung];
  return std::abs(difference) < 0.95 ? fmt::format("{:+.1f}", difference)
                                     : fmt::format("{:+.0f}", difference);
}

bool differs(const LadderDifference& ladder, const std::vector<std::size_t>& chosen) {
  for (const std::size_t point : chosen)
    for (std::size_t rung = 0; rung < ladder.rungs.size(); ++rung)
      if (is_clear(ladder, point, rung)) return true;
  return false;
}

int name_width(const LadderDifference& ladder) {
  int widest = 0;
  for (const std::string& rung : ladder.rungs) widest = std::max(widest, columns(printable(rung)));
  return indent + std::min(widest, longest_name);
}

void write_ladder(Sheet& sheet, std::chrono::sys_days start, const std::string& whatif,
                  const LadderDifference& ladder) {
  const int names = name_width(ladder);
  const auto chosen = chosen_points(ladder.days.size(), sheet.width() - names);
  sheet.blank();
  sheet.paragraph(fmt::format("{} in {}", ladder.name, whatif), 0, Emphasis::strong);
  if (!differs(ladder, chosen)) {
    sheet.paragraph("no rung differs clearly from the baseline's", indent);
    return;
  }
  sheet.paragraph("percentage points more or less than in the baseline, · where that may be chance", indent,
                  Emphasis::faint);
  for (const std::string& heading : time_headings(start, ladder.days, chosen, names))
    sheet.line(heading, Emphasis::faint);
  for (std::size_t rung = ladder.rungs.size(); rung-- > 0;) {
    std::string row = std::string(indent, ' ') + left(printable(ladder.rungs[rung]), names - indent);
    for (const std::size_t point : chosen) row += right(cell(ladder, point, rung), time_column_width);
    sheet.line(row);
  }
}

} // namespace

void write_ladder_differences(Sheet& sheet, const Comparison& comparison) {
  for (const WhatIf& whatif : comparison.whatifs) {
    if (whatif.result.fingerprint == comparison.baseline.fingerprint) continue;
    for (const LadderDifference& ladder : whatif.ladders)
      write_ladder(sheet, comparison.baseline.start, label_of(whatif, comparison), ladder);
  }
}

} // namespace casus::report
