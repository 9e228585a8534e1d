#include "simulation/streams.hpp"

#include <boost/math/distributions/normal.hpp>

namespace casus::simulation {

double standard_normal(StreamKey key, std::uint64_t trajectory, std::uint64_t index) {
  return boost::math::quantile(boost::math::normal(), uniform(key, trajectory, index));
}

} // namespace casus::simulation
