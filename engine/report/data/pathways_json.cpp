#include "report/data/pathways_json.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json milestones(const OutcomePathways& outcome) {
  ordered_json list = ordered_json::array();
  for (const Milestone& milestone : outcome.milestones)
    list.push_back({{"name", milestone.name},
                    {"about", milestone.about},
                    {"is_rung", milestone.is_rung},
                    {"before_hits", milestone.before_hits},
                    {"at_risk", milestone.at_risk},
                    {"z", milestone.z}});
  return list;
}

ordered_json ways(const OutcomePathways& outcome) {
  ordered_json list = ordered_json::array();
  for (const Pathway& pathway : outcome.pathways)
    list.push_back({{"milestones", pathway.milestones},
                    {"count", pathway.count},
                    {"share", static_cast<double>(pathway.count) / static_cast<double>(outcome.hits)},
                    {"median_day", pathway.median_day}});
  return list;
}

} // namespace

ordered_json pathways_json(const Pathways& pathways) {
  ordered_json object = ordered_json::object();
  for (const OutcomePathways& outcome : pathways.outcomes)
    object[outcome.outcome] = {{"trials", outcome.trials},
                               {"hits", outcome.hits},
                               {"covered", outcome.covered()},
                               {"milestones", milestones(outcome)},
                               {"pathways", ways(outcome)}};
  return object;
}

} // namespace casus::report
