#include "scenario/read/driver_groups.hpp"

#include "formula/complaint.hpp"

#include <boost/pending/disjoint_sets.hpp>
#include <fmt/format.h>

#include <numeric>
#include <utility>
#include <vector>

namespace casus::scenario {

void check_driver_groups(Reading& reading) {
  const Scenario& scenario = reading.scenario;
  const std::size_t count = scenario.drivers.size();
  std::vector<std::size_t> rank(count), parent(count), sizes(count);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  boost::disjoint_sets<std::size_t*, std::size_t*> sets(rank.data(), parent.data());
  const auto join = [&](std::size_t driver, int other) {
    if (other >= 0)
      sets.union_set(driver, static_cast<std::size_t>(other)); // an unknown one has been told of
  };
  for (std::size_t driver = 0; driver < count; ++driver)
    for (const Follow& follow : scenario.drivers[driver].follows) join(driver, follow.driver);
  for (const Correlation& correlation : scenario.correlations)
    join(static_cast<std::size_t>(correlation.first), correlation.second);
  for (std::size_t driver = 0; driver < count; ++driver) ++sizes[sets.find_set(driver)];
  for (std::size_t driver = 0; driver < count; ++driver) {
    const std::size_t size = std::exchange(sizes[sets.find_set(driver)], 0); // each group is told of once
    if (size > largest_group)
      reading.problems.error(
          scenario.drivers[driver].place,
          fmt::format("driver {} is of {} drivers that follow each other or are correlated, directly or by "
                      "way of others (at most {}): take some of these ties away",
                      formula::in_quotes(scenario.drivers[driver].name), size, largest_group));
  }
}

} // namespace casus::scenario
