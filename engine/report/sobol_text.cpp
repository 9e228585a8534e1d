#include "report/sobol_text.hpp"

#include "formula/calendar.hpp"
#include "report/quantity.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int answer_indent = 4;
constexpr int cell_width = 16;
constexpr std::size_t most_parameters = 12;

std::string asked(const OutcomeSobol& outcome, const Result& run) {
  return fmt::format("{} ({} {})", outcome.question.empty() ? outcome.name : outcome.question,
                     outcome.is_event ? "by" : "on", formula::iso_date(run.start, outcome.day));
}

/// With the half-width of its interval, both down to the second digit of the latter.
std::string cell(const SobolIndex& index) {
  const double margin = (index.ci95.high - index.ci95.low) / 2;
  return margin > 0 ? fmt::format("{} ± {}", estimate(index.value, margin / 10), number(margin, 2))
                    : number(index.value);
}

std::vector<const ParameterSobol*> by_total(const OutcomeSobol& outcome) {
  std::vector<const ParameterSobol*> order;
  for (const ParameterSobol& parameter : outcome.parameters) order.push_back(&parameter);
  std::stable_sort(order.begin(), order.end(), [](const ParameterSobol* a, const ParameterSobol* b) {
    return a->total.value > b->total.value;
  });
  return order;
}

void write_parameters(Page& page, const OutcomeSobol& outcome) {
  const int names = page.width() - answer_indent - 2 * cell_width;
  const std::string margin(answer_indent, ' ');
  page.line(margin + left("", names) + right("first", cell_width) + right("total", cell_width),
            Emphasis::faint);
  const auto order = by_total(outcome);
  for (std::size_t i = 0; i < std::min(order.size(), most_parameters); ++i)
    page.line(margin + left(printable(order[i]->parameter), names) +
              right(cell(order[i]->first), cell_width) + right(cell(order[i]->total), cell_width));
  if (order.size() > most_parameters)
    page.paragraph(fmt::format("and {} with a total of at most {}",
                               counted(order.size() - most_parameters, "parameter"),
                               number(std::max(0.0, order[most_parameters]->total.value), 2)),
                   answer_indent, Emphasis::faint);
}

void write_outcome(Page& page, const OutcomeSobol& outcome, const Result& run) {
  page.paragraph(asked(outcome, run), indent);
  if (!outcome.doubt.empty()) {
    page.paragraph("no indices: " + outcome.doubt, answer_indent, Emphasis::strong);
    return;
  }
  const double share = outcome.chance / (outcome.chance + outcome.between);
  page.paragraph(fmt::format("chance makes {:.1f}% of the variance, the parameters {:.1f}%, of which",
                             100 * share, 100 * (1 - share)),
                 answer_indent, Emphasis::strong);
  write_parameters(page, outcome);
}

} // namespace

void write_sobol(Page& page, const SobolResult& result) {
  page.blank();
  page.paragraph("Which parameter the answers hang on (Sobol indices)", 0, Emphasis::strong);
  page.paragraph(
      fmt::format("{} of {} each: first is the share of the variance between worlds that a parameter makes "
                  "by itself, total with all that it does together with others; ± 95% interval",
                  counted(result.run.worlds, "world"), counted(result.depth, "trajectory")),
      indent, Emphasis::faint);
  for (const OutcomeSobol& outcome : result.outcomes) write_outcome(page, outcome, result.run);
}

std::string to_text(const SobolResult& result, const TextStyle& style) {
  Page page(style);
  write_head(page, result.run);
  write_sobol(page, result);
  return page.text();
}

} // namespace casus::report
