// Newton's method on standardised terms: each is centred and scaled by its mean and deviation over the time
// watched, so that the information is well conditioned whatever the terms' units.

#include "fitting/regression.hpp"
#include "simulation/eigen_index.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace casus::fitting {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int most_steps = 200;
/// No step changes an intensity by more than exp of this.
constexpr double longest_step = 5;
/// A column that keeps no more of its square than this, when the others are taken out of it, keeps rounding.
constexpr double independent = 1e-10;
/// An information that is smaller than this share of the events' number stands for a weight that grows for
/// ever.
constexpr double determined = 1e-8;

/// The problem in standardised columns, the first of ones.
struct Standardised {
  MatrixXd columns; ///< [piece][1 + free terms]
  VectorXd offsets; ///< with what is held
  std::vector<Index> terms;
  VectorXd means, deviations; ///< of the free terms
};

struct Solution {
  VectorXd at;
  bool is_found = false; ///< a maximum
};

/// The columns, made orthogonal one by one by the modified Gram-Schmidt process over the time watched.
class Independence {
public:
  explicit Independence(const VectorXd& weights) : weights_(weights) {}

  /// The reason why the column tells nothing that those before it did not, if so.
  std::optional<Undetermined> add(Index term, VectorXd column) {
    const double size = weights_.dot(column.cwiseAbs2());
    column.array() -= weights_.dot(column);
    const double spread = weights_.dot(column.cwiseAbs2());
    if (!(spread > constant * size)) return Undetermined{Undetermined::Reason::constant};
    Undetermined combination{Undetermined::Reason::collinear};
    for (const auto& [other, direction] : basis_) {
      const double share = weights_.dot(direction.cwiseProduct(column));
      column -= share * direction;
      if (share * share > noticeable * spread) combination.others.push_back(other);
    }
    const double left = weights_.dot(column.cwiseAbs2());
    if (left < independent * spread) return combination;
    basis_.emplace_back(term, column / std::sqrt(left));
    return std::nullopt;
  }

private:
  static constexpr double constant = 1e-20;
  static constexpr double noticeable = 1e-6;

  const VectorXd& weights_;
  std::vector<std::pair<Index, VectorXd>> basis_; ///< orthonormal
};

/// The weight of each piece: its time, and next to nothing for an event at which no time has passed.
VectorXd weights_of(const Exposure& exposure) {
  const VectorXd weights = exposure.days + 1e-12 * exposure.events;
  return weights / weights.sum();
}

class Maximiser {
public:
  Maximiser(const Exposure& exposure, const VectorXd& before, const std::vector<bool>& left_out)
      : exposure_(exposure), before_(before), undetermined_(left_out.size()), left_out_(left_out),
        weights_(weights_of(exposure)) {}

  Regression solve() {
    find_combinations();
    for (;;) {
      const Standardised problem = standardised();
      const Solution solution = maximise(problem);
      if (!hold_separated(problem, solution)) return regression(problem, solution.at);
    }
  }

private:
  bool is_free(std::size_t term) const { return !left_out_[term] && !undetermined_[term]; }

  void find_combinations() {
    Independence independence(weights_);
    for (std::size_t t = 0; t < left_out_.size(); ++t)
      if (!left_out_[t])
        undetermined_[t] = independence.add(eigen_index(t), exposure_.terms.col(eigen_index(t)));
  }

  Standardised standardised() const {
    Standardised result;
    result.offsets = exposure_.offsets;
    for (std::size_t t = 0; t < left_out_.size(); ++t) {
      const auto column = eigen_index(t);
      if (is_free(t)) result.terms.push_back(column);
      if (undetermined_[t]) result.offsets += before_(column) * exposure_.terms.col(column);
    }
    const auto count = eigen_index(result.terms.size());
    result.columns = MatrixXd::Ones(exposure_.pieces(), 1 + count);
    result.means.resize(count);
    result.deviations.resize(count);
    for (Index k = 0; k < count; ++k) {
      const VectorXd values = exposure_.terms.col(result.terms[static_cast<std::size_t>(k)]);
      result.means(k) = weights_.dot(values);
      const VectorXd centred = values.array() - result.means(k);
      result.deviations(k) = std::sqrt(weights_.dot(centred.cwiseAbs2()));
      result.columns.col(1 + k) = centred / result.deviations(k);
    }
    return result;
  }

  double log_likelihood(const Standardised& problem, const VectorXd& at) const {
    const VectorXd logs = problem.columns * at + problem.offsets;
    return exposure_.events.dot(logs) - exposure_.days.dot(logs.array().exp().matrix());
  }

  /// The events that are expected in each piece.
  VectorXd expected_at(const Standardised& problem, const VectorXd& at) const {
    const VectorXd logs = problem.columns * at + problem.offsets;
    return exposure_.days.cwiseProduct(logs.array().exp().matrix());
  }

