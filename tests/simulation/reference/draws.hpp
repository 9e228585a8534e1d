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

/// Draws every parameter of a world; one may use those that stand before it.
inline std::vector<double> draw_parameters(const Scenario& scenario, Generator& generator) {
  State so_far;
  for (const Parameter& each : scenario.parameters)
    so_far.parameters.push_back(each.distribution ? draw(*each.distribution, so_far, generator) : each.value);
  return so_far.parameters;
}

} // namespace casus::reference
