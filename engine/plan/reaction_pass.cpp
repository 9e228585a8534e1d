// Most events change the same rows each time, so that what must be done after them is known beforehand: their
// reaction.

#include "plan/dependents.hpp"
#include "plan/passes.hpp"
#include "plan/sort_out.hpp"
#include "scenario/verbs.hpp"

#include <algorithm>

namespace casus::plan {
namespace {

bool moves_ladder(const ChangePlan& change) {
  return scenario::verb_of(change.kind).acts_on == scenario::ActsOn::ladders;
}

/// The changes of a trigger, if each firing makes them all and none moves a ladder.
std::optional<std::vector<ChangePlan>> sure_changes(const TriggerPlan& trigger) {
  std::vector<ChangePlan> changes;
  for (const EffectPlan& effect : trigger.effects) {
    if (effect.condition || std::any_of(effect.changes.begin(), effect.changes.end(), moves_ladder))
      return std::nullopt;
    changes.insert(changes.end(), effect.changes.begin(), effect.changes.end());
  }
  return changes;
}

class ReactionFinder {
public:
  explicit ReactionFinder(const Plan& plan) : plan_(plan) {}

  Reaction to(const std::vector<Row>& rows, const std::vector<ChangePlan>& changes) {
    Reaction reaction;
    gather_dependents(plan_, rows, false, reaction);
    reaction.is_addition = std::all_of(changes.begin(), changes.end(), [this](const ChangePlan& change) {
      return is_always_addition(change);
    });
    return reaction;
  }

private:
  /// Whether the change adds the same number each time, to a driver that is not held within bounds, as none
  /// that follows it is.
  bool is_always_addition(const ChangePlan& change) const {
    if (!scenario::verb_of(change.kind).adds || !change.amount.is_constant()) return false;
    const std::vector<DriverId> drivers = plan_.changed_with(change.driver());
    return std::none_of(drivers.begin(), drivers.end(),
                        [this](DriverId driver) { return plan_.drivers[driver].bounds.exist(); });
  }

  const Plan& plan_;
};

bool has_effects(const LadderPlan& ladder) {
  const auto some = [](const std::vector<EffectPlan>& effects) { return !effects.empty(); };
  return std::any_of(ladder.on_enter.begin(), ladder.on_enter.end(), some) ||
         std::any_of(ladder.on_leave.begin(), ladder.on_leave.end(), some);
}

} // namespace

void find_reactions(Builder& builder) {
  Plan& plan = builder.plan;
  ReactionFinder finder(plan);
  for (TriggerPlan& trigger : plan.triggers) {
    const auto changes = sure_changes(trigger);
    if (!changes) continue;
    std::vector<Row> rows{trigger.count_row, trigger.last_row};
    for (const ChangePlan& change : *changes) {
      rows.push_back(change.row);
      for (const DriverId driver : plan.changed_with(change.driver()))
        rows.push_back(plan.layout.mean_of_driver[driver]);
    }
    sort_out(rows);
    trigger.reaction = finder.to(rows, *changes);
  }
  for (LadderPlan& ladder : plan.ladders)
    if (!has_effects(ladder)) ladder.reaction = finder.to({ladder.row}, {});
}

} // namespace casus::plan
