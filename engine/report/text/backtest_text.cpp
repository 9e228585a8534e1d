#include "report/text/backtest_text.hpp"

#include "formula/calendar.hpp"
#include "report/text/printable.hpp"
#include "report/text/reliability_rows.hpp"
#include "report/text/sections.hpp"
#include "report/text/sheet.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int answer_indent = 4;
constexpr int name_width = 16;
constexpr int count_width = 10;
constexpr int cell_width = 10;
constexpr int gain_width = 18;

std::string iso(std::chrono::sys_days date) { return formula::iso_date(date, 0); }

std::string in_words(double score) { return std::isfinite(score) ? number(score) : "infinite"; }

void write_what_was_done(Sheet& sheet, const Backtest& backtest) {
  const std::string end = formula::iso_date(backtest.run.start, std::ceil(backtest.until) - 1);
  if (backtest.dates.empty()) return;
  sheet.paragraph(
      fmt::format("Forecasts as of {} from {} to {}, with what was known then, scored by the record "
                  "until {}",
                  counted(backtest.dates.size(), "date"), iso(backtest.dates.front().date),
                  iso(backtest.dates.back().date), end));
  if (backtest.stopped())
    sheet.paragraph(fmt::format("Stopped early: {} of {} dates were finished, and all below rests on these.",
                                backtest.dates.size(), backtest.asked_dates),
                    0, Emphasis::strong);
}

std::string gain_in_words(const std::optional<RivalMean>& rival) {
  if (!rival) return "–";
  if (!std::isfinite(rival->gain)) return "infinite";
  return rival->se ? fmt::format("{} ± {}", signed_estimate(rival->gain, *rival->se), number(*rival->se, 2))
                   : fmt::format("{:+.3g}", rival->gain);
}

std::string mean_in_words(const std::optional<RivalMean>& rival) {
  return rival ? in_words(rival->mean) : "–";
}

void write_mean(Sheet& sheet, const LeadMeans& means, const BacktestMean& mean) {
  sheet.line(std::string(indent, ' ') + left(means.name, name_width) +
             right(grouped(means.forecasts), count_width) + right(in_words(mean.mean), cell_width) +
             right(in_words(mean.base.mean), cell_width) +
             right(mean_in_words(mean.unupdated), cell_width + 2) +
             right(gain_in_words(mean.unupdated), gain_width));
}

void write_means(Sheet& sheet, const Backtest& backtest, const char* name, BacktestMean LeadMeans::*score) {
  sheet.blank();
  sheet.paragraph(name, 0, Emphasis::strong);
  sheet.line(std::string(indent, ' ') + left("lead", name_width) + right("forecasts", count_width) +
                 right("score", cell_width) + right("base rate", cell_width) +
                 right("no update", cell_width + 2) + right("update's gain", gain_width),
             Emphasis::faint);
  for (const LeadMeans& means : backtest.by_lead) write_mean(sheet, means, means.*score);
  write_mean(sheet, *backtest.all, (*backtest.all).*score);
  const BacktestMean& all = (*backtest.all).*score;
  sheet.paragraph(fmt::format("against the base rate {} ({}% of the questions happened){}",
                              gain_in_words(all.base), percentage(backtest.base_rate),
                              all.given_base ? fmt::format("; against the base rates given, of {}, {}",
                                                           counted(all.given_base->count, "forecast"),
                                                           gain_in_words(all.given_base))
                                             : ""),
                  indent);
}

void write_scores(Sheet& sheet, const Backtest& backtest) {
  write_means(sheet, backtest, "Brier's score", &LeadMeans::brier);
  write_means(sheet, backtest, "Logarithmic score", &LeadMeans::log);
  sheet.paragraph(
      fmt::format(
          "the smaller a score the better, and the larger a gain; ± is the standard error by {}, as "
          "forecasts of one at several dates hang together; the simulation adds {} to Brier's score and "
          "{} to the other",
          counted(backtest.all->questions, "question"), number(backtest.all->brier.monte_carlo, 2),
          number(backtest.all->log.monte_carlo, 2)),
      indent, Emphasis::faint);
  if (!backtest.doubt.empty()) sheet.paragraph(backtest.doubt, indent, Emphasis::strong);
}

