// What the arguments mean is found here; what a family makes of them stands with the family.

#include "distribution/variate.hpp"

#include "distribution/families.hpp"
#include "distribution/require.hpp"

#include <algorithm>
#include <cmath>

namespace casus::distribution {

namespace {

/// How near a distribution must come to the quantiles it was made of.
constexpr double tolerance = 1e-9;

/// The ends of what a uniform number of 53 bits can be.
constexpr double least_u = 0x1p-54, greatest_u = 1 - 0x1p-53;

/// `a`, `a and b`, `a, b and c`.
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

std::string usage(const FamilyEntry& entry) {
  std::string text = std::string(entry.name) + " takes ";
  for (const Way& way : entry.ways) text += listed(way.arguments) + ", or ";
  return text + (entry.anchors == 2 ? "two quantiles such as p05 and p95"
                                    : "any three of quantiles such as p05, min, mode and max");
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

/// Whether the family can be made of these anchors: two inner quantiles, or three of anything.
bool suit(const Anchors& anchors, const FamilyEntry& entry) {
  const bool has_end =
      std::any_of(anchors.quantiles.begin(), anchors.quantiles.end(),
                  [](const Quantile& quantile) { return quantile.p == 0 || quantile.p == 1; });
  if (entry.anchors == 2) return anchors.quantiles.size() == 2 && !anchors.mode && !has_end;
  return anchors.quantiles.size() + (anchors.mode ? 1 : 0) == entry.anchors;
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

ShapePointer shape_of(const FamilyEntry& entry, const std::vector<NamedValue>& arguments) {
  if (entry.ways.empty()) return make_discrete(arguments);
  for (const Way& way : entry.ways)
    if (const auto values = values_for(way, arguments)) return way.make(*values);
  const auto anchors = read_anchors(arguments);
  require(anchors && suit(*anchors, entry),
          usage(entry) + ", not " + (arguments.empty() ? "nothing" : listed(names_of(arguments))));
  require_increasing(*anchors);
  ShapePointer shape = entry.from_anchors(*anchors);
  require_met(*anchors, *shape);
  return shape;
}

} // namespace

std::optional<Family> family_named(std::string_view name) {
  for (const FamilyEntry& entry : families())
    if (entry.name == name) return entry.family;
  return std::nullopt;
}

std::string_view name_of(Family family) { return entry_of(family).name; }

std::vector<std::string> list_arguments(Family family) {
  const FamilyEntry& entry = entry_of(family);
  if (entry.ways.empty()) return {};
  return {entry.ways.front().arguments.begin(), entry.ways.front().arguments.end()};
}

Variate::Variate(Family family, const std::vector<NamedValue>& arguments) {
  for (const auto& [name, value] : arguments) require(std::isfinite(value), name + " is not a finite number");
  shape_ = shape_of(entry_of(family), arguments);
  require(std::isfinite(quantile(least_u)) && std::isfinite(quantile(greatest_u)),
          "the distribution reaches beyond the numbers that a computer holds: check its arguments");
}

double Variate::quantile(double u) const { return shape_->quantile(std::clamp(u, least_u, greatest_u)); }

double Variate::lowest() const { return shape_->lowest(); }

double Variate::highest() const { return shape_->highest(); }

} // namespace casus::distribution
