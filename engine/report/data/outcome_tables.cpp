#include "report/data/tables.hpp"

#include "formula/calendar.hpp"
#include "report/data/csv.hpp"
#include "report/data/shares.hpp"

namespace casus::report {
namespace {

using Number = std::optional<double>;

/// What the two kinds of outcomes have, empty where one has it not.
struct Estimate {
  std::string kind;
  std::uint64_t trials = 0;
  Number probability{}, mean{}, se{}, low{}, high{};
  Number sd{}, p05{}, p25{}, p50{}, p75{}, p95{};
  Number passage_p10{}, passage_p50{}, passage_p90{};
};

Estimate estimate_of(const EventResult& event) {
  Estimate estimate{.kind = "event", .trials = event.trials};
  estimate.probability = event.probability;
  if (event.probability) estimate.se = event.se;
  estimate.low = event.ci95.low;
  estimate.high = event.ci95.high;
  estimate.passage_p10 = event.first_passage_p10;
  estimate.passage_p50 = event.first_passage_p50;
  estimate.passage_p90 = event.first_passage_p90;
  return estimate;
}

Estimate estimate_of(const ValueResult& value) {
  Estimate estimate{.kind = "value", .trials = value.trials};
  if (!value.mean) return estimate;
  estimate.mean = value.mean;
  estimate.se = value.se;
  estimate.low = value.ci95.low;
  estimate.high = value.ci95.high;
  estimate.sd = value.sd;
  estimate.p05 = value.p05, estimate.p25 = value.p25, estimate.p50 = value.p50;
  estimate.p75 = value.p75, estimate.p95 = value.p95;
  return estimate;
}

} // namespace

Table outcomes_table(const std::vector<TableSubject>& subjects) {
  Csv csv{"scenario",
          "outcome",
          "question",
          "kind",
          "conditional",
          "date",
          "day",
          "trials",
          "hits",
          "probability",
          "mean",
          "se",
          "ci95_low",
          "ci95_high",
          "sd",
          "p05",
          "p25",
          "p50",
          "p75",
          "p95",
          "first_passage_p10",
          "first_passage_p50",
          "first_passage_p90",
          "between_worlds_sd",
          "between_worlds_p05",
          "between_worlds_p95"};
  for (const auto& [name, result] : subjects)
    for (const OutcomeResult& outcome : result.outcomes) {
      const Estimate e = outcome.event ? estimate_of(*outcome.event) : estimate_of(outcome.value.value());
      const auto& worlds = outcome.between_worlds;
      csv.row(name, outcome.name, outcome.question, e.kind, outcome.conditional ? "true" : "false",
              formula::iso_date(result.start, outcome.day), outcome.day, e.trials,
              outcome.event ? std::to_string(outcome.event->hits) : "", e.probability, e.mean, e.se, e.low,
              e.high, e.sd, e.p05, e.p25, e.p50, e.p75, e.p95, e.passage_p10, e.passage_p50, e.passage_p90,
              worlds ? Number(worlds->sd) : Number(), worlds ? Number(worlds->p05) : Number(),
              worlds ? Number(worlds->p95) : Number());
    }
  return {"outcomes.csv", std::move(csv).text()};
}

Table curves_table(const std::vector<TableSubject>& subjects) {
  Csv csv{"scenario", "outcome", "date", "day", "probability", "ci95_low", "ci95_high", "hits", "trials"};
  for (const auto& [name, result] : subjects)
    for (const OutcomeResult& outcome : result.outcomes) {
      if (!outcome.event) continue;
      const EventResult& event = *outcome.event;
      for (std::size_t g = 0; g < event.curve.size(); ++g) {
        const bool has_interval = g < event.curve_ci95.size();
        csv.row(name, outcome.name, formula::iso_date(result.start, result.days[g]), result.days[g],
                event.curve[g], has_interval ? Number(event.curve_ci95[g].low) : Number(),
                has_interval ? Number(event.curve_ci95[g].high) : Number(),
                count_of(event.curve[g], event.trials), event.trials);
      }
    }
  return {"curves.csv", std::move(csv).text()};
}

} // namespace casus::report
