#pragma once

#include "kernels/kernels.hpp"
#include "simulation/drivers/transition.hpp"

#include <functional>
#include <vector>

namespace casus::simulation {

/// Functions of time on [0, length], tabulated to full precision by Chebyshev polynomials on as many pieces
/// as they need (Trefethen 2013, ch. 3 and 4).
class Tabulation {
public:
  /// Values of all functions at a time.
  using Functions = std::function<Eigen::VectorXd(double)>;

  /// Errors are those of rounding, relative to the greatest number met or, if that is more, to `least` of
  /// each function.
  Tabulation(const Functions& functions, const Eigen::VectorXd& least, double length);

  /// The integral of each function from 0 on, tabulated.
  Tabulation integral() const;
  Eigen::VectorXd at(double time) const;
  Eigen::VectorXd at_end() const;

  /// Some of the functions side by side, for the kernels, in the order given.
  kernels::Fade fade(const std::vector<Eigen::Index>& functions);

private:
  struct Piece {
    double begin = 0;
    double end = 0;
    Eigen::MatrixXd coefficients; ///< [function][degree]
  };

  Tabulation(std::vector<Piece> pieces, Eigen::VectorXd scales)
      : pieces_(std::move(pieces)), scales_(std::move(scales)) {}
  void add(const Functions& functions, double begin, double end, int depth);

  std::vector<Piece> pieces_;
  Eigen::VectorXd scales_;                               ///< of each function
  std::vector<std::vector<double>> numbers_;             ///< to which the fades point
  std::vector<std::vector<kernels::FadePiece>> kernels_; ///< likewise
};

/// What becomes of drivers that nothing disturbs: F(u) = exp(drift u) and c(u), the integral of F constant,
/// over the time u that is left of a step or has passed in it.
class Flow {
public:
  /// `reached` and `leaders` of each member, as in the plan.
  struct Ways {
    std::vector<std::vector<std::size_t>> reached;
    std::vector<std::vector<std::size_t>> leaders;
  };

  Flow(const LinearSde& sde, const LawSeries& series, double length, const Ways& ways);
  Flow(const Flow&) = delete; ///< its parts point to one another
  Flow& operator=(const Flow&) = delete;

  Eigen::MatrixXd propagator(double time) const; ///< F
  /// Column i of F, of the members that it reaches: what becomes of a jolt of member i.
  const kernels::Fade& jolt(std::size_t member) const { return jolts_[member]; }
  /// The same column of the integral of F from 0 on.
  const kernels::Fade& jolt_integral(std::size_t member) const { return jolt_integrals_[member]; }
  /// Row i of F, of its leaders, and c last: what a member comes to.
  const kernels::Fade& value(std::size_t member) const { return values_[member]; }

  /// (1/h) int_0^h F dv, h being the length.
  const Eigen::MatrixXd& mean_propagator() const { return mean_propagator_; }
  /// (1/h) int_0^h c dv.
  const Eigen::VectorXd& mean_shift() const { return mean_shift_; }
  /// (2/h^2) int_0^h (h - v) F(v) dv: what a jolt at a moment drawn uniformly adds to the mean of what is
  /// left of the step, times the share of the step that is left on average.
  const Eigen::MatrixXd& mean_jolt() const { return mean_jolt_; }

private:
  Influence influence_;
  Tabulation functions_; ///< entries of F, then c
  Tabulation integrals_;
  std::vector<kernels::Fade> jolts_, jolt_integrals_, values_;
  Eigen::MatrixXd mean_propagator_, mean_jolt_;
  Eigen::VectorXd mean_shift_;
};

} // namespace casus::simulation
