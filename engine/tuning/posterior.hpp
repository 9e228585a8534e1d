#pragma once

#include "casus/tune.hpp"
#include "tuning/surrogate.hpp"

namespace casus::tuning {

/// What is believed of the scores after the targets: Laplace's approximation at the maximum, a normal
/// distribution whose precision is the prior's (1) plus the Fisher information (MacKay 2003, ch. 27).
class Posterior {
public:
  Posterior(const Eigen::VectorXd& scores, const Eigen::MatrixXd& information);

  double mean(std::size_t number) const { return scores_(static_cast<Eigen::Index>(number)); }
  double sd(std::size_t number) const;
  double correlation(std::size_t first, std::size_t second) const;

  /// Numbers that stand in one another's way: closely correlated, and each known well if the other were.
  std::vector<Entangled> entangled() const;
  std::vector<Direction> directions() const;

private:
  Eigen::VectorXd scores_;
  Eigen::MatrixXd information_;
  Eigen::MatrixXd covariance_;
};

/// The targets that are clearly missed at the minimum of a surrogate, and with which others each would be met
/// better if these had not been given.
std::vector<Contradiction> contradictions(const std::vector<Target>& targets, const Surrogate& surrogate);

} // namespace casus::tuning
