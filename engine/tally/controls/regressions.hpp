#pragma once

#include <Eigen/Core>

#include <vector>

namespace casus::tally {

/// Sums over trajectories, or over worlds, of a control x with trials t and answers y: for a regression on x
/// by itself.
struct Regression {
  double x = 0, xx = 0, xy = 0, xt = 0, xxyy = 0, xxyt = 0, xxtt = 0, xxxxtt = 0;

  void add(double value, double trials, double answers, double trajectories = 1);
  void merge(const Regression& other);
  /// The coefficient, drawn in towards 0 as its error makes it likely (James and Stein's way), and all the
  /// way as it can hardly be told from 0: so that scenarios that differ little have controls that differ
  /// little. It is 0 too where it comes from too few trajectories, or it `must_balance` and x has not come
  /// out near its mean of 0.
  double coefficient(double mean, bool must_balance) const;
};

/// The same of several controls that go together, over trajectories: for a regression on all at once.
class JointRegression {
public:
  explicit JointRegression(std::size_t controls = 0);

  void add(const Eigen::VectorXd& x, double trial, double answer);
  void merge(const JointRegression& other);
  /// All coefficients, drawn in towards 0 as their common error makes it likely; none where they can hardly
  /// be told from 0.
  std::vector<double> coefficients(double mean) const;

private:
  double count_ = 0;
  Eigen::MatrixXd xx_; ///< lower half
  Eigen::VectorXd xy_, xt_;
  double yy_ = 0, yt_ = 0, tt_ = 0;
};

} // namespace casus::tally
