#include "plan/decisive.hpp"

#include <algorithm>

namespace casus::plan {
namespace {

bool is_read_by_outcome(const Plan& plan, Row row) {
  const auto& watches = plan.dependents[row].watches;
  return std::any_of(watches.begin(), watches.end(),
                     [&](WatchId watch) { return plan.watches[watch].outcome.has_value(); }) ||
         std::any_of(plan.outcomes.begin(), plan.outcomes.end(), [&](const OutcomePlan& outcome) {
           return outcome.given && std::find(outcome.given->rows().begin(), outcome.given->rows().end(),
                                             row) != outcome.given->rows().end();
         });
}

} // namespace

bool is_decisive(const Plan& plan, TriggerId id) {
  const TriggerPlan& trigger = plan.triggers[id];
  if (trigger.probability) return true;
  for (const EffectPlan& effect : trigger.effects)
    for (const ChangePlan& change : effect.changes)
      if (!plan.layout.is_driver(change.row)) return true;
  return is_read_by_outcome(plan, trigger.count_row) || is_read_by_outcome(plan, trigger.last_row);
}

} // namespace casus::plan
