#include "report/text/fit_text.hpp"

#include "formula/calendar.hpp"
#include "report/text/printable.hpp"
#include "report/text/sheet.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int name_width = 20;
/// With a p-value below this the residuals contradict the model.
constexpr double clear_misfit = 0.01;

std::string p_value(double p) {
  if (p < 1e-12) return "< 1e-12";
  return p < 0.001 ? fmt::format("{:.0e}", p) : fmt::format("{:.2g}", p);
}

std::string row(const std::string& name, const std::string& before, const std::string& fitted,
                const std::string& se, const std::string& interval, const std::string& p) {
  return std::string(indent, ' ') + left(name, name_width) + right(before, 9) + ' ' + right(fitted, 10) +
         ' ' + right(se, 8) + ' ' + right(interval, 19) + ' ' + right(p, 8);
}

/// A fitted value, with so many digits of its error.
std::string fitted_value(double value, double se, int digits) {
  if (!(se > 0)) return number(value, 4);
  const int decimals = std::clamp(digits - 1 - static_cast<int>(std::floor(std::log10(se))), 0, 12);
  return decimals > 4 ? number(value, digits) : fmt::format("{:.{}f}", value, decimals);
}

std::string shown_name(const FittedNumber& fitted) {
  return printable(fitted.number.kind == NumberKind::rate ? fitted.name + fitted.number.unit : fitted.name);
}

void write(Sheet& sheet, const FittedNumber& fitted) {
  const double unit = fitted.number.unit_size;
  const std::string before = number(fitted.before / unit, 4);
  if (!fitted.doubt.empty()) {
    sheet.line(row(shown_name(fitted), before,
                   fitted.estimate == fitted.before ? "–" : number(fitted.estimate / unit, 4), "–", "–",
                   "–"));
    sheet.paragraph(fmt::format("not found: {}", fitted.doubt), indent + 2, Emphasis::faint);
    return;
  }
  const double se = fitted.se / unit;
  const std::string interval = fmt::format("{} to {}", fitted_value(fitted.ci95.low / unit, se, 2),
                                           fitted_value(fitted.ci95.high / unit, se, 2));
  sheet.line(row(shown_name(fitted), before, fitted_value(fitted.estimate / unit, se, 3), number(se, 2),
                 interval, fitted.p_value ? p_value(*fitted.p_value) : ""));
}

void write_columns(Sheet& sheet) {
  sheet.line(row("", "before", "fitted", "se", "95% interval", "LR p"), Emphasis::faint);
}

std::string p_words(double p) { return (p < 1e-12 ? "p " : "p = ") + p_value(p); }

std::string against_words(const LikelihoodRatio& test) {
  return fmt::format("likelihood ratio {:.2f} on {}: {}", test.statistic,
                     counted(static_cast<std::uint64_t>(test.degrees), "degree"), p_words(test.p_value));
}

void write_residuals(Sheet& sheet, const Residuals& residuals) {
  if (residuals.times.empty()) return;
  const bool is_wrong = residuals.ks_p < clear_misfit || residuals.lag_p < clear_misfit;
  sheet.paragraph(
      fmt::format(
          "residuals: {}; Kolmogorov-Smirnov distance {:.3f} from Exp(1), {}; neighbours correlate by "
          "{:.2f}, {}{}",
          counted(residuals.times.size(), "rescaled time"), residuals.ks, p_words(residuals.ks_p),
          residuals.lag_correlation, p_words(residuals.lag_p), is_wrong ? ": the model does not fit" : ""),
      indent, is_wrong ? Emphasis::strong : Emphasis::none);
}

