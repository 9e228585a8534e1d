#include "filtering/proposal.hpp"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace casus::filtering {
namespace {

/// A mean or a variance has moved if it lies so many standard errors from the prior's.
constexpr double far = 3.5;
/// Fewer worlds than this for each score do not tell a covariance.
constexpr double worlds_a_score = 8;
/// What is fitted is this much wider than where the worlds are, since tails that are too thin are never
/// visited.
constexpr double widening = 1.2;

/// How far a score has moved, in standard errors.
double distance(const Eigen::VectorXd& values, double effective) {
  const double mean = values.mean();
  const double variance = (values.array() - mean).square().mean();
  return std::max(std::abs(mean) * std::sqrt(effective), std::abs(variance - 1) * std::sqrt(effective / 2));
}

Eigen::MatrixXd matrix_of(const std::vector<Scores>& worlds) {
  Eigen::MatrixXd matrix(static_cast<Eigen::Index>(worlds.size()), worlds.front().size());
  for (std::size_t w = 0; w < worlds.size(); ++w) matrix.row(static_cast<Eigen::Index>(w)) = worlds[w];
  return matrix;
}

} // namespace

Proposal::Proposal(const std::vector<Scores>& worlds, double effective) {
  const Eigen::MatrixXd all = matrix_of(worlds);
  std::vector<std::pair<double, Eigen::Index>> moved;
  for (Eigen::Index i = 0; i < all.cols(); ++i)
    if (const double by = distance(all.col(i), effective); by > far) moved.emplace_back(-by, i);
  std::sort(moved.begin(), moved.end());
  const auto most = static_cast<std::size_t>(effective / worlds_a_score);
  if (moved.size() > most) moved.resize(most);
  for (const auto& [by, i] : moved) fitted_.push_back(i);
  if (fitted_.empty()) return;
  const Eigen::MatrixXd some = all(Eigen::all, fitted_);
  mean_ = some.colwise().mean();
  const Eigen::MatrixXd centred = some.rowwise() - mean_.transpose();
  Eigen::MatrixXd covariance = widening * centred.transpose() * centred / static_cast<double>(some.rows());
  // So many scores of so few worlds: correlations shrink towards none (Ledoit and Wolf 2004).
  const double kept = effective / (effective + static_cast<double>(fitted_.size()));
  for (Eigen::Index i = 0; i < covariance.rows(); ++i)
    for (Eigen::Index j = 0; j < covariance.cols(); ++j)
      if (i != j) covariance(i, j) *= kept;
  constexpr double smallest = 1e-8;
  covariance.diagonal().array() += smallest;
  root_ = covariance.llt().matrixL();
}

Scores Proposal::move(const Scores& from, double size, const Scores& normal) const {
  const double kept = std::sqrt(1 - size * size);
  Scores to = kept * from + size * normal;
  if (fitted_.empty()) return to;
  const Eigen::VectorXd here = from(fitted_), noise = normal(fitted_);
  const Eigen::VectorXd there = mean_ + kept * (here - mean_) + size * (root_ * noise);
  for (std::size_t i = 0; i < fitted_.size(); ++i) to(fitted_[i]) = there(static_cast<Eigen::Index>(i));
  return to;
}

double Proposal::log_ratio(const Scores& at) const {
  if (fitted_.empty()) return 0;
  const Eigen::VectorXd here = at(fitted_);
  const Eigen::VectorXd standard = root_.triangularView<Eigen::Lower>().solve(here - mean_);
  return (standard.squaredNorm() - here.squaredNorm()) / 2;
}

} // namespace casus::filtering
