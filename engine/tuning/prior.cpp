#include "tuning/prior.hpp"

#include "distribution/normal.hpp"
#include "scenario/number_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace casus::tuning {
namespace {

/// A number above zero may be half or twice as large at one standard deviation.
constexpr double spread_of_factor = std::numbers::ln2;
constexpr double spread_of_log_odds = std::numbers::ln2;
/// A weight may be off by half of itself, and a small one by this.
constexpr double share_of_sum = 0.5;
constexpr double least_sum = 0.25;

/// Scores beyond this are held: a distribution's tail is no more than rounding there.
constexpr double greatest_score = 8;

/// Whether the numbers of a kind have an end at 0 and no other.
bool is_above_zero(NumberKind kind) {
  const scenario::Bounds bounds = scenario::row_of(kind).bounds;
  return bounds.low == 0 && !std::isfinite(bounds.high);
}

double share_below(double score) {
  return distribution::normal_share(std::clamp(score, -greatest_score, greatest_score));
}

distribution::Variate variate_of(const Distribution& distribution) {
  distribution::Variate variate(distribution);
  if (variate.is_discrete())
    throw std::invalid_argument("has a discrete distribution (there is nothing between its values)");
  return variate;
}

} // namespace

Prior::Prior(const NumberEntry& number) {
  if (!number.value) throw std::invalid_argument("is a formula (make a parameter of the number in it)");
  if (!number.is_settable())
    throw std::invalid_argument(
        "stands in a list, which an overlay can only replace (make a parameter of it)");
  centre_ = *number.value;
  if (number.distribution) {
    shape_ = Shape::quantiles;
    variate_ = variate_of(*number.distribution);
    words_ = fmt::format("its own distribution ({})", number.distribution->family);
  } else if (number.kind == NumberKind::probability && centre_ > 0 && centre_ < 1) {
    shape_ = Shape::log_odds;
    spread_ = spread_of_log_odds;
    words_ = "by default: odds half or twice as high at one standard deviation";
  } else if (is_above_zero(number.kind) && centre_ > 0) {
    shape_ = Shape::factor;
    spread_ = spread_of_factor;
    words_ = "by default: half or twice as large at one standard deviation";
  } else if (is_above_zero(number.kind) || number.kind == NumberKind::probability) {
    throw std::invalid_argument(
        fmt::format("is {} (what is certain is not tuned): give it another value", number.written(centre_)));
  } else {
    shape_ = Shape::sum;
    spread_ = std::max(share_of_sum * std::abs(centre_), least_sum * number.unit_size);
    words_ = fmt::format("by default: normal with standard deviation {}", number.written(spread_));
  }
}

double Prior::value(double score) const {
  switch (shape_) {
  case Shape::quantiles:
    return variate_->quantile(share_below(score));
  case Shape::factor:
    return centre_ * std::exp(spread_ * score);
  case Shape::log_odds:
    return 1 / (1 + (1 - centre_) / centre_ * std::exp(-spread_ * score));
  case Shape::sum:
    break;
  }
  return centre_ + spread_ * score;
}

double Prior::slope(double score) const {
  // The difference is central: its error is a share of step squared, far below that of any derivative by
  // Monte Carlo.
  constexpr double step = 1e-3;
  return (value(score + step) - value(score - step)) / (2 * step);
}

} // namespace casus::tuning
