// What a what-if changes, numbered, and then for each outcome a table of what each change does: alone, as the
// last one, and its share of the whole.
#include "report/text/comparison_sections.hpp"
#include "report/text/printable.hpp"
#include "report/text/sections.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int cell_width = 17;

std::string in_words(const ScenarioChange& change) {
  if (change.before.empty() && change.after.empty()) return change.path;
  if (change.before.empty()) return fmt::format("{}: {}", change.path, change.after);
  if (change.after.empty()) return fmt::format("{} removed (it was {})", change.path, change.before);
  return fmt::format("{}: {} → {}", change.path, change.before, change.after);
}

void write_groups(Sheet& sheet, const Explanation& explanation) {
  for (std::size_t group = 0; group < explanation.groups.size(); ++group) {
    const char* separator = "";
    std::string text = fmt::format("{}. ", group + 1);
    for (const ScenarioChange& change : explanation.groups[group]) {
      text += separator + in_words(change);
      separator = "; ";
    }
    sheet.paragraph(text, indent);
  }
}

/// The effect with the half-width of its interval, both down to the second digit of the latter.
std::string cell(const std::optional<Effected>& effect, bool is_value) {
  if (!effect) return "–";
  const double margin = (effect->ci95.high - effect->ci95.low) / 2;
  if (margin == 0) return "0";
  if (is_value)
    return fmt::format("{} ± {}", signed_estimate(effect->effect, margin / 10), number(margin, 2));
  return fmt::format("{} ± {}", points(effect->effect, margin / 10), percentage(margin, 2));
}

bool has_shares(const ExplainedOutcome& outcome) {
  return !outcome.contributions.empty() && outcome.contributions.front().shapley.has_value();
}

void write_contribution(Sheet& sheet, const GroupContribution& contribution, const std::string& name,
                        int names, bool is_value, bool has_share) {
  const std::string margin(2 * indent, ' ');
  if (contribution.does_nothing) {
    sheet.line(margin + left(name, names) + right("does nothing", cell_width));
    return;
  }
  sheet.line(margin + left(name, names) + right(cell(contribution.alone, is_value), cell_width) +
             right(cell(contribution.last, is_value), cell_width) +
             (has_share ? right(cell(contribution.shapley, is_value), cell_width) : ""));
}

void write_outcome(Sheet& sheet, const Explanation& explanation, const ExplainedOutcome& outcome,
                   const OutcomeResult& asked) {
  const bool has_share = has_shares(outcome), is_value = asked.value.has_value();
  const int names = sheet.width() - 2 * indent - (has_share ? 3 : 2) * cell_width;
  sheet.paragraph(question(explanation.comparison.baseline, asked), indent);
  sheet.line(std::string(2 * indent, ' ') + left(is_value ? "" : "percentage points", names) +
                 right("alone", cell_width) + right("last", cell_width) +
                 (has_share ? right("share", cell_width) : ""),
             Emphasis::faint);
  for (std::size_t group = 0; group < outcome.contributions.size(); ++group) {
    const std::string name =
        fmt::format("{}. {}", group + 1, printable(explanation.groups[group].front().path));
    write_contribution(sheet, outcome.contributions[group], name, names, is_value, has_share);
  }
}

} // namespace

void write_explanation(Sheet& sheet, const Explanation& explanation) {
  sheet.blank();
  sheet.paragraph("What each change does", 0, Emphasis::strong);
  if (explanation.groups.empty()) {
    sheet.paragraph("the what-if changes nothing", indent);
    return;
  }
  write_groups(sheet, explanation);
  sheet.paragraph(
      "alone: of the baseline with this change only; last: what is missing without it; share: its mean "
      "over all orders of the changes (Shapley), which sums to the whole; ± 95% interval",
      indent, Emphasis::faint);
  for (std::size_t outcome = 0; outcome < explanation.outcomes.size(); ++outcome)
    write_outcome(sheet, explanation, explanation.outcomes[outcome],
                  explanation.comparison.baseline.outcomes[outcome]);
}

} // namespace casus::report
