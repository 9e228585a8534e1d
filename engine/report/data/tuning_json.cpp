#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"
#include "report/text/tuning_text.hpp"
#include "report/words/tuning_words.hpp"

#include "casus/version.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

const char* name_of(TargetKind kind) {
  switch (kind) {
  case TargetKind::probability:
    return "probability";
  case TargetKind::mean:
    return "mean";
  case TargetKind::ratio:
    return "ratio";
  case TargetKind::order:
    break;
  }
  return "order";
}

ordered_json targets(const Tuning& tuning, const Scenario& scenario) {
  const auto outcome = [&](int number) { return scenario.outcomes[static_cast<std::size_t>(number)].name; };
  ordered_json object = ordered_json::object();
  for (const TunedTarget& tuned : tuning.targets) {
    const Target& target = tuned.target;
    ordered_json& each =
        object[target.name] = {{"kind", name_of(target.kind)}, {"outcome", outcome(target.outcome)}};
    if (target.given) each["given"] = outcome(*target.given);
    if (target.than) each["than"] = outcome(*target.than);
    each["said"] = target.said;
    if (target.kind != TargetKind::order) each["asked"] = target.asked();
    each["before"] = or_null(tuned.before);
    each["achieved"] = or_null(tuned.achieved);
    each["se"] = tuned.se;
    each["ci95"] = as_json(tuned.ci95);
    each["misfit"] = or_null(tuned.misfit);
  }
  return object;
}

/// In the file's units.
ordered_json interval_of(const NumberEntry& number, const Interval& interval) {
  return {interval.low / number.unit_size, interval.high / number.unit_size};
}

ordered_json numbers(const Tuning& tuning) {
  ordered_json object = ordered_json::object();
  for (const TunedNumber& tuned : tuning.numbers) {
    const double unit = tuned.number.unit_size;
    object[tuned.number.path] = {{"unit", tuned.number.unit},
                                 {"prior", tuned.prior},
                                 {"before", tuned.before / unit},
                                 {"after", tuned.after / unit},
                                 {"prior90", interval_of(tuned.number, tuned.prior90)},
                                 {"posterior90", interval_of(tuned.number, tuned.posterior90)},
                                 {"narrowed", tuned.narrowed}};
  }
  return object;
}

ordered_json entangled(const Tuning& tuning) {
  ordered_json list = ordered_json::array();
  for (const Entangled& pair : tuning.entangled)
    list.push_back({{"first", tuning.numbers[pair.first].number.path},
                    {"second", tuning.numbers[pair.second].number.path},
                    {"correlation", pair.correlation}});
  return list;
}

ordered_json directions(const Tuning& tuning) {
  ordered_json list = ordered_json::array();
  for (const Direction& direction : tuning.directions) {
    ordered_json loadings = ordered_json::object();
    for (const auto& [number, loading] : direction.loadings)
      loadings[tuning.numbers[number].number.path] = loading;
    list.push_back({{"information", direction.information}, {"loadings", loadings}});
  }
  return list;
}

ordered_json contradictions(const Tuning& tuning) {
  ordered_json list = ordered_json::array();
  for (const Contradiction& contradiction : tuning.contradictions) {
    ordered_json with = ordered_json::array();
    for (const std::size_t other : contradiction.with) with.push_back(tuning.targets[other].target.name);
    list.push_back({{"target", tuning.targets[contradiction.target].target.name}, {"with", with}});
  }
  return list;
}

} // namespace

std::string to_json(const Tuning& tuning, const Scenario& scenario) {
  return laid_out({{"casus", version},
                   {"scenario", scenario.name},
                   {"fingerprint", scenario.fingerprint},
                   {"seed", tuning.seed},
                   {"verification_seed", tuning.verification_seed},
                   {"trajectories", tuning.trajectories},
                   {"steps", tuning.steps},
                   {"converged", tuning.converged},
                   {"objective_before", tuning.objective_before},
                   {"objective_after", tuning.objective_after},
                   {"targets", targets(tuning, scenario)},
                   {"numbers", numbers(tuning)},
                   {"entangled", entangled(tuning)},
                   {"directions", directions(tuning)},
                   {"contradictions", contradictions(tuning)}});
}

} // namespace casus::report
