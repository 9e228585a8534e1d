// Clocks: one for each trigger with a hazard, two for each ladder. Terms are put in alphabetical order, so
// that sums do not depend on the order of the file.

#include "plan/passes.hpp"
#include "plan/stream_number.hpp"

#include <algorithm>

namespace casus::plan {
namespace {

FactorPlan compile_factor(Builder& builder, const Intensity& intensity, const std::string& name) {
  FactorPlan factor;
  for (const Term& term : intensity.weights)
    factor.terms.push_back(
        {builder.term(term.term, "term '" + term.term.text + "' of " + name),
         builder.number(term.weight, NumberKind::weight, "weight of '" + term.term.text + "' in " + name),
         term.term.text});
  std::sort(factor.terms.begin(), factor.terms.end(),
            [](const TermPlan& a, const TermPlan& b) { return a.text < b.text; });
  if (intensity.when) factor.gate = builder.gate(*intensity.when, "when of " + name);
  return factor;
}

/// Equal weights that stand in different places are different numbers.
bool same_factor(const Intensity& a, const Intensity& b) {
  const auto same_term = [](const Term& s, const Term& t) {
    return s.term.expression == t.term.expression && s.weight.expression == t.weight.expression &&
           s.weight.path == t.weight.path;
  };
  const bool same_gate =
      a.when.has_value() == b.when.has_value() && (!a.when || a.when->expression == b.when->expression);
  return same_gate &&
         std::equal(a.weights.begin(), a.weights.end(), b.weights.begin(), b.weights.end(), same_term);
}

/// Rungs whose weights and gate are the same share a factor, which is then evaluated once for all of them.
void compile_states(Builder& builder, ClockPlan& clock,
                    const std::vector<std::optional<Intensity>>& by_rung) {
  std::vector<const Intensity*> owners;
  for (const auto& intensity : by_rung) {
    StatePlan state;
    if (intensity) {
      const auto owner = std::find_if(owners.begin(), owners.end(), [&](const Intensity* other) {
        return same_factor(*other, *intensity);
      });
      state.factor = owner - owners.begin();
      if (owner == owners.end()) {
        owners.push_back(&*intensity);
        clock.factors.push_back(compile_factor(builder, *intensity, clock.name));
      }
      state.rate = builder.rate(intensity->rate, "rate of " + clock.name);
    }
    clock.states.push_back(state);
  }
}

void compile_trigger_clock(Builder& builder, const Trigger& trigger, TriggerId id) {
  ClockPlan clock{.kind = ClockKind::trigger, .trigger = id, .name = "trigger '" + trigger.name + "'"};
  compile_states(builder, clock, {trigger.hazard});
  clock.stream = stream_of("trigger/" + trigger.name + "/clock");
  if (trigger.cooldown) builder.time_cooldown(id, *trigger.cooldown, builder.plan.clocks.next_id());
  builder.plan.clocks.push_back(std::move(clock));
}

void compile_ladder_clock(Builder& builder, const Ladder& ladder, LadderId id, ClockKind kind) {
  const bool up = kind == ClockKind::up;
  ClockPlan clock{.kind = kind, .ladder = id};
  clock.name = (up ? "climbing of ladder '" : "descending of ladder '") + ladder.name + "'";
  compile_states(builder, clock, up ? ladder.up : ladder.down);
  clock.state_row = builder.plan.layout.row_of(id);
  clock.stream = stream_of("ladder/" + ladder.name + (up ? "/up" : "/down"));
  if (!clock.factors.empty()) builder.plan.clocks.push_back(std::move(clock));
}

} // namespace

void compile_clocks(Builder& builder) {
  const Scenario& scenario = builder.scenario();
  for (std::size_t i = 0; i < scenario.triggers.size(); ++i)
    if (scenario.triggers[i].hazard) compile_trigger_clock(builder, scenario.triggers[i], TriggerId(i));
  for (std::size_t i = 0; i < scenario.ladders.size(); ++i) {
    compile_ladder_clock(builder, scenario.ladders[i], LadderId(i), ClockKind::up);
    compile_ladder_clock(builder, scenario.ladders[i], LadderId(i), ClockKind::down);
  }
}

} // namespace casus::plan
