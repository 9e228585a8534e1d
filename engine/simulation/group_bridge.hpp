#pragma once

#include "simulation/transition.hpp"

namespace casus::simulation {

/// The joint law of a group's noise N on a day within a step, given what it is at the step's middle and end:
/// N = of_middle N(middle) + of_end N(end) + rest y, with y standard normal.
struct GroupBridge {
  /// When so much of the step's length has passed.
  GroupBridge(const LinearSde& sde, double length, double passed);

  Eigen::MatrixXd of_middle, of_end, rest;
};

} // namespace casus::simulation
