// The text shows of each outcome the effects that can be told from 0, with bars as long as they are large;
// the others in one line.
#include "report/text/sensitivity_text.hpp"

#include "report/text/sections.hpp"
#include "report/words/quantity.hpp"
#include "report/words/sensitivity_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr std::size_t most_shown = 10;
constexpr int bar_width = 24;

/// A bar of eighths of characters.
std::string bar(double share) {
  static constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int length = std::clamp(static_cast<int>(std::lround(8 * bar_width * share)), 1, 8 * bar_width);
  std::string text;
  for (int i = 0; i < length / 8; ++i) text += "█";
  return text + eighths[length % 8];
}

/// The effect with the half-width of its interval, down to the second digit of the latter.
std::string cell(double effect, double margin, bool is_value) {
  if (is_value) return fmt::format("{} ± {}", signed_estimate(effect, margin / 10), number(margin, 2));
  return fmt::format("{} ± {} points", points(effect, margin / 10), percentage(margin, 2));
}

double margin_of(const NumberEffect& effect) { return (effect.ci95.high - effect.ci95.low) / 2; }

void write_effect(Sheet& sheet, const ChangedNumber& changed, const NumberEffect& effect, double largest,
                  bool is_value) {
  sheet.paragraph(fmt::format("{}: {}", changed.number.path, in_words(changed)), 2 * indent);
  sheet.line(std::string(3 * indent, ' ') + fmt::format("{:<24} {}",
                                                        cell(effect.effect, margin_of(effect), is_value),
                                                        bar(std::abs(effect.effect) / largest)));
  if (!effect.doubt.empty()) sheet.paragraph("doubtful: " + effect.doubt, 3 * indent, Emphasis::faint);
}

/// How far the interval of an effect reaches from 0.
double reach_of(const NumberEffect& effect) {
  return std::max(std::abs(effect.ci95.low), std::abs(effect.ci95.high));
}

void write_others(Sheet& sheet, const Sensitivity& sensitivity, const OutcomeSensitivity& outcome,
                  std::size_t told, bool is_value) {
  if (told > most_shown)
    sheet.paragraph(fmt::format("and {} with smaller effects (--json and --out have all)",
                                counted(told - most_shown, "more number")),
                    2 * indent, Emphasis::faint);
  std::vector<const NumberEffect*> others;
  for (std::size_t i = told; i < outcome.effects.size(); ++i)
    if (std::isfinite(reach_of(outcome.effects[i]))) others.push_back(&outcome.effects[i]);
  if (others.empty()) return;
  const auto widest = std::max_element(
      others.begin(), others.end(), [](const auto* a, const auto* b) { return reach_of(*a) < reach_of(*b); });
  const double reach = reach_of(**widest);
  sheet.paragraph(
      fmt::format("the effect{} of {} cannot be told from 0; the least certain is that of {}, within {}",
                  others.size() == 1 ? "" : "s",
                  counted(others.size(), told == 0 ? "number" : "other number"),
                  sensitivity.numbers[(*widest)->number].number.path,
                  is_value ? number(reach, 2) : percentage(reach, 2) + " points"),
      2 * indent, Emphasis::faint);
}

void write_outcome(Sheet& sheet, const Sensitivity& sensitivity, std::size_t o) {
  const OutcomeResult& asked = sensitivity.run.outcomes[o];
  const OutcomeSensitivity& outcome = sensitivity.outcomes[o];
  const bool is_value = asked.value.has_value();
  sheet.paragraph(question(sensitivity.run, asked), indent);
  sheet.paragraph(answer(asked), 2 * indent, Emphasis::strong);
  if (!outcome.doubt.empty()) sheet.paragraph("doubtful: " + outcome.doubt, 2 * indent);
  const auto told = static_cast<std::size_t>(
      std::count_if(outcome.effects.begin(), outcome.effects.end(), [](const auto& e) { return e.is_told; }));
  for (std::size_t i = 0; i < std::min(told, most_shown); ++i)
    write_effect(sheet, sensitivity.numbers[outcome.effects[i].number], outcome.effects[i],
                 std::abs(outcome.effects.front().effect), is_value);
  write_others(sheet, sensitivity, outcome, told, is_value);
}

void write_left_out(Sheet& sheet, const Sensitivity& sensitivity) {
  if (sensitivity.left_out.empty()) return;
  sheet.blank();
  sheet.paragraph("Left out", 0, Emphasis::strong);
  std::vector<std::pair<std::string, std::vector<std::string>>> by_reason;
  for (const auto& [number, why] : sensitivity.left_out) {
    auto known = std::find_if(by_reason.begin(), by_reason.end(),
                              [&reason = why](const auto& each) { return each.first == reason; });
    if (known == by_reason.end()) known = by_reason.insert(known, {why, {}});
    known->second.push_back(number.path);
  }
  for (const auto& [why, paths] : by_reason)
    sheet.paragraph(fmt::format("{} ({})", fmt::join(paths, ", "), why), indent);
}

bool has(const Sensitivity& sensitivity, EffectMethod method) {
  return std::any_of(sensitivity.numbers.begin(), sensitivity.numbers.end(),
                     [&](const ChangedNumber& changed) { return changed.method == method; });
}

} // namespace

std::string to_text(const Sensitivity& sensitivity, const TextStyle& style) {
  Sheet sheet(style);
  write_head(sheet, sensitivity.run);
  sheet.blank();
  sheet.paragraph("What the answers hang on", 0, Emphasis::strong);
  sheet.paragraph("what changes where a number goes from a tenth below to a tenth above, or, where it is "
                  "uncertain, from its 5% to its 95% quantile; ± 95% interval",
                  indent, Emphasis::faint);
  if (has(sensitivity, EffectMethod::score))
    sheet.paragraph("of rates, weights, shares and probabilities it is a slope, all of one run, times the "
                    "change: a large change may do more or less",
                    indent, Emphasis::faint);
  if (has(sensitivity, EffectMethod::differences))
    sheet.paragraph("of other numbers both ends were simulated with the same random numbers", indent,
                    Emphasis::faint);
  for (std::size_t o = 0; o < sensitivity.outcomes.size(); ++o) write_outcome(sheet, sensitivity, o);
  write_left_out(sheet, sensitivity);
  return sheet.text();
}

} // namespace casus::report
