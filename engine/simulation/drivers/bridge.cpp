// With p(u) the variance of a noise after u and f(u) what is left of a shock, the bridge over a length H has
// the mean f(u) N(0) + k (N(H) - f(H) N(0)), k = p(u) f(H - u) / p(H), and the variance p(u) - k^2 p(H).

#include "simulation/drivers/bridge.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {

Bridge bridge(double drift, double variance, double length, double passed) {
  if (!(variance > 0)) return {1 - passed / length, passed / length, 0};
  const auto left = [drift](double time) { return std::exp(drift * time); };
  const auto variance_after = [&](double time) {
    return variance * (drift == 0 ? time : std::expm1(2 * drift * time) / (2 * drift));
  };
  const double whole = variance_after(length);
  const double share = variance_after(passed) * left(length - passed) / whole;
  const double rest = variance_after(passed) - share * share * whole;
  return {left(passed) - share * left(length), share, std::sqrt(std::max(rest, 0.0))};
}

} // namespace casus::simulation
