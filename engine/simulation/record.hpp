#pragma once

#include "formula/ids.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace casus::simulation {

/// What is known to have happened, in order of time. Where a trajectory is told, its clocks do not run.
struct Record {
  /// A firing of a trigger that came about by its hazard.
  struct Firing {
    double day = 0;
    TriggerId trigger{};
    std::vector<double> marks{};
    std::size_t number = 0; ///< by which the teller knows it
  };
  /// Values that drivers have from that day on.
  struct Values {
    double day = 0;
    std::vector<std::pair<DriverId, double>> drivers{};
  };

  std::vector<Firing> firings{};
  std::vector<Values> values{};
  double until = 0; ///< what comes later is not told
};

} // namespace casus::simulation
