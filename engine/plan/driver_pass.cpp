// Drivers that follow or correlate with one another make a group, with a joint transition; the others stand
// alone. Members are in alphabetical order: the factor of the covariance depends on it, and the file's order
// must not matter.

#include "plan/passes.hpp"
#include "plan/stream.hpp"

#include <algorithm>
#include <map>
#include <numeric>

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

/// The drivers of each group, alphabetically; groups in the order of their first names.
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
  return groups;
}

int member_of(const std::vector<int>& group, int driver) {
  return static_cast<int>(std::find(group.begin(), group.end(), driver) - group.begin());
}

MemberPlan compile_member(Builder& builder, const std::vector<int>& group, int index) {
  const Driver& driver = builder.scenario().drivers[static_cast<std::size_t>(index)];
  const std::string of = " of driver '" + driver.name + "'";
  MemberPlan member{.row = builder.plan.layout.first_driver + index, .name = driver.name};
  if (driver.half_life) member.half_life = builder.number_above(*driver.half_life, 0, "half_life" + of);
  if (driver.mean) member.mean = builder.number(*driver.mean, "mean" + of);
  if (driver.volatility)
    member.volatility = builder.number_at_least(*driver.volatility, 0, "volatility" + of);
  if (driver.trend) member.trend = builder.number(*driver.trend, "trend" + of);
  for (const Follow& follow : driver.follows)
    member.follows.emplace_back(member_of(group, follow.driver),
                                builder.number(follow.coefficient, "follows" + of));
  // Sums run over the followed in alphabetical order, whatever the order of the file.
  std::sort(member.follows.begin(), member.follows.end());
  member.noise_stream = stream_of("driver/" + driver.name + "/noise");
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
  BoundsPlan bounds;
  if (driver.lower) bounds.lower = builder.number(*driver.lower, "lower bound" + of);
  if (driver.upper) bounds.upper = builder.number(*driver.upper, "upper bound" + of);
  builder.plan.bounds.push_back(bounds);
  builder.plan.driver_starts.push_back(builder.number(driver.start, "start" + of));
}

} // namespace

void group_drivers(Builder& builder) {
  for (const Driver& driver : builder.scenario().drivers) compile_static_part(builder, driver);
  const auto groups = groups_of(builder.scenario());
  for (const std::vector<int>& group : groups) {
    GroupPlan compiled;
    for (const int driver : group) compiled.members.push_back(compile_member(builder, group, driver));
    builder.plan.groups.push_back(std::move(compiled));
  }
  for (const Correlation& correlation : builder.scenario().correlations)
    compile_correlation(builder, correlation, groups);
}

} // namespace casus::plan
