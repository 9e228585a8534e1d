#pragma once

#include <memory>

namespace casus::distribution {

/// A distribution whose arguments are settled. Immutable.
class Shape {
public:
  virtual ~Shape() = default;
  virtual double quantile(double u) const = 0;
  virtual double lowest() const = 0;
  virtual double highest() const = 0;
  virtual bool is_discrete() const { return false; }
};

using ShapePointer = std::shared_ptr<const Shape>;

} // namespace casus::distribution
