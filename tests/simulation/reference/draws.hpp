#pragma once

// Draws from the distributions of the format, by Boost.Random's own methods rather than by quantile
// functions.

#include "simulation/reference/events.hpp"

#include <boost/random/beta_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/triangle_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>

#include <Eigen/Eigenvalues>

#include <optional>
#include <string>

namespace casus::reference {

inline double argument(const Distribution& distribution, const std::string& name, const State& state) {
  for (const Argument& each : distribution.arguments)
    if (each.name == name) return value(each.value, state);
  throw std::out_of_range("the reference does not know this distribution without '" + name + "'");
}

inline double draw_discrete(const Distribution& distribution, const State& state, Generator& generator) {
  std::vector<double> values, weights;
  for (const Argument& each : distribution.arguments)
    (each.name == "value" ? values : weights).push_back(value(each.value, state));
  return values.at(boost::random::discrete_distribution<std::size_t>(weights)(generator));
}

/// A beta distribution between the ends whose shapes put the mode where it is asked for (Clark 1962: lambda
/// is 4).
inline double draw_pert(double low, double mode, double high, Generator& generator) {
  const double first = 1 + 4 * (mode - low) / (high - low);
  const double second = 1 + 4 * (high - mode) / (high - low);
  return low + (high - low) * boost::random::beta_distribution<>(first, second)(generator);
}

inline double draw(const Distribution& distribution, const State& state, Generator& generator) {
  const auto get = [&](const char* name) { return argument(distribution, name, state); };
  using namespace boost::random;
  const std::string& family = distribution.family;
  if (family == "uniform") return uniform_real_distribution<>(get("min"), get("max"))(generator);
  if (family == "normal") return normal_distribution<>(get("mean"), get("sd"))(generator);
  if (family == "lognormal")
    return lognormal_distribution<>(std::log(get("median")), get("sigma"))(generator);
  if (family == "triangular") return triangle_distribution<>(get("min"), get("mode"), get("max"))(generator);
  if (family == "pert") return draw_pert(get("min"), get("mode"), get("max"), generator);
  if (family == "beta") return beta_distribution<>(get("alpha"), get("beta"))(generator);
  if (family == "gamma") return gamma_distribution<>(get("shape"), get("scale"))(generator);
  if (family == "discrete") return draw_discrete(distribution, state, generator);
  throw std::logic_error("unknown family");
}

/// Draws the parameters of worlds. Correlated ones are put together by ranks: of each there is a large
/// sample, in order, and normals that have the correlations say where in it a world's value stands.
class ParameterDrawer {
public:
  explicit ParameterDrawer(const Scenario& scenario)
      : scenario_(scenario), samples_(scenario.parameters.size()) {
    const auto size = static_cast<Eigen::Index>(scenario.parameters.size());
    Eigen::MatrixXd correlations = Eigen::MatrixXd::Identity(size, size);
    for (const Correlation& each : scenario.parameter_correlations)
      correlations(each.first, each.second) = correlations(each.second, each.first) =
          value(each.value, State{});
    if (size > 0) root_ = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(correlations).operatorSqrt();
  }

  std::vector<double> draw_world(Generator& generator) {
    Eigen::VectorXd normals(root_.cols());
    for (double& each : normals) each = boost::random::normal_distribution<>()(generator);
    const Eigen::VectorXd scores = root_ * normals;
    std::vector<double> drawn;
    for (std::size_t i = 0; i < scenario_.parameters.size(); ++i)
      drawn.push_back(parameter(i, scores(static_cast<Eigen::Index>(i)), generator));
    return drawn;
  }

private:
  static constexpr std::size_t sample_size = 100'000;

  bool is_correlated(std::size_t i) const {
    return (root_.row(static_cast<Eigen::Index>(i)).array().abs() > 1e-9).count() > 1;
  }

  double parameter(std::size_t i, double score, Generator& generator) {
    const Parameter& parameter = scenario_.parameters[i];
    if (!parameter.distribution) return parameter.value;
    if (!is_correlated(i)) return draw(*parameter.distribution, State{}, generator);
    std::vector<double>& sample = samples_[i];
    while (sample.size() < sample_size) sample.push_back(draw(*parameter.distribution, State{}, generator));
    if (!std::is_sorted(sample.begin(), sample.end())) std::sort(sample.begin(), sample.end());
    const double rank = std::erfc(-score / std::sqrt(2.0)) / 2 * static_cast<double>(sample.size());
    return sample[std::min(sample.size() - 1, static_cast<std::size_t>(rank))];
  }

  const Scenario& scenario_;
  Eigen::MatrixXd root_;
  std::vector<std::vector<double>> samples_; ///< of the correlated parameters, in order
};

} // namespace casus::reference
