// The result's JSON, a function for each object of the format. Series stand at every grid point.
#include "report/data/json.hpp"

#include "casus/version.hpp"
#include "formula/calendar.hpp"
#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"
#include "report/words/quantity.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json as_list(const std::vector<Interval>& intervals) {
  ordered_json list = ordered_json::array();
  for (const Interval& interval : intervals) list.push_back(as_json(interval));
  return list;
}

std::vector<std::string> dates(const Result& result) {
  std::vector<std::string> dates;
  dates.reserve(result.days.size());
  for (const double day : result.days) dates.push_back(formula::iso_date(result.start, day));
  return dates;
}

ordered_json event(const EventResult& event, const std::vector<std::string>& dates,
                   const std::vector<double>& days) {
  return {
      {"kind", "event"},
      {"probability", or_null(event.probability)},
      {"se", event.probability ? ordered_json(event.se) : ordered_json()},
      {"ci95", as_json(event.ci95)},
      {"hits", event.hits},
      {"trials", event.trials},
      {"curve",
       {{"date", dates}, {"day", days}, {"probability", event.curve}, {"ci95", as_list(event.curve_ci95)}}},
      {"first_passage_days",
       {{"p10", or_null(event.first_passage_p10)},
        {"p50", or_null(event.first_passage_p50)},
        {"p90", or_null(event.first_passage_p90)}}}};
}

ordered_json value(const ValueResult& value) {
  ordered_json object = {{"kind", "value"}};
  if (value.mean) {
    object["mean"] = *value.mean;
    object["se"] = value.se;
    object["ci95"] = as_json(value.ci95);
    object["sd"] = value.sd;
    object["quantiles"] = {
        {"p05", value.p05}, {"p25", value.p25}, {"p50", value.p50}, {"p75", value.p75}, {"p95", value.p95}};
  } else {
    for (const char* key : {"mean", "se", "ci95", "sd", "quantiles"}) object[key] = nullptr;
  }
  object["trials"] = value.trials;
  return object;
}

ordered_json outcomes(const Result& result) {
  const auto grid_dates = dates(result);
  ordered_json object = ordered_json::object();
  for (const OutcomeResult& outcome : result.outcomes) {
    ordered_json& entry = object[outcome.name];
    entry = outcome.event ? event(*outcome.event, grid_dates, result.days) : value(outcome.value.value());
    if (const auto& spread = outcome.between_worlds)
      entry["between_worlds"] = {{"sd", spread->sd}, {"p05", spread->p05}, {"p95", spread->p95}};
  }
  return object;
}

ordered_json ladders(const Result& result) {
  ordered_json object = ordered_json::object();
  for (const LadderResult& ladder : result.ladders)
    object[ladder.name] = {{"rungs", ladder.rungs}, {"day", result.days}, {"occupancy", ladder.occupancy}};
  return object;
}

ordered_json joint(const Result& result) {
  ordered_json list = ordered_json::array();
  for (const JointResult& pair : result.joint)
    list.push_back({{"first", pair.first}, {"second", pair.second}, {"shares", pair.shares}});
  return list;
}

ordered_json drivers(const Result& result) {
  ordered_json object = ordered_json::object();
  for (const DriverResult& driver : result.drivers)
    object[driver.name] = {{"day", result.days}, {"mean", driver.mean}, {"sd", driver.sd},
                           {"p05", driver.p05},  {"p50", driver.p50},   {"p95", driver.p95}};
  return object;
}

ordered_json marks(const TriggerResult& trigger) {
  ordered_json object = ordered_json::object();
  for (const MarkResult& mark : trigger.marks) {
    ordered_json& entry = object[mark.name];
    for (const CategoryShare& category : mark.categories) entry[category.name] = category.share;
    if (mark.categories.empty()) entry = {{"mean", mark.mean}, {"sd", mark.sd}};
  }
  return object;
}

ordered_json triggers(const Result& result) {
  ordered_json object = ordered_json::object();
  for (const TriggerResult& trigger : result.triggers)
    object[trigger.name] = {{"mean_count", trigger.mean_count},
                            {"se", trigger.se},
                            {"share_fired", trigger.share_fired},
                            {"marks", marks(trigger)}};
  return object;
}

ordered_json performance(const Result& result) {
  const double seconds = result.performance.seconds;
  const auto speed = static_cast<double>(result.trajectories) / seconds; // infinite, so null, at zero seconds
  return {{"seconds", seconds}, {"trajectories_per_second", speed}, {"threads", result.performance.threads}};
}

} // namespace

ordered_json or_null(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json();
}

ordered_json as_json(const Interval& interval) { return {interval.low, interval.high}; }

ordered_json as_json(const Result& result) {
  ordered_json document = {
      {"casus", version},    {"scenario", result.scenario},         {"fingerprint", result.fingerprint},
      {"seed", result.seed}, {"trajectories", result.trajectories}, {"worlds", result.worlds}};
  if (result.stopped()) {
    document["stopped"] = true;
    document["requested"] = result.requested;
  }
  document["outcomes"] = outcomes(result);
  document["ladders"] = ladders(result);
  document["joint"] = joint(result);
  document["drivers"] = drivers(result);
  document["triggers"] = triggers(result);
  document["performance"] = performance(result);
  return document;
}

std::string to_json(const Result& result) { return laid_out(as_json(result)); }

} // namespace casus::report
