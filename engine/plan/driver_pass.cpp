// Drivers that follow or correlate with one another make a group, with a joint transition; the others stand
// alone. The factor of the covariance depends on the members' order: a driver comes after those that it
// follows, so that its noise is no part of theirs, otherwise alphabetically, as the file's order must not
// matter.

#include "plan/passes.hpp"
#include "plan/stream_number.hpp"
#include "scenario/coupled_drivers.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace casus::plan {
namespace {

using Drivers = std::vector<DriverId>;

/// Tells of each driver whether this one follows it, directly or through others.
IdVector<DriverId, bool> followed_by(const Scenario& scenario, DriverId driver) {
  IdVector<DriverId, bool> followed(scenario.drivers.size());
  Drivers reached{driver};
  while (!reached.empty()) {
    const auto& follows = scenario.drivers[reached.back().number()].follows;
    reached.pop_back();
    for (const Follow& follow : follows) {
      const DriverId next(follow.driver);
      if (followed[next]) continue;
      followed[next] = true;
      reached.push_back(next);
    }
  }
  return followed;
}

/// The drivers in alphabetical order, but so that each comes after those that it follows and that do not
/// follow it.
Drivers led(const Scenario& scenario, Drivers drivers) {
  std::map<DriverId, IdVector<DriverId, bool>> followed;
  for (const DriverId driver : drivers) followed[driver] = followed_by(scenario, driver);
  const auto follows = [&](DriverId a, DriverId b) { return followed.at(a)[b]; };
  for (auto place = drivers.begin(); place != drivers.end(); ++place) {
    const auto next = std::find_if(place, drivers.end(), [&](DriverId driver) {
      return std::none_of(place, drivers.end(),
                          [&](DriverId other) { return follows(driver, other) && !follows(other, driver); });
    });
    std::rotate(place, next, next + 1);
  }
  return drivers;
}

/// The drivers of each group; groups in the order of their first names.
IdVector<GroupId, Drivers> groups_of(const Scenario& scenario) {
  Drivers drivers;
  for (const DriverId driver : Ids<DriverId>(scenario.drivers.size())) drivers.push_back(driver);
  std::sort(drivers.begin(), drivers.end(), [&](DriverId a, DriverId b) {
    return scenario.drivers[a.number()].name < scenario.drivers[b.number()].name;
  });
  const std::vector<std::size_t> coupled = scenario::coupled_drivers(scenario);
  std::map<std::size_t, GroupId> group_of_coupled;
  IdVector<GroupId, Drivers> groups;
  for (const DriverId driver : drivers) {
    const auto [group, is_new] = group_of_coupled.try_emplace(coupled[driver.number()], groups.next_id());
    if (is_new) groups.emplace_back();
    groups[group->second].push_back(driver);
  }
  for (Drivers& group : groups)
    if (group.size() > 1) group = led(scenario, std::move(group));
  return groups;
}

std::optional<std::size_t> member_of(const Drivers& group, DriverId driver) {
  const auto found = std::find(group.begin(), group.end(), driver);
  if (found == group.end()) return std::nullopt;
  return static_cast<std::size_t>(found - group.begin());
}

MemberPlan compile_member(Builder& builder, const Drivers& group, DriverId id) {
  const Driver& driver = builder.scenario().drivers[id.number()];
  const std::string of = " of driver '" + driver.name + "'";
  MemberPlan member{.row = builder.plan.layout.row_of(id),
                    .mean_row = builder.plan.layout.mean_of_driver[id],
                    .name = driver.name};
  // What forgets at once beside what does not leaves no digits to the powers of the group's matrix.
  scenario::Bounds half_lives = scenario::bounds_of<NumberKind::half_life>;
  if (group.size() > 1)
    half_lives = {1e-6 * builder.plan.step_length, half_lives.high, true, "above a millionth of the step"};
  if (driver.half_life) member.half_life = builder.number(*driver.half_life, half_lives, "half_life" + of);
  if (driver.mean) member.mean = builder.number(*driver.mean, NumberKind::mean, "mean" + of);
  if (driver.volatility)
    member.volatility = builder.number(*driver.volatility, NumberKind::volatility, "volatility" + of);
  if (driver.trend) member.trend = builder.number(*driver.trend, NumberKind::trend, "trend" + of);
  for (const Follow& follow : driver.follows)
    member.follows.emplace_back(member_of(group, DriverId(follow.driver)).value(),
                                builder.number(follow.coefficient, NumberKind::follow, "follows" + of));
  // Sums run over the followed in the members' order, whatever the order of the file.
  std::sort(member.follows.begin(), member.follows.end());
  const std::string name = "driver/" + driver.name;
  member.noise_stream = stream_of(name + "/noise");
  member.refined_stream = stream_of(name + "/noise/refined");
  member.bridge_stream = stream_of(name + "/bridge");
  member.crossing_stream = stream_of(name + "/crossing");
  return member;
}

void compile_correlation(Builder& builder, const Correlation& correlation,
                         const IdVector<GroupId, Drivers>& groups) {
  for (const GroupId group : groups.ids()) {
    const auto first = member_of(groups[group], DriverId(correlation.first));
    const auto second = member_of(groups[group], DriverId(correlation.second));
    if (!first || !second) continue;
    const NumberId value = builder.number(correlation.value, NumberKind::correlation, "correlation");
    builder.plan.groups[group].correlations.push_back({*first, *second, value});
  }
}

void compile_static_part(Builder& builder, const Driver& driver) {
  const std::string of = " of driver '" + driver.name + "'";
  DriverPlan result;
  if (driver.lower)
    result.bounds.lower = builder.number(*driver.lower, NumberKind::bound, "lower bound" + of);
  if (driver.upper)
    result.bounds.upper = builder.number(*driver.upper, NumberKind::bound, "upper bound" + of);
  result.start = builder.number(driver.start, NumberKind::start, "start" + of);
  builder.plan.drivers.push_back(result);
}

/// Finds which members lead which, directly or through others.
void find_ways(GroupPlan& group) {
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    MemberPlan& member = group.members[i];
    std::set<std::size_t> leaders{i};
    std::vector<std::size_t> reached{i};
    while (!reached.empty()) {
      const std::size_t at = reached.back();
      reached.pop_back();
      for (const auto& [followed, coefficient] : group.members[at].follows)
        if (leaders.insert(followed).second) reached.push_back(followed);
    }
    member.leaders.assign(leaders.begin(), leaders.end());
    member.settles = std::all_of(leaders.begin(), leaders.end(), [&](std::size_t leader) {
      return group.members[leader].half_life.has_value();
    });
    if (!member.moves()) continue;
    for (const std::size_t leader : leaders) group.members[leader].reached.push_back(i);
  }
}

} // namespace

void group_drivers(Builder& builder) {
  for (const Driver& driver : builder.scenario().drivers) compile_static_part(builder, driver);
  const auto groups = groups_of(builder.scenario());
  for (const Drivers& group : groups) {
    GroupPlan compiled;
    for (const DriverId driver : group) {
      DriverPlan& place = builder.plan.drivers[driver];
      place.group = builder.plan.groups.next_id();
      place.member = compiled.members.size();
      compiled.members.push_back(compile_member(builder, group, driver));
    }
    find_ways(compiled);
    builder.plan.groups.push_back(std::move(compiled));
  }
  for (const Correlation& correlation : builder.scenario().correlations)
    compile_correlation(builder, correlation, groups);
}

} // namespace casus::plan
