// PERT: a beta distribution on [min, max] whose mean is (min + 4 mode + max) / 6. Malcolm et al.,
// "Application of a technique for research and development program evaluation", Operations Research 7 (1959).

#include "distribution/beta.hpp"
#include "distribution/families.hpp"
#include "distribution/three_points.hpp"

namespace casus::distribution {

namespace {

/// How much the mode weighs against either end.
constexpr double lambda = 4;

BetaLaw unit_law(double mode) { return {1 + lambda * mode, 1 + lambda * (1 - mode)}; }

double unit_quantile(double mode, double p) { return boost::math::quantile(unit_law(mode), p); }

ShapePointer shape_of(const Peak& peak) {
  const BetaLaw law = unit_law((peak.mode - peak.min) / (peak.max - peak.min));
  return std::make_shared<ScaledBeta>(law.alpha(), law.beta(), peak.min, peak.max);
}

ShapePointer make_pert(const std::vector<double>& min_mode_max) {
  const Peak peak{min_mode_max[0], min_mode_max[1], min_mode_max[2]};
  require_peak(peak);
  return shape_of(peak);
}

ShapePointer fit_pert(const Anchors& three) { return shape_of(peak_through(three, unit_quantile)); }

} // namespace

Family pert() {
  return {.name = "pert",
          .says = "A smooth hump from min to max, highest at mode, with the mean (min + 4 mode + max) / 6.",
          .ways = {{{"min", "mode", "max"}, make_pert}},
          .anchors = 3,
          .from_anchors = fit_pert};
}

} // namespace casus::distribution