void write(Sheet& sheet, const Fit& fit, const FittedTrigger& trigger) {
  sheet.blank();
  sheet.paragraph(fmt::format("{}: {} in {} days in which it could fire", trigger.name,
                              counted(trigger.events, "event"),
                              grouped(static_cast<std::uint64_t>(std::llround(trigger.exposure)))),
                  0, Emphasis::strong);
  write_columns(sheet);
  write(sheet, trigger.rate);
  for (const FittedNumber& weight : trigger.weights) write(sheet, weight);
  std::string likelihood =
      "log-likelihood " + with_decimals(fit.in_unit(trigger.log_likelihood, trigger.events), 4);
  if (trigger.against_constant)
    likelihood += fmt::format(", of a constant rate {}; {}",
                              with_decimals(fit.in_unit(trigger.constant_log_likelihood, trigger.events), 4),
                              against_words(*trigger.against_constant));
  sheet.paragraph(likelihood, indent);
  write_residuals(sheet, trigger.residuals);
}

void write(Sheet& sheet, const FittedLadder& ladder) {
  sheet.blank();
  sheet.paragraph(fmt::format("{}: {} between observations, {} from one rung to another", ladder.name,
                              counted(ladder.transitions, "interval"), grouped(ladder.changes)),
                  0, Emphasis::strong);
  write_columns(sheet);
  for (const FittedNumber& number : ladder.numbers) write(sheet, number);
  std::string likelihood = "log-likelihood " + with_decimals(ladder.log_likelihood, 4);
  if (ladder.against_constant)
    likelihood += fmt::format(", without weights {}; {}", with_decimals(ladder.constant_log_likelihood, 4),
                              against_words(*ladder.against_constant));
  sheet.paragraph(likelihood, indent);
}

void write_half_lives(Sheet& sheet, const Fit& fit) {
  if (fit.half_lives.empty()) return;
  sheet.blank();
  sheet.paragraph("Half-lives", 0, Emphasis::strong);
  write_columns(sheet);
  for (const FittedNumber& half_life : fit.half_lives) {
    FittedNumber shown = half_life;
    shown.name += half_life.number.unit.empty() ? ", days" : "," + half_life.number.unit;
    write(sheet, shown);
  }
}

void write_whole(Sheet& sheet, const Fit& fit) {
  sheet.blank();
  sheet.paragraph("The model as a whole", 0, Emphasis::strong);
  sheet.paragraph(fmt::format("log-likelihood {} (times in {}), AIC {} with {}",
                              with_decimals(fit.in_unit(fit.log_likelihood, fit.events), 4),
                              fit.time_unit + (fit.time_unit.ends_with('s') ? "" : "s"),
                              with_decimals(fit.aic(), 2),
                              counted(static_cast<std::uint64_t>(fit.numbers), "number")),
                  indent);
  if (fit.against_constant.degrees == 0) return;
  sheet.paragraph(fmt::format("constant rates: {}, AIC {} with {}; {}",
                              with_decimals(fit.in_unit(fit.constant_log_likelihood, fit.events), 4),
                              with_decimals(fit.constant_aic(), 2),
                              counted(static_cast<std::uint64_t>(fit.constant_numbers), "number"),
                              against_words(fit.against_constant)),
                  indent);
}

void write_doubts(Sheet& sheet, const Fit& fit) {
  if (fit.doubts.empty()) return;
  sheet.blank();
  sheet.paragraph("Before this is believed", 0, Emphasis::strong);
  for (const std::string& doubt : fit.doubts) sheet.paragraph("- " + doubt, indent);
}

} // namespace

std::string to_text(const Fit& fit, const TextStyle& style) {
  Sheet sheet(style);
  sheet.paragraph(fit.title.empty() ? fit.scenario : fit.title, 0, Emphasis::strong);
  sheet.paragraph(fmt::format("{} · fit · from {} · {} · {} days watched", fit.scenario,
                              formula::iso_date(fit.start, 0), counted(fit.sequences, "sequence"),
                              grouped(static_cast<std::uint64_t>(std::llround(fit.days)))));
  for (const FittedTrigger& trigger : fit.triggers) write(sheet, fit, trigger);
  write_half_lives(sheet, fit);
  for (const FittedLadder& ladder : fit.ladders) write(sheet, ladder);
  write_whole(sheet, fit);
  write_doubts(sheet, fit);
  return sheet.text();
}

} // namespace casus::report
