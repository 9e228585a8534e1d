// Each outcome as a question with the baseline's answer, and below it what the what-ifs make of it, the
// largest effect first.
#include "report/text/comparison_sections.hpp"
#include "report/text/sections.hpp"
#include "report/words/quantity.hpp"
#include "report/words/whatif_label.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

constexpr int question_indent = 2;
constexpr int answer_indent = 4;
constexpr int detail_indent = 6;

const OutcomeResult* outcome_named(const Result& result, const std::string& name) {
  const auto found = std::find_if(result.outcomes.begin(), result.outcomes.end(),
                                  [&](const OutcomeResult& outcome) { return outcome.name == name; });
  return found == result.outcomes.end() ? nullptr : &*found;
}

/// The interval in the unit of the effect that stands before it.
std::string interval_in_words(const Interval& ci95, double error, bool is_value) {
  const auto shown = [&](double x) { return is_value ? signed_estimate(x, error) : points(x, error); };
  return fmt::format("95% interval {} to {}", shown(ci95.low), shown(ci95.high));
}

/// Worth telling where the ratio itself is known, and not the same.
std::string factor_in_words(const Difference& difference) {
  if (!difference.relative) return "";
  const auto& [ratio, ci95] = *difference.relative;
  if (ci95.low <= 1 && ci95.high >= 1) return "";
  return fmt::format(", {} times as likely ({} to {})", number(ratio), number(ci95.low), number(ci95.high));
}

std::string change_in_words(const Difference& difference, bool is_value) {
  const double error = shown_error(difference.se, difference.ci95);
  const std::string effect = fmt::format("{} ({})", effect_in_words(*difference.difference, error, is_value),
                                         interval_in_words(difference.ci95, error, is_value));
  if (!difference.doubt.empty()) return fmt::format("{}, which says little: {}", effect, difference.doubt);
  if (difference.ci95.low <= 0 && difference.ci95.high >= 0) return "no clear difference: " + effect;
  return effect + factor_in_words(difference);
}

bool is_same(const WhatIf& whatif, const Comparison& comparison) {
  return whatif.result.fingerprint == comparison.baseline.fingerprint;
}

/// What the pairing has saved, where the difference is worth telling.
std::string pairing_in_words(const Difference& difference) {
  if (!difference.correlation || !difference.variance_ratio || !difference.doubt.empty()) return "";
  const double ratio = *difference.variance_ratio;
  const std::string correlation = *difference.correlation > 0.995
                                      ? "correlation above 0.99"
                                      : fmt::format("correlation {:.2f}", *difference.correlation);
  if (ratio < 1.05) return correlation + ": pairing saves nothing";
  const std::string times =
      ratio < 100 ? number(ratio, 2) : grouped(static_cast<std::uint64_t>(std::min(std::round(ratio), 1e15)));
  return fmt::format("{}: as good as {} times as many trajectories run independently", correlation, times);
}

void write_difference(Sheet& sheet, const Comparison& comparison, const WhatIf& whatif, std::size_t outcome,
                      const std::string& label) {
  const OutcomeResult& asked = comparison.baseline.outcomes[outcome];
  const Difference& difference = whatif.differences[outcome];
  const OutcomeResult* answered = outcome_named(whatif.result, asked.name);
  if (is_same(whatif, comparison)) {
    sheet.paragraph(label + "the same: nothing that could change a result differs", answer_indent);
    return;
  }
  sheet.paragraph(label + (answered != nullptr ? answer(*answered) : "not asked"), answer_indent);
  if (!difference.difference) {
    sheet.paragraph("no difference can be told: " + difference.doubt, detail_indent, Emphasis::strong);
    return;
  }
  sheet.paragraph(change_in_words(difference, asked.value.has_value()), detail_indent, Emphasis::strong);
  if (const std::string pairing = pairing_in_words(difference); !pairing.empty())
    sheet.paragraph(pairing, detail_indent, Emphasis::faint);
}

/// Says where the order of two neighbours might as well be the other way round.
void write_doubt_of_order(Sheet& sheet, const Comparison& comparison, const Ranking& ranking,
                          std::size_t place) {
  const auto& ahead = ranking.order[place].ahead;
  if (!ahead || ahead->ci95.low > 0) return;
  const bool are_equal = ahead->ci95.low == 0 && ahead->ci95.high == 0;
  sheet.paragraph(fmt::format("{} {}", are_equal ? "the same as" : "not clearly ahead of",
                              label_of(comparison.whatifs[ranking.order[place + 1].whatif], comparison)),
                  detail_indent, Emphasis::faint);
}

void write_outcome(Sheet& sheet, const Comparison& comparison, std::size_t outcome) {
  const OutcomeResult& asked = comparison.baseline.outcomes[outcome];
  sheet.paragraph(question(comparison.baseline, asked), question_indent);
  sheet.paragraph("baseline: " + answer(asked), answer_indent);
  if (comparison.rankings.empty())
    for (const WhatIf& whatif : comparison.whatifs)
      write_difference(sheet, comparison, whatif, outcome, label_of(whatif, comparison) + ": ");
  else
    for (std::size_t place = 0; place < comparison.whatifs.size(); ++place) {
      const Ranking& ranking = comparison.rankings[outcome];
      const WhatIf& whatif = comparison.whatifs[ranking.order[place].whatif];
      write_difference(sheet, comparison, whatif, outcome,
                       fmt::format("{}. {}: ", place + 1, label_of(whatif, comparison)));
      write_doubt_of_order(sheet, comparison, ranking, place);
    }
}

} // namespace

double shown_error(double se, const Interval& ci95) {
  // Where the interval is wider than the standard error makes it, its own digits count.
  return std::max(se, (ci95.high - ci95.low) / 4);
}

std::string effect_in_words(double difference, double error, bool is_value) {
  return is_value ? signed_estimate(difference, error) : points(difference, error) + " percentage points";
}

void write_differences(Sheet& sheet, const Comparison& comparison) {
  if (comparison.baseline.outcomes.empty()) return;
  sheet.blank();
  sheet.paragraph("Outcomes", 0, Emphasis::strong);
  for (std::size_t outcome = 0; outcome < comparison.baseline.outcomes.size(); ++outcome)
    write_outcome(sheet, comparison, outcome);
}

} // namespace casus::report
