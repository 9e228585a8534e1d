#pragma once

#include "simulation/drivers/step_law.hpp"

namespace casus::simulation {

/// The joint law of a group's noise N on a day within a step, given what it is at the step's middle and end:
/// N = of_first z + of_second w + rest y, with the normals z and w that made these, and y standard normal.
struct GroupBridge {
  /// The law when `passed` of the step's length has passed.
  GroupBridge(const StepLaw& law, double passed);

  Eigen::MatrixXd of_first, of_second, rest;
};

} // namespace casus::simulation
