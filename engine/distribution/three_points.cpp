// Three anchors x1 < x2 < x3 of a family min + (max - min) Z(mode), where Z lies on [0, 1] and depends only
// on the place c of its mode there. The ratio (x2 - x1) / (x3 - x1) does not depend on min and max, so c is
// the root of
//
//   (z2(c) - z1(c)) - ratio (z3(c) - z1(c)) = 0,   zi(c) the anchor on [0, 1]: the quantile of pi, or c for
//   the mode
//
// and min and max follow. It is looked for between the points of a grid, since it may have several roots, or
// a whole interval of them: all quantiles on one slope of a triangle tell nothing of the other slope, and
// min, p05 and the mode fit one distribution with a near and one with a far max.

#include "distribution/three_points.hpp"

#include "distribution/require.hpp"
#include "distribution/root.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace casus::distribution {

namespace {

struct Anchor {
  double x;
  std::function<double(double)> on_unit; ///< its place on [0, 1] by the place of the mode
};

std::vector<Anchor> ascending(const Anchors& three, UnitQuantile unit_quantile) {
  std::vector<Anchor> anchors;
  for (const auto [p, x] : three.quantiles)
    anchors.push_back({x, [=, p = p](double mode) { return p == 0 || p == 1 ? p : unit_quantile(mode, p); }});
  if (three.mode) anchors.push_back({*three.mode, [](double mode) { return mode; }});
  std::sort(anchors.begin(), anchors.end(), [](const Anchor& a, const Anchor& b) { return a.x < b.x; });
  return anchors;
}

/// All places on [0, 1] where the function is found to be zero.
template <typename F>
std::vector<double> zeros_of(F f) {
  constexpr int cells = 40;
  constexpr double rounding = 1e-12;
  std::vector<double> zeros;
  double last = 0;
  for (int i = 0; i <= cells; ++i) {
    const double c = static_cast<double>(i) / cells;
    const double exact = f(c);
    const double value = std::abs(exact) < rounding ? 0 : exact;
    if (value == 0) zeros.push_back(c);
    if (value * last < 0) zeros.push_back(root_between(f, c - 1.0 / cells, c).value_or(c));
    last = value;
  }
  return zeros;
}

} // namespace

Peak peak_through(const Anchors& three, UnitQuantile unit_quantile) {
  const std::vector<Anchor> anchors = ascending(three, unit_quantile);
  const double ratio = (anchors[1].x - anchors[0].x) / (anchors[2].x - anchors[0].x);
  const std::vector<double> modes = zeros_of([&](double c) {
    const double first = anchors[0].on_unit(c);
    return (anchors[1].on_unit(c) - first) - ratio * (anchors[2].on_unit(c) - first);
  });
  require(!modes.empty(),
          "no distribution of this family has these quantiles (they are too lopsided, or the mode is "
          "too far from them): use another family");
  require(modes.size() == 1,
          "these quantiles leave the distribution open (several have them): give some on both "
          "sides of the mode, or the mode with both ends");
  const double mode = modes.front();
  const double first = anchors[0].on_unit(mode);
  const double range = (anchors[2].x - anchors[0].x) / (anchors[2].on_unit(mode) - first);
  const double min = anchors[0].x - range * first;
  return {min, min + range * mode, min + range};
}

void require_peak(const Peak& peak) {
  const auto [min, mode, max] = peak;
  require_range(min, max);
  require(min <= mode && mode <= max,
          "the mode " + text_of(mode) + " lies outside [" + text_of(min) + ", " + text_of(max) + "]");
}

} // namespace casus::distribution
