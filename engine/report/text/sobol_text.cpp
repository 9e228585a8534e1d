#include "report/text/sobol_text.hpp"

#include "report/text/printable.hpp"
#include "report/text/sections.hpp"
#include "report/words/dated_question.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int answer_indent = 4;
constexpr int cell_width = 16;
constexpr std::size_t most_parameters = 12;
constexpr double a_trifle = 0.01;

/// An index with the half-width of its interval, to a hundredth, or a thousandth where that is small.
std::string cell(const SobolIndex& index) {
  const double margin = (index.ci95.high - index.ci95.low) / 2;
  if (margin == 0) return number(index.value);
  const int decimals = margin < 0.0995 ? 3 : 2;
  const double rounded = std::abs(index.value) < std::pow(10, -decimals) / 2 ? 0 : index.value;
  return fmt::format("{:.{}f} ± {:.{}f}", rounded, decimals, margin, decimals);
}

std::vector<const ParameterSobol*> by_total(const OutcomeSobol& outcome) {
  std::vector<const ParameterSobol*> order;
  for (const ParameterSobol& parameter : outcome.parameters) order.push_back(&parameter);
  std::stable_sort(order.begin(), order.end(), [](const ParameterSobol* a, const ParameterSobol* b) {
    return a->total.value > b->total.value;
  });
  return order;
}

/// Worth a line, unless there are too many.
bool is_told(const ParameterSobol& parameter) {
  return parameter.total.value >= a_trifle || parameter.first.ci95.low >= a_trifle;
}

std::string rest_in_words(std::size_t count, bool are_others, double highest) {
  const std::string parameters = counted(count, are_others ? "other" : "parameter");
  if (highest == 0) return fmt::format("and {} that no trajectory knows", parameters);
  return fmt::format("and {} with totals below {}", parameters, number(highest, 2));
}

void write_parameters(Sheet& sheet, const OutcomeSobol& outcome) {
  const int names = sheet.width() - answer_indent - 2 * cell_width;
  const std::string margin(answer_indent, ' ');
  sheet.line(margin + left("", names) + right("first", cell_width) + right("total", cell_width),
             Emphasis::faint);
  std::size_t told = 0;
  double highest = 0;
  for (const ParameterSobol* parameter : by_total(outcome)) {
    if (told == most_parameters || !is_told(*parameter)) {
      highest = std::max(highest, parameter->total.ci95.high);
      continue;
    }
    ++told;
    sheet.line(margin + left(printable(parameter->parameter), names) +
               right(cell(parameter->first), cell_width) + right(cell(parameter->total), cell_width));
  }
  if (const std::size_t rest = outcome.parameters.size() - told; rest > 0)
    sheet.paragraph(rest_in_words(rest, told > 0, highest), answer_indent, Emphasis::faint);
}

void write_outcome(Sheet& sheet, const OutcomeSobol& outcome, const Result& run) {
  sheet.paragraph(dated_question(outcome, outcome.is_event, run.start), indent);
  const double share = outcome.chance / (outcome.chance + outcome.between);
  sheet.paragraph(fmt::format("chance makes {:.1f}% of the variance, the parameters {:.1f}%, of which",
                              100 * share, 100 * (1 - share)),
                  answer_indent, Emphasis::strong);
  write_parameters(sheet, outcome);
}

/// Under their reasons.
void write_doubts(Sheet& sheet, const SobolResult& result) {
  std::map<std::string, std::string> names;
  for (const OutcomeSobol& outcome : result.outcomes)
    if (!outcome.doubt.empty())
      names[outcome.doubt] += (names[outcome.doubt].empty() ? "" : ", ") + outcome.name;
  for (const auto& [doubt, outcomes] : names) {
    sheet.paragraph(fmt::format("no indices where {}:", doubt), indent, Emphasis::strong);
    sheet.paragraph(outcomes, answer_indent);
  }
}

} // namespace

void write_sobol(Sheet& sheet, const SobolResult& result) {
  sheet.blank();
  sheet.paragraph("Which parameter the answers hang on (Sobol indices)", 0, Emphasis::strong);
  sheet.paragraph(
      fmt::format("{} of {} each: first is the share of the variance between worlds that a parameter makes "
                  "by itself, total with all that it does together with others; ± 95% interval",
                  counted(result.run.worlds, "world"), counted(result.depth, "trajectory")),
      indent, Emphasis::faint);
  for (const OutcomeSobol& outcome : result.outcomes)
    if (outcome.doubt.empty()) write_outcome(sheet, outcome, result.run);
  write_doubts(sheet, result);
}

std::string to_text(const SobolResult& result, const TextStyle& style) {
  Sheet sheet(style);
  write_head(sheet, result.run);
  write_sobol(sheet, result);
  return sheet.text();
}

} // namespace casus::report
