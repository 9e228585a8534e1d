#include "report/score_text.hpp"

#include "formula/calendar.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int answer_indent = 4;
constexpr int name_width = 16;
constexpr int cell_width = 12;

std::string with_error(double value, double error) {
  return error > 0 ? fmt::format("{} ± {}", estimate(value, error), number(error, 1)) : number(value, 4);
}

std::string in_words(const char* name, const Score& score) {
  std::string text = fmt::format("{} {}", name, with_error(score.value, score.monte_carlo));
  if (!score.base) return text;
  return text +
         (std::isfinite(*score.base) ? fmt::format(" (base {})", number(*score.base)) : " (base infinite)");
}

std::string asked(const OutcomeScore& outcome, const Result& run) {
  return fmt::format("{} ({} {})", outcome.question.empty() ? outcome.name : outcome.question,
                     outcome.event ? "by" : "on", formula::iso_date(run.start, outcome.day));
}

void write(Page& page, const EventScore& event) {
  page.paragraph(fmt::format("forecast {}, base rate {}{}: it {}", percent(event.probability, event.se),
                             number(100 * event.base),
                             event.base_is_given ? "%" : "% (the share that happened)",
                             event.happened ? "happened" : "did not happen"),
                 answer_indent, Emphasis::strong);
  page.paragraph(in_words("Brier", event.brier) + ", " + in_words("logarithmic", event.log), answer_indent);
  if (event.log_is_guarded)
    page.paragraph(fmt::format("{} of {}: the logarithmic score takes it as half a trajectory in one more",
                               event.hits == 0 ? "no trajectory" : "every one",
                               counted(event.trials, "trajectory")),
                   answer_indent, Emphasis::faint);
}

void write(Page& page, const ValueScore& value) {
  page.paragraph(fmt::format("forecast mean {}, sd {}: it came to {}, above {}% of the forecast",
                             number(value.mean, 4), number(value.sd), number(value.observed, 6),
                             number(100 * value.below, 2)),
                 answer_indent, Emphasis::strong);
  page.paragraph(in_words("CRPS", value.crps), answer_indent);
}

void write_outcomes(Page& page, const ForecastScores& scores) {
  page.blank();
  page.paragraph("Forecasts and what came", 0, Emphasis::strong);
  for (const OutcomeScore& outcome : scores.outcomes) {
    page.paragraph(asked(outcome, scores.run), indent);
    if (outcome.event) write(page, *outcome.event);
    if (outcome.value) write(page, *outcome.value);
  }
  for (const LeftOut& left : scores.left_out)
    page.paragraph(fmt::format("left out: {} ({})", left.outcome, left.reason), indent);
  page.paragraph(
      "the smaller a score the better; ± is the standard error of the simulation; the logarithmic score is "
      "-ln of the probability given to what came",
      indent, Emphasis::faint);
}

std::string row(const std::string& name, const std::vector<std::string>& cells) {
  std::string text = std::string(indent, ' ') + left(name, name_width);
  for (const std::string& cell : cells) text += right(cell, cell_width);
  return text;
}

std::string or_dash(const std::optional<double>& value) { return value ? number(*value) : "–"; }

void write_mean(Page& page, const char* name, const std::optional<MeanScore>& mean) {
  if (!mean || mean->count < 2) return;
  const std::string skill = mean->skill ? fmt::format("{:.0f}%", 100 * *mean->skill) : "–";
  page.line(row(name, {number(mean->mean), or_dash(mean->se), number(mean->monte_carlo, 2),
                       or_dash(mean->base), skill}));
}

void write_means(Page& page, const ForecastScores& scores) {
  const auto has_several = [](const std::optional<MeanScore>& mean) { return mean && mean->count > 1; };
  if (!has_several(scores.brier) && !has_several(scores.crps)) return;
  page.blank();
  page.paragraph("Means", 0, Emphasis::strong);
  page.line(row("", {"mean", "± outcomes", "± simulated", "base", "skill"}), Emphasis::faint);
  write_mean(page, "Brier", scores.brier);
  write_mean(page, "logarithmic", scores.log);
  write_mean(page, "CRPS", scores.crps);
  page.paragraph(
      "± outcomes: standard error by their scatter, as if they were independent; skill: the share by which "
      "the score is below the base forecast's, of the outcomes that have one",
      indent, Emphasis::faint);
  if (scores.crps && scores.crps->count > 1)
    page.paragraph("the mean CRPS says something only of values in one unit", indent, Emphasis::faint);
}

std::string share(double value) { return fmt::format("{:.1f}%", 100 * value); }

void write_bins(Page& page, const ForecastScores& scores) {
  page.line(row("forecast", {"events", "mean", "came true"}) + "  95% interval", Emphasis::faint);
  for (const ReliabilityBin& bin : scores.reliability)
    page.line(row(fmt::format("{:.0f}% to {:.0f}%", 100 * bin.low, 100 * bin.high),
                  {grouped(bin.count), share(bin.forecast), share(bin.observed)}) +
              fmt::format("  {} to {}", share(bin.ci95.low), share(bin.ci95.high)));
}

void write_reliability(Page& page, const ForecastScores& scores) {
  if (!scores.decomposition) return;
  page.blank();
  page.paragraph("Reliability", 0, Emphasis::strong);
  write_bins(page, scores);
  const auto& [reliability, resolution, uncertainty, within] = *scores.decomposition;
  page.paragraph(fmt::format("Brier {} = reliability {} - resolution {} + uncertainty {} + within bins {}",
                             number(scores.brier->mean), number(reliability), number(resolution),
                             number(uncertainty), fmt::format("{:.3f}", within)),
                 indent);
  const ExpectedBrier& expected = *scores.expected;
  if (expected.z)
    page.paragraph(
        fmt::format("were these probabilities right and the events independent, it would be {} ± {}: "
                    "what came lies {} standard deviations {}",
                    number(expected.mean), number(expected.sd, 2), number(std::abs(*expected.z), 2),
                    *expected.z > 0 ? "above" : "below"),
        indent);
  if (!scores.doubt.empty()) page.paragraph(scores.doubt, indent, Emphasis::strong);
}

void write_ranking(Page& page, const Scores& scores) {
  page.paragraph("Ranking", 0, Emphasis::strong);
  std::size_t place = 0;
  for (const RankedForecast& ranked : scores.ranking) {
    const ForecastScores& forecast = scores.forecasts[ranked.forecast];
    const auto& mean = forecast.brier ? forecast.brier : forecast.crps;
    std::string text = fmt::format("{}. {}: ", ++place, forecast.file);
    text += mean ? fmt::format("mean {} {}", forecast.brier ? "Brier" : "CRPS", number(mean->mean, 4))
                 : "no score";
    if (mean && place > 1)
      text += fmt::format(", {} behind the first{}", number(ranked.behind),
                          ranked.se ? fmt::format(" (± {} by the outcomes)", number(*ranked.se, 2)) : "");
    page.paragraph(text, indent);
  }
  page.blank();
}

} // namespace

std::string to_text(const Scores& scores, const TextStyle& style) {
  Page page(style);
  if (!scores.ranking.empty()) write_ranking(page, scores);
  for (const ForecastScores& forecast : scores.forecasts) {
    if (&forecast != &scores.forecasts.front()) page.blank();
    write_head(page, forecast.run);
    write_outcomes(page, forecast);
    write_means(page, forecast);
    write_reliability(page, forecast);
  }
  return page.text();
}

} // namespace casus::report
