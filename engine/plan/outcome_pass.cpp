#include "plan/passes.hpp"

namespace casus::plan {

void compile_outcomes(Builder& builder) {
  for (const Outcome& outcome : builder.scenario().outcomes) {
    OutcomePlan result{.name = outcome.name, .grid_point = builder.grid_point_of(outcome.day)};
    if (outcome.value) result.value = builder.program(*outcome.value);
    if (outcome.given) result.given = builder.program(*outcome.given);
    builder.plan.outcomes.push_back(std::move(result));
  }
}

void compile_watches(Builder& builder) {
  const Scenario& scenario = builder.scenario();
  for (std::size_t i = 0; i < scenario.triggers.size(); ++i)
    if (const auto& upon = scenario.triggers[i].upon)
      builder.plan.watches.push_back({.condition = builder.program(*upon), .trigger = static_cast<int>(i)});
  for (std::size_t i = 0; i < scenario.outcomes.size(); ++i)
    if (const auto& when = scenario.outcomes[i].when)
      builder.plan.watches.push_back({.condition = builder.program(*when),
                                      .outcome = static_cast<int>(i),
                                      .until = scenario.outcomes[i].day});
}

} // namespace casus::plan
