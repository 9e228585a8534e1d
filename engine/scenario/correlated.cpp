#include "scenario/correlated.hpp"

#include <boost/pending/disjoint_sets.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace casus::scenario {
namespace {

/// A pivot nearer to 0 than this is taken for rounding, in a matrix of the largest size.
constexpr double smallest_pivot = 1e-12;

} // namespace

std::vector<CorrelatedGroup> correlated_groups(const std::vector<Correlation>& correlations,
                                               std::size_t count) {
  std::vector<std::size_t> rank(count), parent(count);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  boost::disjoint_sets<std::size_t*, std::size_t*> sets(rank.data(), parent.data());
  for (const Correlation& correlation : correlations)
    sets.union_set(static_cast<std::size_t>(correlation.first), static_cast<std::size_t>(correlation.second));
  std::map<std::size_t, CorrelatedGroup> groups;
  for (std::size_t member = 0; member < count; ++member)
    groups[sets.find_set(member)].members.push_back(static_cast<int>(member));
  for (const Correlation& correlation : correlations)
    groups[sets.find_set(static_cast<std::size_t>(correlation.first))].correlations.push_back(&correlation);
  std::vector<CorrelatedGroup> result;
  for (auto& [root, group] : groups)
    if (!group.correlations.empty()) result.push_back(std::move(group));
  return result;
}

Eigen::MatrixXd matrix_of(const CorrelatedGroup& group) {
  const auto row = [&](int member) {
    return std::find(group.members.begin(), group.members.end(), member) - group.members.begin();
  };
  const auto size = static_cast<Eigen::Index>(group.members.size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
  for (const Correlation* correlation : group.correlations) {
    const auto i = row(correlation->first), j = row(correlation->second);
    matrix(i, j) = matrix(j, i) = correlation->value.expression.value;
  }
  return matrix;
}

/// Column by column. Where a pivot is 0, all of a positive semidefinite matrix that is left in its column is
/// 0 too (Higham 2002, sec. 10.3).
std::optional<Eigen::MatrixXd> semidefinite_factor(const Eigen::MatrixXd& matrix) {
  const Eigen::Index size = matrix.rows();
  Eigen::MatrixXd left = matrix, factor = Eigen::MatrixXd::Zero(size, size);
  for (Eigen::Index k = 0; k < size; ++k) {
    const Eigen::Index after = size - k;
    const double pivot = left(k, k);
    if (pivot < -smallest_pivot) return std::nullopt;
    if (pivot <= smallest_pivot) {
      if (left.col(k).tail(after).cwiseAbs().maxCoeff() > std::sqrt(smallest_pivot)) return std::nullopt;
      continue;
    }
    factor.col(k).tail(after) = left.col(k).tail(after) / std::sqrt(pivot);
    left.bottomRightCorner(after, after) -= factor.col(k).tail(after) * factor.col(k).tail(after).transpose();
  }
  return factor;
}

} // namespace casus::scenario
