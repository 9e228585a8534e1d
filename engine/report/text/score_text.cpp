#include "report/text/score_text.hpp"

#include "report/text/reliability_rows.hpp"
#include "report/text/sections.hpp"
#include "report/text/sheet.hpp"
#include "report/words/dated_question.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <cmath>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int answer_indent = 4;

/// A value with its error, both down to the second digit of the error.
std::string with_error(double value, double error) {
  return error > 0 ? fmt::format("{} ± {}", estimate(value, error / 10), number(error, 2)) : number(value, 4);
}

std::string in_words(double base) { return std::isfinite(base) ? number(base) : "infinite"; }

std::string in_words(const char* name, const Score& score) {
  const std::string text = fmt::format("{} {}", name, with_error(score.value, score.monte_carlo));
  return score.base ? fmt::format("{} (base {})", text, in_words(*score.base)) : text;
}

void write(Sheet& sheet, const EventScore& event) {
  sheet.paragraph(fmt::format("forecast {}, base rate {}{}: it {}", percent(event.probability, event.se),
                              percentage(event.base),
                              event.base_is_given ? "%" : "% (the share that happened)",
                              event.happened ? "happened" : "did not happen"),
                  answer_indent, Emphasis::strong);
  sheet.paragraph(in_words("Brier", event.brier) + ", " + in_words("logarithmic", event.log), answer_indent);
  if (event.log_is_guarded)
    sheet.paragraph(
        fmt::format("{} of {}: for the logarithmic score, as if half of one more had been otherwise",
                    event.hits == 0 ? "none" : "all", counted(event.trials, "trajectory")),
        answer_indent, Emphasis::faint);
}

void write(Sheet& sheet, const ValueScore& value) {
  sheet.paragraph(fmt::format("forecast mean {}, sd {}: it came to {}, above {}% of the forecast",
                              number(value.mean, 4), number(value.sd), number(value.observed, 6),
                              percentage(value.below, 2)),
                  answer_indent, Emphasis::strong);
  sheet.paragraph(in_words("CRPS", value.crps), answer_indent);
}

void write_outcomes(Sheet& sheet, const ForecastScores& scores) {
  sheet.blank();
  sheet.paragraph("Forecasts and what came", 0, Emphasis::strong);
  for (const OutcomeScore& outcome : scores.outcomes) {
    sheet.paragraph(dated_question(outcome, outcome.event.has_value(), scores.run.start), indent);
    if (outcome.event) write(sheet, *outcome.event);
    if (outcome.value) write(sheet, *outcome.value);
  }
  for (const LeftOut& left : scores.left_out)
    sheet.paragraph(fmt::format("left out: {} ({})", left.outcome, left.reason), indent);
  sheet.paragraph(
      "the smaller a score the better; ± is the standard error of the simulation; the logarithmic score is "
      "-ln of the probability given to what came",
      indent, Emphasis::faint);
}

std::string or_dash(const std::optional<double>& value) { return value ? in_words(*value) : "–"; }

void write_mean(Sheet& sheet, const char* name, const std::optional<MeanScore>& mean) {
  if (!mean || mean->count < 2) return;
  const std::string skill = mean->skill ? fmt::format("{:.0f}%", 100 * *mean->skill) : "–";
  sheet.line(score_row(name, {number(mean->mean), or_dash(mean->se), number(mean->monte_carlo, 2),
                              or_dash(mean->base), skill}));
}

void write_means(Sheet& sheet, const ForecastScores& scores) {
  const auto has_several = [](const std::optional<MeanScore>& mean) { return mean && mean->count > 1; };
  if (!has_several(scores.brier) && !has_several(scores.crps)) return;
  sheet.blank();
  sheet.paragraph("Means", 0, Emphasis::strong);
  sheet.line(score_row("", {"mean", "± outcomes", "± simulated", "base", "skill"}), Emphasis::faint);
  write_mean(sheet, "Brier", scores.brier);
  write_mean(sheet, "logarithmic", scores.log);
  write_mean(sheet, "CRPS", scores.crps);
  sheet.paragraph(
      "± outcomes: standard error by their scatter, as if they were independent; skill: the share by which "
      "the score is below the base forecast's, of the outcomes that have one",
      indent, Emphasis::faint);
  if (scores.crps && scores.crps->count > 1)
    sheet.paragraph("the mean CRPS says something only of values in one unit", indent, Emphasis::faint);
}

void write_reliability(Sheet& sheet, const ForecastScores& scores) {
  if (!scores.decomposition) return;
  sheet.blank();
  sheet.paragraph("Reliability", 0, Emphasis::strong);
  write_bins(sheet, scores.reliability, "events");
  write_decomposition(sheet, scores.brier->mean, *scores.decomposition);
  const ExpectedBrier& expected = *scores.expected;
  if (expected.z)
    sheet.paragraph(
        fmt::format("were these probabilities right and the events independent, it would be {} ± {}: "
                    "what came lies {} standard deviations {}",
                    number(expected.mean), number(expected.sd, 2), number(std::abs(*expected.z), 2),
                    *expected.z > 0 ? "above" : "below"),
        indent);
  if (!scores.doubt.empty()) sheet.paragraph(scores.doubt, indent, Emphasis::strong);
}

void write_ranking(Sheet& sheet, const Scores& scores) {
  sheet.paragraph("Ranking", 0, Emphasis::strong);
  std::size_t place = 0;
  for (const RankedForecast& ranked : scores.ranking) {
    const ForecastScores& forecast = scores.forecasts[ranked.forecast];
    const auto& mean = forecast.brier ? forecast.brier : forecast.crps;
    std::string text = fmt::format("{}. {}: ", ++place, forecast.file);
    text += mean ? fmt::format("mean {} {}", forecast.brier ? "Brier" : "CRPS", number(mean->mean, 4))
                 : "no score";
    if (mean && place > 1)
      text += fmt::format(
          ", {} behind the first{}", number(ranked.behind),
          ranked.se ? fmt::format(" (standard error by the outcomes {})", number(*ranked.se, 2)) : "");
    sheet.paragraph(text, indent);
  }
  sheet.blank();
}

} // namespace

std::string to_text(const Scores& scores, const TextStyle& style) {
  Sheet sheet(style);
  if (!scores.ranking.empty()) write_ranking(sheet, scores);
  for (const ForecastScores& forecast : scores.forecasts) {
    if (&forecast != &scores.forecasts.front()) sheet.blank();
    write_head(sheet, forecast.run);
    if (!scores.ranking.empty()) sheet.paragraph("forecasts of " + forecast.file);
    write_outcomes(sheet, forecast);
    write_means(sheet, forecast);
    write_reliability(sheet, forecast);
  }
  return sheet.text();
}

} // namespace casus::report