  static MatrixXd information(const Standardised& problem, const VectorXd& expected) {
    return problem.columns.transpose() * expected.asDiagonal() * problem.columns;
  }

  Solution maximise(const Standardised& problem) const {
    double decrement = 0;
    VectorXd at = VectorXd::Zero(problem.columns.cols());
    at(0) = std::log(exposure_.events.sum() / exposure_.days.dot(problem.offsets.array().exp().matrix()));
    double value = log_likelihood(problem, at);
    for (int step = 0; step < most_steps; ++step) {
      const VectorXd expected = expected_at(problem, at);
      const VectorXd gradient = problem.columns.transpose() * (exposure_.events - expected);
      VectorXd move = information(problem, expected).ldlt().solve(gradient);
      if (!move.allFinite()) break;
      decrement = gradient.dot(move);
      if (decrement < 1e-13 * exposure_.events.sum()) {
        at += move;
        break;
      }
      move *= std::min(1.0, longest_step / (problem.columns * move).cwiseAbs().maxCoeff());
      for (double next; !((next = log_likelihood(problem, at + move)) >= value); move /= 2)
        if (move.cwiseAbs().maxCoeff() < 1e-15) return {at, is_small(decrement)};
      at += move;
      value = log_likelihood(problem, at);
    }
    return {at, is_small(decrement)};
  }

  bool is_small(double decrement) const { return decrement < 1e-6 * exposure_.events.sum(); }

  /// Holds the term that goes farthest where the likelihood has no maximum, since it grows in a direction
  /// without information, or for ever. Returns whether that was so.
  bool hold_separated(const Standardised& problem, const Solution& solution) {
    const VectorXd& at = solution.at;
    if (problem.terms.empty()) return false;
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(information(problem, expected_at(problem, at)));
    if (solution.is_found && eigen.eigenvalues()(0) > determined * exposure_.events.sum()) return false;
    const VectorXd direction = solution.is_found ? VectorXd(eigen.eigenvectors().col(0)) : at;
    Index part = 0;
    direction.tail(at.size() - 1).cwiseAbs().maxCoeff(&part);
    const auto term = static_cast<std::size_t>(problem.terms[static_cast<std::size_t>(part)]);
    undetermined_[term] = {Undetermined::Reason::separated, {}, at(1 + part) > 0};
    return true;
  }

  Regression regression(const Standardised& problem, const VectorXd& solution) const {
    Regression result{.coefficients = VectorXd::Zero(1 + exposure_.terms.cols()),
                      .undetermined = undetermined_,
                      .free = {0}};
    result.coefficients(0) = solution(0);
    for (std::size_t t = 0; t < undetermined_.size(); ++t)
      if (undetermined_[t]) result.coefficients(eigen_index(1 + t)) = before_(eigen_index(t));
    for (std::size_t k = 0; k < problem.terms.size(); ++k) {
      const auto part = eigen_index(k);
      const double weight = solution(1 + part) / problem.deviations(part);
      result.coefficients(1 + problem.terms[k]) = weight;
      result.coefficients(0) -= weight * problem.means(part);
      result.free.push_back(1 + problem.terms[k]);
    }
    const Derivatives derivatives = derivatives_at(exposure_, result.coefficients);
    result.log_likelihood = derivatives.value;
    result.covariance = covariance(problem, solution);
    return result;
  }

  /// The information is inverted where it is well conditioned, then brought back to the terms' own units.
  MatrixXd covariance(const Standardised& problem, const VectorXd& at) const {
    const MatrixXd information = this->information(problem, expected_at(problem, at));
    const Index size = information.rows();
    MatrixXd back = MatrixXd::Identity(size, size);
    for (Index k = 1; k < size; ++k) {
      back(k, k) = 1 / problem.deviations(k - 1);
      back(0, k) = -problem.means(k - 1) / problem.deviations(k - 1);
    }
    return back * information.ldlt().solve(MatrixXd::Identity(size, size)) * back.transpose();
  }

  const Exposure& exposure_;
  const VectorXd& before_;
  std::vector<std::optional<Undetermined>> undetermined_;
  const std::vector<bool>& left_out_;
  VectorXd weights_; ///< of the pieces
};

} // namespace

Derivatives derivatives_at(const Exposure& exposure, const VectorXd& coefficients) {
  MatrixXd columns(exposure.pieces(), 1 + exposure.terms.cols());
  columns << VectorXd::Ones(exposure.pieces()), exposure.terms;
  const VectorXd logs = columns * coefficients + exposure.offsets;
  const VectorXd expected = exposure.days.cwiseProduct(logs.array().exp().matrix());
  return {exposure.events.dot(logs) - expected.sum(), columns.transpose() * (exposure.events - expected),
          columns.transpose() * expected.asDiagonal() * columns};
}

Regression regress(const Exposure& exposure, const VectorXd& before, const std::vector<bool>& left_out) {
  return Maximiser(exposure, before, left_out).solve();
}

} // namespace casus::fitting
