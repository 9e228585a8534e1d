// The surrogate at the maximum tells what would have come out had one target not been given: those without
// which a missed target would be met much better are the ones that it contradicts.

#include "simulation/eigen_index.hpp"
#include "tuning/misfit.hpp"
#include "tuning/posterior.hpp"

#include <cmath>

namespace casus::tuning {
namespace {

/// A target is missed where it is asked to give this many of its standard deviations.
constexpr double clear_miss = 1.5;
/// Another target is to blame where it takes this share of the miss with it.
constexpr double share_of_blame = 0.3;
/// The surrogate is asked about points near its own.
constexpr double radius = 3;

double miss(const Target& target, double prediction) { return std::abs(deviations(target, prediction)); }

} // namespace

std::vector<Contradiction> contradictions(const std::vector<Target>& targets, const Surrogate& surrogate) {
  std::vector<Contradiction> found;
  std::vector<Eigen::VectorXd> without; // predictions at the minimum without each target
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto row = eigen_index(i);
    if (!is_known(surrogate.predictions(), i)) continue;
    const double missed = miss(targets[i], surrogate.predictions().values(row));
    if (missed < clear_miss) continue;
    for (std::size_t k = without.size(); k < targets.size(); ++k)
      without.push_back(surrogate.predicted(surrogate.minimum(radius, k)));
    Contradiction contradiction{.target = i};
    for (std::size_t k = 0; k < targets.size(); ++k)
      if (k != i && miss(targets[i], without[k](row)) < (1 - share_of_blame) * missed)
        contradiction.with.push_back(k);
    found.push_back(std::move(contradiction));
  }
  return found;
}

} // namespace casus::tuning
