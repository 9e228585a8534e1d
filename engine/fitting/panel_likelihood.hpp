#pragma once

#include "fitting/ladder_model.hpp"

namespace casus::fitting {

/// Log-likelihood of a panel, with its gradient and the expected information (Kalbfleisch and Lawless 1985)
/// with respect to the logarithms of rates and the weights.
struct PanelDerivatives {
  double value = 0; ///< minus infinity where an observation cannot be
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information;
};

/// Computes them exactly: products of matrix exponentials of the generators, and their derivatives by the
/// exponential of [[Q, dQ], [0, Q]] (Van Loan 1978; Najfeld and Havel 1995).
PanelDerivatives panel_derivatives(const LadderModel& model, const Panel& panel,
                                   const Eigen::VectorXd& numbers);

} // namespace casus::fitting
