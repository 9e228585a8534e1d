// Most events change the same rows each time, so that what must be done after them is known beforehand: which
// intensities to evaluate again, and which are only multiplied, because all that changes in them are sums
// to which the event adds a number.

#include "plan/passes.hpp"
#include "plan/sort_out.hpp"

#include <algorithm>
#include <cmath>

namespace casus::plan {
namespace {

bool moves_ladder(const ChangePlan& change) {
  return change.kind == ChangeKind::raise || change.kind == ChangeKind::lower ||
         change.kind == ChangeKind::move;
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
  explicit ReactionFinder(const Plan& plan) : plan_(plan), first_derived_(plan.first_derived()) {}

  Reaction to(const std::vector<Row>& rows, const std::vector<ChangePlan>& changes) {
    Reaction reaction;
    for (const Row row : rows) {
      const Dependents& dependents = plan_.dependents[static_cast<std::size_t>(row)];
      reaction.derived.insert(reaction.derived.end(), dependents.derived.begin(), dependents.derived.end());
      reaction.clocks.insert(reaction.clocks.end(), dependents.clocks.begin(), dependents.clocks.end());
      reaction.watches.insert(reaction.watches.end(), dependents.watches.begin(), dependents.watches.end());
      reaction.timers.insert(reaction.timers.end(), dependents.timers.begin(), dependents.timers.end());
    }
    sort_out(reaction.derived);
    sort_out(reaction.clocks);
    sort_out(reaction.watches);
    sort_out(reaction.timers);
    separate_scaled(reaction, rows, changes);
    return reaction;
  }

private:
  const ClockPlan& clock_plan(ClockId clock) const { return plan_.clocks[static_cast<std::size_t>(clock)]; }

  static bool holds(const std::vector<Row>& rows, Row row) {
    return std::find(rows.begin(), rows.end(), row) != rows.end();
  }

  /// The row is one of them, or is derived from one of them.
  bool is_affected(Row row, const std::vector<Row>& rows) const {
    if (row == none) return false;
    if (row < first_derived_) return holds(rows, row);
    const formula::Program& program = plan_.derived[static_cast<std::size_t>(row - first_derived_)].program;
    return std::any_of(program.rows().begin(), program.rows().end(),
                       [&](Row source) { return holds(rows, source); });
  }

  /// Neither the driver nor any that follows it is held within bounds.
  bool is_always_addition(const ChangePlan& change) const {
    if (change.kind != ChangeKind::add || !change.amount.is_constant()) return false;
    const std::vector<int> drivers = plan_.changed_with(change.target);
    return std::none_of(drivers.begin(), drivers.end(), [this](int driver) {
      return plan_.drivers[static_cast<std::size_t>(driver)].bounds.exist();
    });
  }

  void separate_scaled(Reaction& reaction, const std::vector<Row>& rows,
                       const std::vector<ChangePlan>& changes) const {
    reaction.is_addition = std::all_of(changes.begin(), changes.end(), [this](const ChangePlan& change) {
      return is_always_addition(change);
    });
    for (const ClockId clock : reaction.clocks)
      if (reaction.is_addition && is_scaled(clock_plan(clock), rows, changes))
        reaction.scaled.push_back(scaled(clock, changes));
      else
        reaction.evaluated.push_back(clock);
  }

  /// Only of clocks that every grid point evaluates afresh, so that errors of rounding do not pile up.
  bool is_scaled(const ClockPlan& clock, const std::vector<Row>& rows,
                 const std::vector<ChangePlan>& changes) const {
    if (!clock.moving || clock.factors.size() != 1 || holds(rows, clock.state_row)) return false;
    if (is_affected(clock.factors[0].gate, rows) || asks_of_firings(clock, rows)) return false;
    for (const StatePlan& state : clock.states)
      if (is_affected(state.rate.row, rows)) return false;
    const auto is_added_to = [&](Row row) { return !addends(row, none, changes).empty(); };
    return std::all_of(
        clock.factors[0].terms.begin(), clock.factors[0].terms.end(),
        [&](const TermPlan& term) { return !is_affected(term.row, rows) || is_added_to(term.row); });
  }

  /// What the changes add to the row of a term.
  std::vector<TermChange> addends(Row row, NumberId weight, const std::vector<ChangePlan>& changes) const {
    std::vector<TermChange> result;
    for (const ChangePlan& change : changes)
      for (const int driver : plan_.changed_with(change.target))
        if (plan_.layout.mean_of_driver[static_cast<std::size_t>(driver)] == row)
          result.push_back({weight, change.amount, change.target, driver});
    return result;
  }

  /// It is stopped by a firing, or a number of them, that has changed.
  bool asks_of_firings(const ClockPlan& clock, const std::vector<Row>& rows) const {
    if (clock.kind != ClockKind::trigger) return false;
    const TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(clock.index)];
    return holds(rows, trigger.count_row) && (trigger.cooldown != none || std::isfinite(trigger.limit));
  }

  ScaledClock scaled(ClockId id, const std::vector<ChangePlan>& changes) const {
    ScaledClock scaled{.clock = id};
    for (const TermPlan& term : clock_plan(id).factors[0].terms)
      for (TermChange& addend : addends(term.row, term.weight, changes))
        scaled.addends.push_back(std::move(addend));
    return scaled;
  }

  const Plan& plan_;
  Row first_derived_;
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
      for (const int driver : plan.changed_with(change.target))
        rows.push_back(plan.layout.mean_of_driver[static_cast<std::size_t>(driver)]);
    }
    sort_out(rows);
    trigger.reaction = finder.to(rows, *changes);
  }
  for (LadderPlan& ladder : plan.ladders)
    if (!has_effects(ladder)) ladder.reaction = finder.to({ladder.row}, {});
}

} // namespace casus::plan
