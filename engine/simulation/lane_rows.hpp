#pragma once

#include "formula/ids.hpp"
#include "simulation/eigen_index.hpp"

#include <Eigen/Core>

namespace casus::simulation {

/// A matrix with a row for each quantity and a column for each lane. Lanes are padded to whole vectors.
template <typename Number>
using LaneArray = Eigen::Array<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Rows = LaneArray<double>;

/// Such rows, which ids look into.
template <typename Key, typename Number>
class LaneRows : public LaneArray<Number> {
public:
  LaneRows() = default;
  LaneRows(std::size_t things, std::size_t lanes) : Array(eigen_index(things), eigen_index(lanes)) {}

  Number& operator()(Key id, std::size_t lane) {
    return Array::operator()(eigen_index(id.number()), eigen_index(lane));
  }
  const Number& operator()(Key id, std::size_t lane) const {
    return Array::operator()(eigen_index(id.number()), eigen_index(lane));
  }
  auto row(Key id) { return Array::row(eigen_index(id.number())); }
  auto row(Key id) const { return Array::row(eigen_index(id.number())); }
  /// The distance from one row to the next.
  std::size_t stride() const { return static_cast<std::size_t>(this->cols()); }

private:
  using Array = LaneArray<Number>;
};

} // namespace casus::simulation
