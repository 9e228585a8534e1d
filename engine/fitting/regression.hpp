#pragma once

#include "fitting/exposure.hpp"

#include <string>
#include <vector>

namespace casus::fitting {

/// Why a weight cannot be told from an exposure.
struct Undetermined {
  enum class Reason { constant, collinear, separated };
  Reason reason = Reason::constant;
  std::vector<Eigen::Index> others{}; ///< terms of which it is a combination
  bool towards_high = false;          ///< of a separated one: events came only where it was high
};

/// The greatest log-likelihood of an exposure over log rate and weights, in which it is concave.
struct Regression {
  Eigen::VectorXd coefficients{};                          ///< log rate, then the weight of each term
  std::vector<std::optional<Undetermined>> undetermined{}; ///< of each term, which is then held as it was
  std::vector<Eigen::Index> free{};                        ///< coefficients that were fitted
  Eigen::MatrixXd covariance{}; ///< of the free ones: the inverse of the observed information
  double log_likelihood = 0;
};

/// Log-likelihood, its gradient and the information (its negative Hessian), with respect to all
/// coefficients.
struct Derivatives {
  double value = 0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;
};
Derivatives derivatives_at(const Exposure& exposure, const Eigen::VectorXd& coefficients);

/// Maximises by Newton's method over the terms that are not left out (those have weight 0). Weights that the
/// exposure does not determine are held at `before`. The exposure must have an event.
Regression regress(const Exposure& exposure, const Eigen::VectorXd& before,
                   const std::vector<bool>& left_out);

} // namespace casus::fitting
