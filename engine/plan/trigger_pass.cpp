#include "plan/passes.hpp"
#include "plan/stream_number.hpp"
#include "scenario/verbs.hpp"

#include <fmt/core.h>

namespace casus::plan {
namespace {

MarkPlan compile_categorical(Builder& builder, const Mark& mark, const std::string& of) {
  MarkPlan result{.name = mark.name};
  for (const Category& category : mark.categories) {
    result.shares.push_back(
        builder.number(category.share, NumberKind::share, "share of '" + category.name + "' in " + of));
    auto& weights = result.weights.emplace_back();
    for (const Term& term : category.weights) {
      weights.emplace_back(
          builder.program(term.term),
          builder.number(term.weight, NumberKind::weight, "weight of '" + term.term.text + "' in " + of));
      builder.add_moving_drivers(weights.back().first, result.drivers);
    }
  }
  return result;
}

MarkPlan compile_mark(Builder& builder, const Mark& mark, const std::string& trigger) {
  const std::string of = "mark '" + mark.name + "' of trigger '" + trigger + "'";
  MarkPlan result{.name = mark.name};
  if (mark.distribution)
    result.variate = builder.variate(*mark.distribution, of);
  else
    result = compile_categorical(builder, mark, of);
  result.stream = stream_of("trigger/" + trigger + "/mark/" + mark.name);
  result.forced_stream = stream_of("trigger/" + trigger + "/forced/mark/" + mark.name);
  return result;
}

ChangePlan compile_change(Builder& builder, const Change& change) {
  const bool of_driver = scenario::verb_of(change.kind).acts_on == scenario::ActsOn::drivers;
  const formula::Layout& layout = builder.plan.layout;
  const Row row = of_driver ? layout.row_of(DriverId(change.target)) : layout.row_of(LadderId(change.target));
  return {change.kind, change.target, row, builder.program(change.amount)};
}

TriggerPlan compile_trigger(Builder& builder, const Trigger& trigger, TriggerId id) {
  const std::string of = " of trigger '" + trigger.name + "'";
  TriggerPlan result{.name = trigger.name, .title = fmt::format("trigger '{}'", trigger.name)};
  if (trigger.when) {
    result.gate = builder.program(*trigger.when, formula::View::question);
    builder.add_moving_drivers(*result.gate, result.gate_drivers);
  }
  if (trigger.limit) result.limit = static_cast<double>(*trigger.limit);
  if (trigger.cooldown)
    result.cooldown = builder.number(*trigger.cooldown, NumberKind::cooldown, "cooldown" + of);
  if (trigger.probability)
    result.probability = builder.number(*trigger.probability, NumberKind::probability, "probability" + of);
  for (const Mark& mark : trigger.marks) result.marks.push_back(compile_mark(builder, mark, trigger.name));
  result.effects = compile_effects(builder, trigger.effects);
  result.count_row = builder.plan.layout.count_of(id);
  result.last_row = builder.plan.layout.last_of(id);
  result.schedule_stream = stream_of("trigger/" + trigger.name + "/schedule");
  return result;
}

} // namespace

std::vector<EffectPlan> compile_effects(Builder& builder, const std::vector<Effect>& effects) {
  std::vector<EffectPlan> result;
  for (const Effect& effect : effects) {
    EffectPlan& compiled = result.emplace_back();
    if (effect.condition) {
      compiled.condition = builder.program(*effect.condition, formula::View::question);
      builder.add_moving_drivers(*compiled.condition, compiled.drivers);
    }
    for (const Change& change : effect.changes) {
      compiled.changes.push_back(compile_change(builder, change));
      builder.add_moving_drivers(compiled.changes.back().amount, compiled.drivers);
    }
  }
  return result;
}

void compile_triggers(Builder& builder) {
  const auto& triggers = builder.scenario().triggers;
  for (std::size_t i = 0; i < triggers.size(); ++i)
    builder.plan.triggers.push_back(compile_trigger(builder, triggers[i], TriggerId(i)));
  for (const ClockId id : builder.plan.clocks.ids())
    if (const ClockPlan& clock = builder.plan.clocks[id]; clock.trigger)
      builder.plan.triggers[*clock.trigger].clock = id;
}

void compile_ladders(Builder& builder) {
  const auto& ladders = builder.scenario().ladders;
  for (std::size_t i = 0; i < ladders.size(); ++i) {
    LadderPlan ladder{.name = ladders[i].name,
                      .row = builder.plan.layout.row_of(LadderId(i)),
                      .rungs = ladders[i].rungs.size(),
                      .start = static_cast<std::size_t>(ladders[i].start)};
    for (const Rung& rung : ladders[i].rungs) {
      ladder.on_enter.push_back(compile_effects(builder, rung.on_enter));
      ladder.on_leave.push_back(compile_effects(builder, rung.on_leave));
    }
    builder.plan.ladders.push_back(std::move(ladder));
  }
}

} // namespace casus::plan
