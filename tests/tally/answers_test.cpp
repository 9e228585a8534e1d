#include "tally/answers.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;
using tally::CoMoments;

namespace {

/// Three numbers a column, the last of which lie far from zero.
simulation::Rows numbers(Eigen::Index count) {
  simulation::Rows rows(3, count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const auto x = static_cast<double>(i);
    rows.col(i) << static_cast<double>(i % 3 == 0), std::sin(x), 1e6 + std::cos(3 * x) + 0.5 * std::sin(x);
  }
  return rows;
}

} // namespace

TEST_CASE("Products of deviations are those of two passes, however the numbers are parted") {
  const simulation::Rows all = numbers(600);
  const Eigen::VectorXd mean = all.rowwise().mean();
  const Eigen::MatrixXd deviations = (all.colwise() - mean.array()).matrix();
  const Eigen::MatrixXd expected = deviations * deviations.transpose();
  CoMoments parted, other;
  parted.clear(3);
  other.clear(3);
  parted.add(all.leftCols(1));
  parted.add(all.middleCols(1, 127));
  other.add(all.middleCols(128, 100));
  other.add(all.rightCols(372));
  parted.merge(other);
  CHECK(parted.count == 600);
  CHECK((parted.products - expected).cwiseAbs().maxCoeff() < 1e-7);
  CHECK(parted.sums(0) == 200);
}

TEST_CASE("Numbers that do not vary have products of exactly zero") {
  CoMoments moments;
  moments.clear(2);
  for (int block = 0; block < 3; ++block) moments.add(simulation::Rows::Constant(2, 100, 1));
  CHECK(moments.products.isZero(0));
  CoMoments none;
  none.clear(2);
  moments.merge(none);
  CHECK(moments.count == 300);
}
