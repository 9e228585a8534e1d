#include "plan/passes.hpp"
#include "scenario/verbs.hpp"

#include <algorithm>
#include <fmt/core.h>

namespace casus::plan {
namespace {

/// Tallies hold a histogram for each driver and grid point: at this many they take some hundred megabytes.
constexpr std::size_t most_series_points = 250'000;
/// Each thread's tally counts first passages of each event at each grid point, in at least eight groups of
/// worlds: at this many they take some hundred megabytes.
constexpr std::size_t most_curve_points = 5'000'000;

void check_curves(const Builder& builder) {
  const std::vector<Outcome>& outcomes = builder.scenario().outcomes;
  const auto events = static_cast<std::size_t>(std::count_if(
      outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.when.has_value(); }));
  if (events * builder.plan.grid.size() <= most_curve_points) return;
  throw RunError(fmt::format(
      "the outcomes' curves have too many points ({} outcomes with 'when' at {} grid points; at most "
      "{} together): choose a longer step, or fewer outcomes",
      events, builder.plan.grid.size(), most_curve_points));
}

void check_size(const Builder& builder) {
  std::size_t quantities = builder.scenario().drivers.size();
  for (const Ladder& ladder : builder.scenario().ladders) quantities += ladder.rungs.size();
  if (quantities * builder.plan.grid.size() <= most_series_points) return;
  throw RunError(
      fmt::format("the series have too many points ({} drivers and rungs at {} grid points; at most {} "
                  "together): choose a longer step",
                  quantities, builder.plan.grid.size(), most_series_points));
}

void assign_histories(Plan& plan) {
  for (const TriggerId id : plan.triggers.ids())
    plan.triggers[id].history = plan.layout.history_of_trigger[id];
}

} // namespace

bool GroupPlan::is_noisy() const {
  return std::any_of(members.begin(), members.end(),
                     [](const MemberPlan& member) { return member.volatility.has_value(); });
}

bool GroupPlan::moves() const {
  return std::any_of(members.begin(), members.end(), [](const MemberPlan& member) { return member.moves(); });
}

std::vector<DriverId> Plan::changed_with(DriverId driver) const {
  const DriverPlan& place = drivers[driver];
  std::vector<DriverId> changed;
  if (!moves(driver)) changed.push_back(driver);
  for (const std::size_t reached : member_of(place).reached)
    changed.push_back(driver_of(place.group, reached));
  return changed;
}

bool Plan::reads_value(const ChangePlan& change) const {
  if (!layout.is_driver(change.row) || !moves(change.driver())) return false;
  return !scenario::verb_of(change.kind).adds || drivers[change.driver()].bounds.exist();
}

bool is_uncertain(const Scenario& scenario) {
  return std::any_of(scenario.parameters.begin(), scenario.parameters.end(),
                     [](const Parameter& parameter) { return parameter.distribution.has_value(); });
}

Plan compile(std::shared_ptr<const Scenario> scenario, const Resolution& resolution) {
  Builder builder(std::move(scenario));
  lay_out_time(builder, resolution);
  check_size(builder);
  check_curves(builder);
  compile_parameters(builder);
  group_drivers(builder);
  compile_clocks(builder);
  compile_triggers(builder);
  compile_schedule(builder);
  compile_ladders(builder);
  compile_observed(builder);
  compile_outcomes(builder);
  compile_readings(builder);
  compile_watches(builder);
  assign_histories(builder.plan);
  find_value_readers(builder);
  find_dependents(builder);
  find_reactions(builder);
  return std::move(builder.plan);
}

} // namespace casus::plan