void write_reliability(Sheet& sheet, const Backtest& backtest) {
  sheet.blank();
  sheet.paragraph("Reliability", 0, Emphasis::strong);
  write_bins(sheet, backtest.reliability, "forecasts");
  write_decomposition(sheet, backtest.all->brier.mean, *backtest.decomposition);
}

std::string probability_in_words(const std::optional<ForecastProbability>& forecast) {
  return forecast ? percent(forecast->probability, forecast->se) : "–";
}

/// What is said of a forecast that is not scored.
std::string fate_of(const Backtest& backtest, const AsOf& as_of, const DatedForecast& forecast) {
  for (const DatedLeftOut& left_out : backtest.left_out)
    for (const std::chrono::sys_days date : left_out.dates)
      if (left_out.outcome == forecast.outcome && date == as_of.date) return "left out";
  return "";
}

/// What came of the forecasts, by date and place.
using Scored = std::map<std::pair<std::size_t, std::size_t>, const ScoredForecast*>;

void write_forecast(Sheet& sheet, const Backtest& backtest, const Scored& scored, std::size_t d,
                    std::size_t f) {
  const AsOf& as_of = backtest.dates[d];
  const DatedForecast& forecast = as_of.forecasts[f];
  const auto found = scored.find({d, f});
  const std::string came = found == scored.end()     ? fate_of(backtest, as_of, forecast)
                           : found->second->happened ? "happened"
                                                     : "did not happen";
  sheet.line(std::string(answer_indent, ' ') + left(iso(as_of.date), 12) +
             left("by " + formula::iso_date(backtest.run.start, forecast.day), 15) +
             right(probability_in_words(forecast.updated), 9) +
             right(probability_in_words(forecast.unupdated), 12) + "  " + came);
}

void write_forecasts(Sheet& sheet, const Backtest& backtest) {
  Scored scored;
  for (const ScoredForecast& each : backtest.scored) scored[{each.date, each.forecast}] = &each;
  std::vector<std::string> outcomes;
  std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> places;
  for (std::size_t d = 0; d < backtest.dates.size(); ++d)
    for (std::size_t f = 0; f < backtest.dates[d].forecasts.size(); ++f) {
      const std::string& outcome = backtest.dates[d].forecasts[f].outcome;
      if (places[outcome].empty()) outcomes.push_back(outcome);
      places[outcome].emplace_back(d, f);
    }
  sheet.blank();
  sheet.paragraph("Forecasts", 0, Emphasis::strong);
  sheet.line(std::string(answer_indent, ' ') + left("as of", 12) + left("asked", 15) + right("forecast", 9) +
                 right("no update", 12) + "  what came",
             Emphasis::faint);
  for (const std::string& outcome : outcomes) {
    const auto& [d, f] = places[outcome].front();
    const std::string& question = backtest.dates[d].forecasts[f].question;
    sheet.paragraph(question.empty() ? outcome : fmt::format("{} ({})", question, outcome), indent);
    for (const auto& [date, place] : places[outcome]) write_forecast(sheet, backtest, scored, date, place);
  }
}

void write_left_out(Sheet& sheet, const Backtest& backtest) {
  if (backtest.left_out.empty()) return;
  sheet.blank();
  sheet.paragraph("Left out", 0, Emphasis::strong);
  for (const DatedLeftOut& left_out : backtest.left_out) {
    std::vector<std::string> dates;
    for (const std::chrono::sys_days date : left_out.dates) dates.push_back(iso(date));
    sheet.paragraph(fmt::format("{}{}: {}", left_out.outcome,
                                dates.empty() ? "" : fmt::format(" as of {}", fmt::join(dates, ", ")),
                                left_out.reason),
                    indent);
  }
}

} // namespace

std::string to_text(const Backtest& backtest, const TextStyle& style) {
  Sheet sheet(style);
  write_head(sheet, backtest.run);
  write_what_was_done(sheet, backtest);
  if (backtest.all) {
    write_scores(sheet, backtest);
    write_reliability(sheet, backtest);
  } else {
    sheet.paragraph("No forecast can be scored.", 0, Emphasis::strong);
  }
  write_forecasts(sheet, backtest);
  write_left_out(sheet, backtest);
  return sheet.text();
}

} // namespace casus::report
