// The schedule holds what happens on dates: forced firings in the order of their list, then scheduled ones in
// the order of the file.

#include "plan/passes.hpp"
#include "plan/stream_number.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace casus::plan {
namespace {

std::string value_of(const Mark& mark, double given) {
  return mark.categories.empty() ? fmt::format("{}", given)
                                 : mark.categories[static_cast<std::size_t>(given)].name;
}

/// A text that tells a forced firing from others and does not depend on its place in the list or on other
/// parts.
std::string identity_of(const ScheduledFiring& forced, const Trigger& trigger, double day) {
  std::string identity = fmt::format("{} {}", trigger.name, draw_of_day(day));
  for (std::size_t m = 0; m < trigger.marks.size(); ++m)
    if (const auto& given = forced.marks[m])
      identity += fmt::format(" {}={}", trigger.marks[m].name, value_of(trigger.marks[m], *given));
  return identity;
}

void add_forced(Builder& builder) {
  const Scenario& scenario = builder.scenario();
  std::map<std::string, int> same_before;
  for (const ForcedFiring& forced : scenario.forced) {
    const Trigger& trigger = scenario.triggers[static_cast<std::size_t>(forced.trigger)];
    ScheduledFiring firing{.day = formula::whole_nanoseconds(forced.day),
                           .trigger = TriggerId(forced.trigger),
                           .is_forced = true,
                           .marks = forced.marks};
    firing.marks.resize(trigger.marks.size());
    const std::string identity = identity_of(firing, trigger, forced.day);
    firing.draw = stream_of(fmt::format("{} {}", identity, same_before[identity]++));
    builder.plan.schedule.push_back(std::move(firing));
  }
}

void add_scheduled(Builder& builder) {
  const Scenario& scenario = builder.scenario();
  for (std::size_t i = 0; i < scenario.triggers.size(); ++i)
    for (const double day : scenario.triggers[i].at)
      builder.plan.schedule.push_back(
          {.day = formula::whole_nanoseconds(day), .trigger = TriggerId(i), .draw = draw_of_day(day)});
}

} // namespace

void compile_schedule(Builder& builder) {
  add_forced(builder);
  add_scheduled(builder);
  auto& schedule = builder.plan.schedule;
  std::stable_sort(schedule.begin(), schedule.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
}

} // namespace casus::plan
