#include "scenario/coupled_drivers.hpp"

#include <boost/pending/disjoint_sets.hpp>

#include <numeric>

namespace casus::scenario {

std::vector<std::size_t> coupled_drivers(const Scenario& scenario) {
  const std::size_t count = scenario.drivers.size();
  std::vector<std::size_t> rank(count), parent(count);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  boost::disjoint_sets<std::size_t*, std::size_t*> sets(rank.data(), parent.data());
  for (std::size_t driver = 0; driver < count; ++driver)
    for (const Follow& follow : scenario.drivers[driver].follows)
      if (follow.driver >= 0) sets.union_set(driver, static_cast<std::size_t>(follow.driver));
  for (const Correlation& correlation : scenario.correlations)
    sets.union_set(static_cast<std::size_t>(correlation.first), static_cast<std::size_t>(correlation.second));
  std::vector<std::size_t> groups(count);
  for (std::size_t driver = 0; driver < count; ++driver) groups[driver] = sets.find_set(driver);
  return groups;
}

} // namespace casus::scenario
