#include "report/text/comparison_text.hpp"

#include "report/text/comparison_sections.hpp"
#include "report/text/sections.hpp"
#include "report/words/quantity.hpp"
#include "report/words/whatif_label.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

void write_comparison(Sheet& sheet, const Comparison& comparison) {
  write_head(sheet, comparison.baseline);
  sheet.paragraph(fmt::format("compared with {}, trajectory by trajectory with the same random numbers",
                              comparison.whatifs.size() == 1
                                  ? label_of(comparison.whatifs.front(), comparison)
                                  : counted(comparison.whatifs.size(), "what-if")));
  write_differences(sheet, comparison);
}

} // namespace

std::string to_text(const Comparison& comparison, const TextStyle& style) {
  Sheet sheet(style);
  write_comparison(sheet, comparison);
  write_ladder_differences(sheet, comparison);
  return sheet.text();
}

std::string to_text(const Explanation& explanation, const TextStyle& style) {
  Sheet sheet(style);
  write_comparison(sheet, explanation.comparison);
  write_explanation(sheet, explanation);
  write_ladder_differences(sheet, explanation.comparison);
  return sheet.text();
}

} // namespace casus::report
