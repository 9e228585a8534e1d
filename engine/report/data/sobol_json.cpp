#include "report/data/sobol_json.hpp"

#include "casus/version.hpp"
#include "report/data/csv.hpp"
#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json object_of(const SobolIndex& index) {
  return {{"index", index.value}, {"se", index.se}, {"ci95", as_json(index.ci95)}};
}

ordered_json object_of(const OutcomeSobol& outcome) {
  ordered_json object = {{"kind", outcome.is_event ? "event" : "value"},
                         {"mean", outcome.mean},
                         {"variance_within_worlds", outcome.chance},
                         {"variance_between_worlds", outcome.between},
                         {"variance_between_worlds_se", outcome.between_se},
                         {"doubt", outcome.doubt.empty() ? ordered_json() : ordered_json(outcome.doubt)}};
  object["parameters"] = ordered_json::object();
  for (const auto& [parameter, first, total] : outcome.parameters)
    object["parameters"][parameter] = {{"first", object_of(first)}, {"total", object_of(total)}};
  return object;
}

} // namespace

ordered_json as_json(const SobolResult& result) {
  ordered_json object = {{"rows", result.rows},
                         {"worlds", result.run.worlds},
                         {"trajectories_a_world", result.depth},
                         {"parameters", result.parameters},
                         {"outcomes", ordered_json::object()}};
  for (const OutcomeSobol& outcome : result.outcomes) object["outcomes"][outcome.name] = object_of(outcome);
  return object;
}

Table sobol_table(const SobolResult& result) {
  Csv csv{"scenario",        "outcome", "parameter", "first",          "first_se",       "first_ci95_low",
          "first_ci95_high", "total",   "total_se",  "total_ci95_low", "total_ci95_high"};
  for (const OutcomeSobol& outcome : result.outcomes)
    for (const auto& [parameter, first, total] : outcome.parameters)
      csv.row(result.run.scenario, outcome.name, parameter, first.value, first.se, first.ci95.low,
              first.ci95.high, total.value, total.se, total.ci95.low, total.ci95.high);
  return {"sobol.csv", std::move(csv).text()};
}

std::string to_json(const SobolResult& result) {
  const Result& run = result.run;
  ordered_json document = {{"casus", version},
                           {"scenario", run.scenario},
                           {"fingerprint", run.fingerprint},
                           {"seed", run.seed},
                           {"trajectories", run.trajectories}};
  if (run.stopped()) {
    document["stopped"] = true;
    document["requested"] = run.requested;
  }
  document["sobol"] = as_json(result);
  document["performance"] = {{"seconds", run.performance.seconds}, {"threads", run.performance.threads}};
  return laid_out(document);
}

} // namespace casus::report
