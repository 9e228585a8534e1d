#include "distribution/families.hpp"
#include "distribution/require.hpp"

#include <cmath>

namespace casus::distribution {

namespace {

class Uniform : public Shape {
public:
  Uniform(double min, double max) : min_(min), max_(max) {}

  double quantile(double u) const override { return std::lerp(min_, max_, u); }
  double lowest() const override { return min_; }
  double highest() const override { return max_; }

private:
  double min_;
  double max_;
};

ShapePointer make_uniform(const std::vector<double>& min_max) {
  const double min = min_max[0], max = min_max[1];
  require_range(min, max);
  return std::make_shared<Uniform>(min, max);
}

ShapePointer fit_uniform(const Anchors& two) {
  const auto [low, high] = std::pair(two.quantiles[0], two.quantiles[1]);
  const double density = (high.p - low.p) / (high.x - low.x);
  return make_uniform({low.x - low.p / density, high.x + (1 - high.p) / density});
}

} // namespace

Family uniform() {
  return {.name = "uniform",
          .says = "Every value from min to max is as likely as any other.",
          .ways = {{{"min", "max"}, make_uniform}},
          .anchors = 2,
          .from_anchors = fit_uniform};
}

} // namespace casus::distribution
