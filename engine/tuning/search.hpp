#pragma once

#include "tuning/surrogate.hpp"

#include <cstdint>
#include <vector>

namespace casus::tuning {

struct Budget {
  std::uint64_t first_trajectories = 0;
  std::uint64_t trajectories = 0; ///< of the last steps
};

/// Where the search ended.
struct Found {
  Eigen::VectorXd scores;
  Predictions predictions;
  double objective = 0;
  int steps = 0;
  bool converged = false;
  bool stopped = false;
  std::uint64_t trajectories = 0; ///< of the last step
};

/// The maximum a posteriori: Gauss-Newton steps within a region of trust (Conn, Gould, Toint 2000, ch. 6), on
/// few trajectories while steps are long and on more when they come to what chance leaves open. Where the
/// model throws Stopped after the first point, ends with the best one so far.
Found search(const Model& model, const std::vector<Target>& targets, Eigen::Index numbers,
             const Budget& budget);

} // namespace casus::tuning
