#include "formula/calendar.hpp"
#include "report/data/csv.hpp"
#include "report/data/tables.hpp"

namespace casus::report {
namespace {

void add(Csv& csv, const ForecastScores& scores, const OutcomeScore& outcome) {
  const auto& event = outcome.event;
  const auto& value = outcome.value;
  const std::optional<double> none;
  const auto of_event = [&](auto part) { return event ? std::optional<double>(part(*event)) : none; };
  const auto of_value = [&](auto part) { return value ? std::optional<double>(part(*value)) : none; };
  csv.row(scores.file, outcome.name, outcome.question, event ? "event" : "value",
          formula::iso_date(scores.run.start, outcome.day), outcome.day,
          event ? (event->happened ? 1.0 : 0.0) : value->observed, event ? event->trials : value->trials,
          of_event([](const EventScore& e) { return e.probability; }),
          of_event([](const EventScore& e) { return e.se; }),
          of_event([](const EventScore& e) { return e.base; }),
          of_event([](const EventScore& e) { return e.brier.value; }),
          of_event([](const EventScore& e) { return e.brier.monte_carlo; }), event ? event->brier.base : none,
          of_event([](const EventScore& e) { return e.log.value; }),
          of_event([](const EventScore& e) { return e.log.monte_carlo; }), event ? event->log.base : none,
          of_value([](const ValueScore& v) { return v.mean; }),
          of_value([](const ValueScore& v) { return v.sd; }),
          of_value([](const ValueScore& v) { return v.below; }),
          of_value([](const ValueScore& v) { return v.crps.value; }),
          of_value([](const ValueScore& v) { return v.crps.monte_carlo; }), value ? value->crps.base : none);
}

Table scores_table(const Scores& scores) {
  Csv csv{"scenario",    "outcome", "question",  "kind",  "date",     "day",        "observed", "trials",
          "probability", "se",      "base_rate", "brier", "brier_se", "brier_base", "log",      "log_se",
          "log_base",    "mean",    "sd",        "below", "crps",     "crps_se",    "crps_base"};
  for (const ForecastScores& forecast : scores.forecasts)
    for (const OutcomeScore& outcome : forecast.outcomes) add(csv, forecast, outcome);
  return {"scores.csv", std::move(csv).text()};
}

Table reliability_table(const Scores& scores) {
  Csv csv{"scenario", "low", "high", "events", "forecast", "observed", "ci95_low", "ci95_high"};
  for (const ForecastScores& forecast : scores.forecasts)
    for (const ReliabilityBin& bin : forecast.reliability)
      csv.row(forecast.file, bin.low, bin.high, static_cast<std::uint64_t>(bin.count), bin.forecast,
              bin.observed, bin.ci95.low, bin.ci95.high);
  return {"reliability.csv", std::move(csv).text()};
}

} // namespace

std::vector<Table> tables(const Scores& scores) { return {scores_table(scores), reliability_table(scores)}; }

} // namespace casus::report
