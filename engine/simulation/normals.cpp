#include "simulation/normals.hpp"

#include <cmath>
#include <numbers>

namespace casus::simulation {

void draw_normal_pairs(const BlockState& state, StreamKey key, std::uint64_t index, double* first,
                       double* second) {
  for (std::size_t lane = 0; lane < state.width; ++lane) {
    const Bits bits = philox(key, state.trajectory(lane), index);
    first[lane] = unit_interval(bits[0]);
    second[lane] = unit_interval(bits[1]);
  }
  const auto width = static_cast<Eigen::Index>(state.width);
  Eigen::Map<Eigen::ArrayXd> radius(first, width);
  radius = (-2 * radius.log()).sqrt();
  for (std::size_t lane = 0; lane < state.width; ++lane) {
    const double angle = 2 * std::numbers::pi * second[lane];
    second[lane] = first[lane] * std::sin(angle);
    first[lane] *= std::cos(angle);
  }
}

} // namespace casus::simulation
