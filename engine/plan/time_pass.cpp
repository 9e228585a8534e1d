// The grid: multiples of the step up to the horizon, and nothing else. The dates that a scenario names lie
// inside its steps, so that none of them moves another.

#include "plan/passes.hpp"

#include <cmath>

namespace casus::plan {

void lay_out_time(Builder& builder, const Resolution& resolution) {
  Plan& plan = builder.plan;
  const double horizon = formula::whole_nanoseconds(builder.scenario().horizon);
  plan.is_refined = resolution.is_refined;
  plan.step_length = resolution.step.value_or(builder.scenario().step) / (plan.is_refined ? 2 : 1);
  plan.grid.push_back(0);
  for (std::size_t step = 0; plan.step_end(step) < horizon; ++step) plan.grid.push_back(plan.step_end(step));
  plan.grid.push_back(horizon);
}

} // namespace casus::plan
