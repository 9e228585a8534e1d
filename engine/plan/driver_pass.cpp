// Drivers that follow or correlate with one another make a group, with a joint transition; the others stand
// alone. The factor of the covariance depends on the members' order: a driver comes after those that it
// follows, so that its noise is no part of theirs, otherwise alphabetically, as the file's order must not
// matter.

#include "plan/passes.hpp"
#include "plan/stream.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace casus::plan {
namespace {

/// Disjoint sets of driver indices, joined by every coupling.
class Components {
public:
  explicit Components(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }
  int root(int i) {
    while (parent_[static_cast<std::size_t>(i)] != i) {
      int& parent = parent_[static_cast<std::size_t>(i)];
      parent = parent_[static_cast<std::size_t>(parent)];
      i = parent;
    }
    return i;
  }
  void join(int a, int b) { parent_[static_cast<std::size_t>(root(a))] = root(b); }

private:
  std::vector<int> parent_;
};

Components components_of(const Scenario& scenario) {
  Components components(scenario.drivers.size());
  for (std::size_t i = 0; i < scenario.drivers.size(); ++i)
    for (const Follow& follow : scenario.drivers[i].follows)
      components.join(static_cast<int>(i), follow.driver);
  for (const Correlation& correlation : scenario.correlations)
    components.join(correlation.first, correlation.second);
  return components;
}

/// Whether each driver is one that this one follows, directly or through others.
std::vector<bool> followed_by(const Scenario& scenario, int driver) {
  std::vector<bool> followed(scenario.drivers.size());
  std::vector<int> reached{driver};
  while (!reached.empty()) {
    const auto& follows = scenario.drivers[static_cast<std::size_t>(reached.back())].follows;
    reached.pop_back();
    for (const Follow& follow : follows) {
      if (followed[static_cast<std::size_t>(follow.driver)]) continue;
      followed[static_cast<std::size_t>(follow.driver)] = true;
      reached.push_back(follow.driver);
    }
  }
  return followed;
}

/// The drivers, alphabetical, put so that each comes after those that it follows and that do not follow it.
std::vector<int> led(const Scenario& scenario, std::vector<int> drivers) {
  std::map<int, std::vector<bool>> followed;
  for (const int driver : drivers) followed[driver] = followed_by(scenario, driver);
  const auto follows = [&](int a, int b) { return followed.at(a)[static_cast<std::size_t>(b)]; };
  for (auto place = drivers.begin(); place != drivers.end(); ++place) {
    const auto next = std::find_if(place, drivers.end(), [&](int driver) {
      return std::none_of(place, drivers.end(),
                          [&](int other) { return follows(driver, other) && !follows(other, driver); });
    });
    std::rotate(place, next, next + 1);
  }
  return drivers;
}

/// The drivers of each group; groups in the order of their first names.
std::vector<std::vector<int>> groups_of(const Scenario& scenario) {
  std::vector<int> drivers(scenario.drivers.size());
  std::iota(drivers.begin(), drivers.end(), 0);
  std::sort(drivers.begin(), drivers.end(), [&](int a, int b) {
    return scenario.drivers[static_cast<std::size_t>(a)].name <
           scenario.drivers[static_cast<std::size_t>(b)].name;
  });
  Components components = components_of(scenario);
  std::map<int, std::size_t> group_of_root;
  std::vector<std::vector<int>> groups;
  for (const int driver : drivers) {
    const auto [group, is_new] = group_of_root.try_emplace(components.root(driver), groups.size());
    if (is_new) groups.emplace_back();
    groups[group->second].push_back(driver);
  }
  for (std::vector<int>& group : groups)
    if (group.size() > 1) group = led(scenario, std::move(group));
  return groups;
}

int member_of(const std::vector<int>& group, int driver) {
  return static_cast<int>(std::find(group.begin(), group.end(), driver) - group.begin());
}

MemberPlan compile_member(Builder& builder, const std::vector<int>& group, int index) {
  const Driver& driver = builder.scenario().drivers[static_cast<std::size_t>(index)];
  const std::string of = " of driver '" + driver.name + "'";
  MemberPlan member{.row = builder.plan.layout.first_driver + index,
                    .mean_row = builder.plan.layout.mean_of_driver[static_cast<std::size_t>(index)],
                    .name = driver.name};
  // What forgets at once beside what does not leaves no digits to the powers of the group's matrix.
  const double least = group.size() > 1 ? 1e-6 * builder.plan.step_length : 0;
  if (driver.half_life) member.half_life = builder.number_above(*driver.half_life, least, "half_life" + of);
  if (driver.mean) member.mean = builder.number(*driver.mean, "mean" + of);
  if (driver.volatility)
    member.volatility = builder.number_at_least(*driver.volatility, 0, "volatility" + of);
  if (driver.trend) member.trend = builder.number(*driver.trend, "trend" + of);
  for (const Follow& follow : driver.follows)
    member.follows.emplace_back(member_of(group, follow.driver),
                                builder.number(follow.coefficient, "follows" + of));
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
                         const std::vector<std::vector<int>>& groups) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const int first = member_of(groups[g], correlation.first);
    if (first == static_cast<int>(groups[g].size())) continue;
    const NumberId value = builder.number_within(correlation.value, -1, 1, "correlation");
    builder.plan.groups[g].correlations.push_back({first, member_of(groups[g], correlation.second), value});
  }
}

void compile_static_part(Builder& builder, const Driver& driver) {
  const std::string of = " of driver '" + driver.name + "'";
  DriverPlan result;
  if (driver.lower) result.bounds.lower = builder.number(*driver.lower, "lower bound" + of);
  if (driver.upper) result.bounds.upper = builder.number(*driver.upper, "upper bound" + of);
  result.start = builder.number(driver.start, "start" + of);
  builder.plan.drivers.push_back(result);
}

/// Who leads whom, directly or through others.
void find_ways(GroupPlan& group) {
  const auto size = static_cast<int>(group.members.size());
  for (int i = 0; i < size; ++i) {
    MemberPlan& member = group.members[static_cast<std::size_t>(i)];
    std::set<int> leaders{i};
    std::vector<int> reached{i};
    while (!reached.empty()) {
      const int at = reached.back();
      reached.pop_back();
      for (const auto& [followed, coefficient] : group.members[static_cast<std::size_t>(at)].follows)
        if (leaders.insert(followed).second) reached.push_back(followed);
    }
    member.leaders.assign(leaders.begin(), leaders.end());
    member.settles = std::all_of(leaders.begin(), leaders.end(), [&](int leader) {
      return group.members[static_cast<std::size_t>(leader)].half_life != none;
    });
    if (!member.moves()) continue;
    for (const int leader : leaders) group.members[static_cast<std::size_t>(leader)].reached.push_back(i);
  }
}

} // namespace

void group_drivers(Builder& builder) {
  for (const Driver& driver : builder.scenario().drivers) compile_static_part(builder, driver);
  const auto groups = groups_of(builder.scenario());
  for (const std::vector<int>& group : groups) {
    GroupPlan compiled;
    for (const int driver : group) {
      DriverPlan& place = builder.plan.drivers[static_cast<std::size_t>(driver)];
      place.group = static_cast<int>(builder.plan.groups.size());
      place.member = static_cast<int>(compiled.members.size());
      compiled.members.push_back(compile_member(builder, group, driver));
    }
    find_ways(compiled);
    builder.plan.groups.push_back(std::move(compiled));
  }
  for (const Correlation& correlation : builder.scenario().correlations)
    compile_correlation(builder, correlation, groups);
}

} // namespace casus::plan
