#include "report/comparison_text.hpp"

#include "report/comparison_sections.hpp"
#include "report/quantity.hpp"
#include "report/sections.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

void write_comparison(Page& page, const Comparison& comparison) {
  write_head(page, comparison.baseline);
  page.paragraph(fmt::format("compared with {}, trajectory by trajectory with the same random numbers",
                             comparison.whatifs.size() == 1 ? comparison.whatifs.front().file
                                                            : counted(comparison.whatifs.size(), "what-if")));
  write_differences(page, comparison);
}

} // namespace

std::string to_text(const Comparison& comparison, const TextStyle& style) {
  Page page(style);
  write_comparison(page, comparison);
  write_ladder_differences(page, comparison);
  return page.text();
}

std::string to_text(const Explanation& explanation, const TextStyle& style) {
  Page page(style);
  write_comparison(page, explanation.comparison);
  write_explanation(page, explanation);
  write_ladder_differences(page, explanation.comparison);
  return page.text();
}

} // namespace casus::report
