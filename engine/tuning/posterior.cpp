#include "tuning/posterior.hpp"
#include "simulation/eigen_index.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace casus::tuning {
namespace {

/// A closer correlation than this leaves less than a third of either's variance to itself.
constexpr double close_correlation = 0.8;
constexpr std::size_t most_entangled = 20;

/// Less information than this shrinks a variance by less than a hundredth.
constexpr double least_information = 0.01;
constexpr double least_loading = 0.1;
constexpr std::size_t most_loadings = 8;

} // namespace

Posterior::Posterior(const Eigen::VectorXd& scores, const Eigen::MatrixXd& information)
    : scores_(scores), information_(information),
      covariance_((information + Eigen::MatrixXd::Identity(scores.size(), scores.size()))
                      .llt()
                      .solve(Eigen::MatrixXd::Identity(scores.size(), scores.size()))) {}

double Posterior::sd(std::size_t number) const {
  return std::sqrt(covariance_(eigen_index(number), eigen_index(number)));
}

double Posterior::correlation(std::size_t first, std::size_t second) const {
  return covariance_(eigen_index(first), eigen_index(second)) / (sd(first) * sd(second));
}

std::vector<Entangled> Posterior::entangled() const {
  std::vector<Entangled> pairs;
  for (std::size_t first = 0; first < static_cast<std::size_t>(scores_.size()); ++first)
    for (std::size_t second = first + 1; second < static_cast<std::size_t>(scores_.size()); ++second)
      if (const double found = correlation(first, second); std::abs(found) > close_correlation)
        pairs.push_back({first, second, found});
  std::stable_sort(pairs.begin(), pairs.end(), [](const Entangled& a, const Entangled& b) {
    return std::abs(a.correlation) > std::abs(b.correlation);
  });
  if (pairs.size() > most_entangled) pairs.resize(most_entangled);
  return pairs;
}

std::vector<Direction> Posterior::directions() const {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(information_);
  std::vector<Direction> directions;
  for (Eigen::Index i = scores_.size() - 1; i >= 0; --i) {
    if (solver.eigenvalues()(i) < least_information) break;
    Direction direction{.information = solver.eigenvalues()(i)};
    Eigen::VectorXd loadings = solver.eigenvectors().col(i);
    Eigen::Index largest = 0;
    loadings.cwiseAbs().maxCoeff(&largest);
    if (loadings(largest) < 0) loadings = -loadings; // the sign is arbitrary
    for (Eigen::Index number = 0; number < scores_.size(); ++number)
      if (std::abs(loadings(number)) > least_loading)
        direction.loadings.emplace_back(static_cast<std::size_t>(number), loadings(number));
    std::stable_sort(direction.loadings.begin(), direction.loadings.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
    if (direction.loadings.size() > most_loadings) direction.loadings.resize(most_loadings);
    directions.push_back(std::move(direction));
  }
  return directions;
}

} // namespace casus::tuning
