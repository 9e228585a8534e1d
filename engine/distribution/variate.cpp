// What the arguments mean is found here; what a family makes of them stands with the family.

#include "distribution/variate.hpp"

#include "distribution/families.hpp"
#include "distribution/require.hpp"

#include <algorithm>
#include <cmath>

namespace casus::distribution {

namespace {

/// A distribution must come this near to the quantiles that it was made of.
constexpr double tolerance = 1e-9;

/// The least and the greatest value of a uniform number of 53 bits.
constexpr double least_u = 0x1p-54, greatest_u = 1 - 0x1p-53;

/// Joins names for a message: `a`, `a and b`, `a, b and c`.
template <typename Names>
std::string listed(const Names& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + std::string(names[i]);
  return text;
}

std::vector<std::string> names_of(const std::vector<NamedValue>& arguments) {
  std::vector<std::string> names;
  for (const auto& argument : arguments) names.push_back(argument.first);
  return names;
}

std::string usage_of_anchors(const Family& family) {
  switch (family.anchors) {
  case 0:
    return "";
  case 1:
    return ", or a quantile such as p50";
  case 2:
    return ", or two quantiles such as p05 and p95";
  default:
    return ", or any three of quantiles such as p05, min, mode and max";
  }
}

std::string usage(const Family& family) {
  std::string text = std::string(family.name) + " takes ";
  for (const Way& way : family.ways)
    text += (&way == &family.ways.front() ? "" : ", or ") + listed(way.arguments);
  return text + usage_of_anchors(family);
}

/// The values in the order of a way's arguments; none if the names differ from these.
std::optional<std::vector<double>> values_for(const Way& way, const std::vector<NamedValue>& arguments) {
  if (arguments.size() != way.arguments.size()) return std::nullopt;
  std::vector<double> values;
  for (const std::string_view wanted : way.arguments) {
    const auto found = std::find_if(arguments.begin(), arguments.end(),
                                    [&](const NamedValue& argument) { return argument.first == wanted; });
    if (found == arguments.end()) return std::nullopt;
    values.push_back(found->second);
  }
  return values;
}

/// Whether the family can be made of these anchors: one or two inner quantiles, or three of anything.
bool suit(const Anchors& anchors, const Family& family) {
  const bool has_end =
      std::any_of(anchors.quantiles.begin(), anchors.quantiles.end(),
                  [](const Quantile& quantile) { return quantile.p == 0 || quantile.p == 1; });
  if (family.anchors < 3 && (anchors.mode || has_end)) return false;
  const std::size_t count = anchors.quantiles.size() + (anchors.mode ? 1 : 0);
  return count > 0 && count == family.anchors;
}

double quantile_of(const Shape& shape, double p) {
  return p == 0 ? shape.lowest() : p == 1 ? shape.highest() : shape.quantile(p);
}

void require_met(const Anchors& anchors, const Shape& shape) {
  const double spread = anchors.quantiles.back().x - anchors.quantiles.front().x;
  for (const auto [p, x] : anchors.quantiles) {
    const double miss = std::abs(quantile_of(shape, p) - x);
    require(miss <= tolerance * std::max(std::abs(x), spread),
            "these quantiles do not determine the distribution well enough (it meets " + text_of(x) +
                " only to within " + text_of(miss) + "): use another family or less extreme quantiles");
  }
}

ShapePointer shape_of(const Family& family, const std::vector<NamedValue>& arguments) {
  if (family.lists_values()) return family.from_pairs(arguments);
  for (const Way& way : family.ways)
    if (const auto values = values_for(way, arguments)) return way.make(*values);
  const auto anchors = read_anchors(arguments);
  require(anchors && suit(*anchors, family),
          usage(family) + ", not " + (arguments.empty() ? "nothing" : listed(names_of(arguments))));
  require_increasing(*anchors);
  ShapePointer shape = family.from_anchors(*anchors);
  require_met(*anchors, *shape);
  return shape;
}

std::vector<NamedValue> values_of(const std::vector<Argument>& constants) {
  std::vector<NamedValue> values;
  for (const Argument& argument : constants)
    values.emplace_back(argument.name, argument.value.expression.value);
  return values;
}

} // namespace

Variate::Variate(const Distribution& distribution)
    : Variate(distribution.family, values_of(distribution.arguments)) {}

Variate::Variate(std::string_view family, const std::vector<NamedValue>& arguments) {
  const Family* row = family_named(family);
  require(row != nullptr, "there is no distribution '" + std::string(family) + "'");
  for (const auto& [name, value] : arguments) require(std::isfinite(value), name + " is not a finite number");
  shape_ = shape_of(*row, arguments);
  require(std::isfinite(quantile(least_u)) && std::isfinite(quantile(greatest_u)),
          "the distribution reaches beyond the numbers that a computer holds: check its arguments");
}

double Variate::quantile(double u) const { return shape_->quantile(std::clamp(u, least_u, greatest_u)); }

namespace {

/// The least u, but for rounding, whose quantile is not below the value.
double share_below(const Variate& variate, double value) {
  double low = least_u, high = greatest_u;
  while (true) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    (variate.quantile(middle) < value ? low : high) = middle;
  }
}

} // namespace

double Variate::density(double value) const {
  if (!(value >= lowest() && value <= highest())) return 0;
  const double u = share_below(*this, value);
  if (is_discrete()) {
    if (std::abs(quantile(u) - value) > tolerance * std::max(1.0, std::abs(value))) return 0;
    return share_below(*this, std::nextafter(quantile(u), highest() + 1)) - u;
  }
  // du / dx by a difference about u that is fine for its distance from the ends.
  const double by = 1e-4 * std::min(u, 1 - u);
  const auto slope = [&](double h) { return (quantile(u + h) - quantile(u - h)) / (2 * h); };
  const double dx = (4 * slope(by / 2) - slope(by)) / 3;
  return dx > 0 ? 1 / dx : 0;
}

double Variate::lowest() const { return shape_->lowest(); }

double Variate::highest() const { return shape_->highest(); }

bool Variate::is_discrete() const { return shape_->is_discrete(); }

} // namespace casus::distribution
