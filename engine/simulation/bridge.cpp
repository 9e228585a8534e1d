// With p(u) the variance of a noise after u and f(u) what is left of a shock, the bridge over a half H that
// ends in N(H) has the mean k N(H), k = p(u) f(H - u) / p(H), and the variance p(u) - k^2 p(H).

#include "simulation/bridge.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {

Bridge bridge(double drift, double variance, double length, double passed) {
  const double half = length / 2;
  const bool is_second = passed > half;
  const double within = is_second ? passed - half : passed;
  const auto left = [drift](double time) { return std::exp(drift * time); };
  const auto variance_after = [&](double time) {
    return variance * (drift == 0 ? time : std::expm1(2 * drift * time) / (2 * drift));
  };
  double share = within / half, rest = 0, kept = 1, whole = 1;
  if (variance > 0) {
    share = variance_after(within) * left(half - within) / variance_after(half);
    rest = variance_after(within) - share * share * variance_after(half);
    kept = left(within);
    whole = left(half);
  }
  const double deviation = std::sqrt(std::max(rest, 0.0));
  return is_second ? Bridge{kept - share * whole, share, deviation} : Bridge{share, 0, deviation};
}

} // namespace casus::simulation
