#include "distribution/families.hpp"
#include "distribution/three_points.hpp"

#include <cmath>

namespace casus::distribution {

namespace {

double unit_quantile(double mode, double p) {
  return p < mode ? std::sqrt(p * mode) : 1 - std::sqrt((1 - p) * (1 - mode));
}

class Triangular : public Shape {
public:
  explicit Triangular(const Peak& peak)
      : min_(peak.min), max_(peak.max), mode_((peak.mode - peak.min) / (peak.max - peak.min)) {}

  double quantile(double u) const override { return std::lerp(min_, max_, unit_quantile(mode_, u)); }
  double lowest() const override { return min_; }
  double highest() const override { return max_; }

private:
  double min_;
  double max_;
  double mode_; ///< on [0, 1]
};

ShapePointer make_triangular(const std::vector<double>& min_mode_max) {
  const Peak peak{min_mode_max[0], min_mode_max[1], min_mode_max[2]};
  require_peak(peak);
  return std::make_shared<Triangular>(peak);
}

ShapePointer fit_triangular(const Anchors& three) {
  return std::make_shared<Triangular>(peak_through(three, unit_quantile));
}

} // namespace

Family triangular() {
  return {.name = "triangular",
          .says = "Rises in a straight line from min to mode and falls in one to max.",
          .ways = {{{"min", "mode", "max"}, make_triangular}},
          .anchors = 3,
          .from_anchors = fit_triangular};
}

} // namespace casus::distribution
