#include "scenario/read/driver_groups.hpp"

#include "formula/complaint.hpp"
#include "scenario/coupled_drivers.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace casus::scenario {

void check_driver_groups(Reading& reading) {
  const std::vector<std::size_t> groups = coupled_drivers(reading.scenario);
  std::vector<std::size_t> sizes(groups.size());
  for (const std::size_t group : groups) ++sizes[group];
  for (std::size_t driver = 0; driver < groups.size(); ++driver) {
    const std::size_t size = std::exchange(sizes[groups[driver]], 0); // each group is told of once
    const Driver& first = reading.scenario.drivers[driver];
    if (size > largest_group)
      reading.problems.error(
          first.place,
          fmt::format("driver {} is of {} drivers that follow each other or are correlated, directly or by "
                      "way of others (at most {}): take some of these ties away",
                      formula::in_quotes(first.name), size, largest_group));
  }
}

} // namespace casus::scenario
