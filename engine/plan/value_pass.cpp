// This pass finds which drivers are read within steps: what is added to one of these, or to one that it
// follows, must be known there, and not only at the step's end.

#include "plan/passes.hpp"

namespace casus::plan {
namespace {

class ValueReaders {
public:
  explicit ValueReaders(Plan& plan) : plan_(plan) {}

  void find() {
    for (const DerivedPlan& derived : plan_.derived) read(derived.drivers);
    for (const WatchPlan& watch : plan_.watches) read(watch.drivers);
    for (const CrossingPlan& crossing : plan_.crossings) read({crossing.driver});
    for (const TriggerPlan& trigger : plan_.triggers) {
      read(trigger.gate_drivers);
      for (const MarkPlan& mark : trigger.marks) read(mark.drivers);
      find(trigger.effects);
    }
    for (const LadderPlan& ladder : plan_.ladders)
      for (const auto* rungs : {&ladder.on_enter, &ladder.on_leave})
        for (const auto& effects : *rungs) find(effects);
  }

private:
  void find(const std::vector<EffectPlan>& effects) {
    for (const EffectPlan& effect : effects) {
      read(effect.drivers);
      for (const ChangePlan& change : effect.changes)
        if (plan_.reads_value(change)) read({change.driver()});
    }
  }

  void read(const std::vector<DriverId>& drivers) {
    for (const DriverId driver : drivers) {
      const DriverPlan& place = plan_.drivers[driver];
      for (const std::size_t leader : plan_.member_of(place).leaders)
        plan_.drivers[plan_.driver_of(place.group, leader)].is_noted = true;
    }
  }

  Plan& plan_;
};

} // namespace

void find_value_readers(Builder& builder) { ValueReaders(builder.plan).find(); }

} // namespace casus::plan
