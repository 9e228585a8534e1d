// A piece that so many points do not pin down is halved: where drivers forget within a small part of the
// step, the pieces crowd at its beginning.

#include "simulation/drivers/flow.hpp"

#include "simulation/eigen_index.hpp"

#include <algorithm>
#include <boost/math/special_functions/cos_pi.hpp>
#include <cmath>
#include <limits>

namespace casus::simulation {
namespace {

constexpr Eigen::Index points = 16;
/// Coefficients below this share of the greatest are rounding.
constexpr double negligible = 2e-16;
/// The last coefficients may be so large a share where the functions themselves are rounded.
constexpr double small = 1e-14;
/// Pieces are halved no more often than this, and there are no more than so many: the first is then shorter
/// than any moment can be told.
constexpr int greatest_depth = 48;
constexpr std::size_t most_pieces = 256;

/// The Chebyshev polynomial of a degree at a point, without loss of digits.
double polynomial(Eigen::Index degree, Eigen::Index k) {
  return boost::math::cos_pi(static_cast<double>(degree * (2 * k + 1)) / static_cast<double>(2 * points));
}
double point(Eigen::Index k) { return polynomial(1, k); }

/// The matrix that turns values at the points into coefficients of Chebyshev polynomials: a discrete cosine
/// transform.
const Eigen::MatrixXd& transform() {
  static const Eigen::MatrixXd matrix = [] {
    Eigen::MatrixXd cosines(points, points);
    for (Eigen::Index k = 0; k < points; ++k)
      for (Eigen::Index degree = 0; degree < points; ++degree)
        cosines(k, degree) = polynomial(degree, k) * (degree == 0 ? 1.0 : 2.0) / static_cast<double>(points);
    return cosines;
  }();
  return matrix;
}

/// The greatest coefficient, as a share of its function's scale.
double share_of(const Eigen::Ref<const Eigen::MatrixXd>& coefficients, const Eigen::VectorXd& scales) {
  return coefficients.cwiseAbs().rowwise().maxCoeff().cwiseQuotient(scales).maxCoeff();
}

/// How many coefficients of a function are more than rounding.
Eigen::Index degrees_of(const Eigen::MatrixXd& coefficients, Eigen::Index function, double scale) {
  Eigen::Index degrees = coefficients.cols();
  while (degrees > 1 && std::abs(coefficients(function, degrees - 1)) < negligible * scale) --degrees;
  return degrees;
}

/// The matrix that turns coefficients of Chebyshev polynomials into those of powers. On a piece the functions
/// are so smooth that this loses no digits.
Eigen::MatrixXd powers_of_chebyshev() {
  Eigen::MatrixXd powers = Eigen::MatrixXd::Zero(points + 1, points + 1); // [polynomial][power]
  powers(0, 0) = powers(1, 1) = 1;
  for (Eigen::Index degree = 2; degree <= points; ++degree) {
    powers.row(degree).tail(points) = 2 * powers.row(degree - 1).head(points);
    powers.row(degree) -= powers.row(degree - 2);
  }
  return powers;
}

/// The least scale of each function: of what is left of a jolt, and of what drivers come to by themselves if
/// nothing holds them.
Eigen::VectorXd least_scales(const LinearSde& sde, const LawSeries& series, double length) {
  const Eigen::VectorXd jolts = series.scales();
  const Eigen::VectorXd most = series.influence().applied(jolts, sde.constant.cwiseAbs()) * length;
  Eigen::VectorXd scales(jolts.size() + most.size());
  scales << jolts, (most.array() > 0).select(most, 1.0);
  return scales;
}

} // namespace

Tabulation::Tabulation(const Functions& functions, const Eigen::VectorXd& least, double length)
    : scales_(least.cwiseMax(functions(length).cwiseAbs())) {
  add(functions, 0, length, 0);
}

void Tabulation::add(const Functions& functions, double begin, double end, int depth) {
  const double centre = (begin + end) / 2, radius = (end - begin) / 2;
  Eigen::MatrixXd values;
  for (Eigen::Index k = 0; k < points; ++k) {
    const Eigen::VectorXd at = functions(centre + radius * point(k));
    if (k == 0) values.resize(at.size(), points);
    values.col(k) = at;
  }
  Eigen::MatrixXd coefficients = values * transform();
  scales_ = scales_.cwiseMax(values.cwiseAbs().rowwise().maxCoeff());
  const double rest = share_of(coefficients.rightCols(2), scales_);
  if (rest > small && depth < greatest_depth && pieces_.size() < most_pieces) {
    add(functions, begin, centre, depth + 1);
    add(functions, centre, end, depth + 1);
    return;
  }
  Eigen::Index degrees = 1;
  for (Eigen::Index f = 0; f < coefficients.rows(); ++f)
    degrees = std::max(degrees, degrees_of(coefficients, f, scales_(f)));
  pieces_.push_back({begin, end, coefficients.leftCols(degrees)});
}

Tabulation Tabulation::integral() const {
  std::vector<Piece> pieces;
  Eigen::VectorXd before = Eigen::VectorXd::Zero(pieces_[0].coefficients.rows());
  for (const Piece& piece : pieces_) {
    const Eigen::MatrixXd& c = piece.coefficients;
    const Eigen::Index degrees = c.cols();
    const double radius = (piece.end - piece.begin) / 2;
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(c.rows(), degrees + 1);
    for (Eigen::Index k = 1; k <= degrees; ++k) {
      sums.col(k) = c.col(k - 1) * (k == 1 ? 2 : 1);
      if (k + 1 < degrees) sums.col(k) -= c.col(k + 1);
      sums.col(k) *= radius / (2 * static_cast<double>(k));
    }
    Eigen::VectorXd at_begin = Eigen::VectorXd::Zero(c.rows());
    for (Eigen::Index k = 1; k <= degrees; ++k) at_begin += sums.col(k) * (k % 2 == 0 ? 1 : -1);
    sums.col(0) = before - at_begin;
    before = sums.rowwise().sum();
    pieces.push_back({piece.begin, piece.end, std::move(sums)});
  }
  return Tabulation(std::move(pieces), scales_ * pieces_.back().end);
}

/// The sum of a Chebyshev series is computed by Clenshaw's recurrence (1955).
Eigen::VectorXd Tabulation::at(double time) const {
  const auto piece = std::find_if(pieces_.begin(), pieces_.end() - 1,
                                  [time](const Piece& each) { return time <= each.end; });
  const double x = (2 * time - piece->begin - piece->end) / (piece->end - piece->begin);
  const Eigen::MatrixXd& c = piece->coefficients;
  Eigen::VectorXd last = Eigen::VectorXd::Zero(c.rows()), before = last;
  for (Eigen::Index degree = c.cols() - 1; degree > 0; --degree) {
    const Eigen::VectorXd next = c.col(degree) + 2 * x * last - before;
    before = last;
    last = next;
  }
  return c.col(0) + x * last - before;
}

Eigen::VectorXd Tabulation::at_end() const { return pieces_.back().coefficients.rowwise().sum(); }

kernels::Fade Tabulation::fade(const std::vector<Eigen::Index>& functions) {
  const std::size_t count = functions.size();
  static const Eigen::MatrixXd powers = powers_of_chebyshev();
  auto& of_kernels = kernels_.emplace_back();
  for (const Piece& piece : pieces_) {
    Eigen::Index degrees = 1;
    for (const Eigen::Index f : functions)
      degrees = std::max(degrees, degrees_of(piece.coefficients, f, scales_(f)));
    const auto terms = static_cast<std::size_t>(degrees);
    auto& numbers = numbers_.emplace_back(terms * count + kernels::lane_multiple);
    for (std::size_t f = 0; f < count; ++f)
      for (Eigen::Index power = 0; power < degrees; ++power) {
        double sum = 0;
        for (Eigen::Index degree = power; degree < degrees; degree += 2) // the others have none of it
          sum += piece.coefficients(functions[f], degree) * powers(degree, power);
        numbers[static_cast<std::size_t>(degrees - 1 - power) * count + f] = sum;
      }
    of_kernels.push_back(
        {piece.end, (piece.begin + piece.end) / 2, 2 / (piece.end - piece.begin), terms, numbers.data()});
  }
  return {of_kernels.front(), of_kernels.data() + 1, of_kernels.size() - 1, count};
}

Flow::Flow(const LinearSde& sde, const LawSeries& series, double length, const Ways& ways)
    : influence_(series.influence()), functions_([&series](double time) { return series.motion(time); },
                                                 least_scales(sde, series, length), length),
      integrals_(functions_.integral()) {
  for (std::size_t member = 0; member < ways.reached.size(); ++member) {
    const Eigen::Index i = eigen_index(member);
    std::vector<Eigen::Index> column, row;
    for (const std::size_t reached : ways.reached[member])
      column.push_back(influence_.entry(eigen_index(reached), i));
    for (const std::size_t leader : ways.leaders[member])
      row.push_back(influence_.entry(i, eigen_index(leader)));
    row.push_back(influence_.size() + i);
    jolts_.push_back(functions_.fade(column));
    jolt_integrals_.push_back(integrals_.fade(column));
    values_.push_back(functions_.fade(row));
  }
  const Eigen::VectorXd means = integrals_.at_end() / length;
  mean_propagator_ = influence_.matrix_of(means.head(influence_.size()));
  mean_shift_ = means.tail(influence_.members());
  const Eigen::VectorXd twice = integrals_.integral().at_end() * (2 / (length * length));
  mean_jolt_ = influence_.matrix_of(twice.head(influence_.size()));
}

Eigen::MatrixXd Flow::propagator(double time) const {
  return influence_.matrix_of(functions_.at(time).head(influence_.size()));
}

} // namespace casus::simulation
