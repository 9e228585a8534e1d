#include "report/data/score_json.hpp"

#include "casus/version.hpp"
#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json object_of(const Score& score) {
  return {{"score", score.value}, {"monte_carlo_se", score.monte_carlo}, {"base", or_null(score.base)}};
}

ordered_json object_of(const EventScore& event) {
  return {{"kind", "event"},
          {"probability", event.probability},
          {"se", event.se},
          {"hits", event.hits},
          {"trials", event.trials},
          {"happened", event.happened},
          {"base_rate", event.base},
          {"base_rate_from", event.base_is_given ? "file" : "share of the observed events"},
          {"brier", object_of(event.brier)},
          {"log", object_of(event.log)},
          {"log_is_guarded", event.log_is_guarded}};
}

ordered_json object_of(const ValueScore& value) {
  return {{"kind", "value"},
          {"mean", value.mean},
          {"sd", value.sd},
          {"trials", value.trials},
          {"observed", value.observed},
          {"below", value.below},
          {"base_numbers", value.base_count},
          {"crps", object_of(value.crps)}};
}

ordered_json object_of(const std::optional<MeanScore>& mean) {
  if (!mean) return nullptr;
  return {{"outcomes", mean->count},          {"mean", mean->mean},
          {"se", or_null(mean->se)},          {"monte_carlo_se", mean->monte_carlo},
          {"base", or_null(mean->base)},      {"skill", or_null(mean->skill)},
          {"gain_se", or_null(mean->gain_se)}};
}

ordered_json bins(const ForecastScores& scores) {
  ordered_json list = ordered_json::array();
  for (const ReliabilityBin& bin : scores.reliability)
    list.push_back({{"low", bin.low},
                    {"high", bin.high},
                    {"events", bin.count},
                    {"forecast", bin.forecast},
                    {"observed", bin.observed},
                    {"ci95", as_json(bin.ci95)}});
  return list;
}

ordered_json reliability(const ForecastScores& scores) {
  if (!scores.decomposition) return nullptr;
  const auto& [reliability, resolution, uncertainty, within] = *scores.decomposition;
  const ExpectedBrier& expected = *scores.expected;
  return {{"bins", bins(scores)},
          {"brier",
           {{"reliability", reliability},
            {"resolution", resolution},
            {"uncertainty", uncertainty},
            {"within_bins", within}}},
          {"expected_brier", {{"mean", expected.mean}, {"sd", expected.sd}, {"z", or_null(expected.z)}}},
          {"doubt", scores.doubt.empty() ? ordered_json() : ordered_json(scores.doubt)}};
}

ordered_json head(const Result& run) {
  ordered_json object = {{"scenario", run.scenario},
                         {"fingerprint", run.fingerprint},
                         {"seed", run.seed},
                         {"trajectories", run.trajectories},
                         {"worlds", run.worlds}};
  if (run.stopped()) {
    object["stopped"] = true;
    object["requested"] = run.requested;
  }
  return object;
}

ordered_json object_of(const ForecastScores& scores) {
  ordered_json object = head(scores.run);
  object["outcomes"] = ordered_json::object();
  for (const OutcomeScore& outcome : scores.outcomes)
    object["outcomes"][outcome.name] =
        outcome.event ? object_of(*outcome.event) : object_of(outcome.value.value());
  object["left_out"] = ordered_json::object();
  for (const LeftOut& left : scores.left_out) object["left_out"][left.outcome] = left.reason;
  object["means"] = {
      {"brier", object_of(scores.brier)}, {"log", object_of(scores.log)}, {"crps", object_of(scores.crps)}};
  object["reliability"] = reliability(scores);
  object["performance"] = {{"seconds", scores.run.performance.seconds},
                           {"threads", scores.run.performance.threads}};
  return object;
}

} // namespace

std::string to_json(const Scores& scores) {
  ordered_json document = {{"casus", version}, {"forecasts", ordered_json::object()}};
  for (const ForecastScores& forecast : scores.forecasts)
    document["forecasts"][forecast.file] = object_of(forecast);
  if (scores.ranking.empty()) return laid_out(document);
  document["ranking"] = ordered_json::array();
  for (const RankedForecast& ranked : scores.ranking)
    document["ranking"].push_back({{"file", scores.forecasts[ranked.forecast].file},
                                   {"behind", ranked.behind},
                                   {"se", or_null(ranked.se)}});
  return laid_out(document);
}

} // namespace casus::report
