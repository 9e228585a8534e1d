#include "report/data/comparison_json.hpp"

#include "casus/version.hpp"
#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json object_of(const Difference& difference) {
  ordered_json object = {{"difference", or_null(difference.difference)}, {"se", nullptr}, {"ci95", nullptr}};
  if (difference.difference) {
    object["se"] = difference.se;
    object["ci95"] = as_json(difference.ci95);
  }
  object["relative"] = nullptr;
  if (const auto& relative = difference.relative)
    object["relative"] = {{"ratio", relative->ratio}, {"ci95", as_json(relative->ci95)}};
  object["correlation"] = or_null(difference.correlation);
  object["variance_ratio"] = or_null(difference.variance_ratio);
  object["changed"] = difference.changed;
  object["doubt"] = difference.doubt.empty() ? ordered_json() : ordered_json(difference.doubt);
  return object;
}

ordered_json differences(const WhatIf& whatif) {
  ordered_json object = ordered_json::object();
  for (const Difference& difference : whatif.differences) object[difference.outcome] = object_of(difference);
  return object;
}

ordered_json ladders(const WhatIf& whatif) {
  ordered_json object = ordered_json::object();
  for (const LadderDifference& ladder : whatif.ladders)
    object[ladder.name] = {
        {"rungs", ladder.rungs}, {"day", ladder.days}, {"difference", ladder.difference}, {"se", ladder.se}};
  return object;
}

ordered_json object_of(const std::optional<Effected>& effect) {
  if (!effect) return nullptr;
  return {{"effect", effect->effect}, {"se", effect->se}, {"ci95", as_json(effect->ci95)}};
}

ordered_json rankings(const Comparison& comparison) {
  ordered_json object = ordered_json::object();
  for (const Ranking& ranking : comparison.rankings) {
    ordered_json& order = object[ranking.outcome] = ordered_json::array();
    for (const Ranked& ranked : ranking.order)
      order.push_back(
          {{"whatif", comparison.whatifs[ranked.whatif].file}, {"ahead", object_of(ranked.ahead)}});
  }
  return object;
}

/// An object of each what-if's own, under its file's name.
template <class Part>
ordered_json of_each(const Comparison& comparison, Part part) {
  ordered_json object = ordered_json::object();
  for (const WhatIf& whatif : comparison.whatifs) object[whatif.file] = part(whatif);
  return object;
}

ordered_json object_of(const Comparison& comparison) {
  ordered_json document = {{"casus", version}, {"baseline", as_json(comparison.baseline)}};
  document["whatifs"] = of_each(comparison, [](const WhatIf& whatif) { return as_json(whatif.result); });
  document["differences"] = of_each(comparison, differences);
  document["ladder_differences"] = of_each(comparison, ladders);
  if (!comparison.rankings.empty()) document["rankings"] = rankings(comparison);
  return document;
}

ordered_json object_of(const ScenarioChange& change) {
  return {{"path", change.path}, {"before", change.before}, {"after", change.after}};
}

ordered_json groups(const Explanation& explanation) {
  ordered_json list = ordered_json::array();
  for (const auto& group : explanation.groups) {
    ordered_json& changes = list.emplace_back(ordered_json::array());
    for (const ScenarioChange& change : group) changes.push_back(object_of(change));
  }
  return list;
}

ordered_json object_of(const GroupContribution& contribution) {
  return {{"alone", object_of(contribution.alone)},
          {"last", object_of(contribution.last)},
          {"shapley", object_of(contribution.shapley)},
          {"does_nothing", contribution.does_nothing}};
}

ordered_json contributions(const Explanation& explanation) {
  ordered_json object = ordered_json::object();
  for (const ExplainedOutcome& outcome : explanation.outcomes) {
    ordered_json& list = object[outcome.outcome] = ordered_json::array();
    for (const GroupContribution& contribution : outcome.contributions)
      list.push_back(object_of(contribution));
  }
  return object;
}

} // namespace

std::string to_json(const Comparison& comparison) { return laid_out(object_of(comparison)); }

std::string to_json(const Explanation& explanation) {
  ordered_json document = object_of(explanation.comparison);
  document["explanation"] = {{"groups", groups(explanation)}, {"outcomes", contributions(explanation)}};
  return laid_out(document);
}

} // namespace casus::report
