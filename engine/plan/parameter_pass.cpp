// Parameters: their distributions, and the Gaussian copula of those that are correlated. The copula's factor
// depends on the order of parameters, which is alphabetical, as the file's order must not matter.

#include "plan/passes.hpp"
#include "scenario/correlated.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus::plan {
namespace {

/// The distribution of a parameter. It is made once, since to find one from its quantiles takes milliseconds.
std::optional<distribution::Variate> variate_of(const Parameter& parameter) {
  if (!parameter.distribution) return std::nullopt;
  return distribution::Variate(*parameter.distribution);
}

/// The correlations of parameters that are uncertain: where a number is held fast to see what would be, the
/// others keep the law that they have among themselves.
std::vector<Correlation> correlations_in_force(const Scenario& scenario) {
  const auto is_uncertain = [&](int parameter) {
    return scenario.parameters[static_cast<std::size_t>(parameter)].distribution.has_value();
  };
  std::vector<Correlation> all = scenario.parameter_correlations;
  std::erase_if(
      all, [&](const Correlation& each) { return !is_uncertain(each.first) || !is_uncertain(each.second); });
  return all;
}

void sort_by_name(std::vector<int>& parameters, const Scenario& scenario) {
  const auto name = [&](int parameter) -> const std::string& {
    return scenario.parameters[static_cast<std::size_t>(parameter)].name;
  };
  std::sort(parameters.begin(), parameters.end(), [&](int a, int b) { return name(a) < name(b); });
}

void compile_copula(Builder& builder, scenario::CorrelatedGroup group) {
  sort_by_name(group.members, builder.scenario());
  const auto factor = scenario::semidefinite_factor(scenario::matrix_of(group));
  if (!factor)
    throw RunError(fmt::format(
        "the correlations of parameter '{}' and those it is correlated with are not positive semidefinite",
        builder.scenario().parameters[static_cast<std::size_t>(group.members[0])].name));
  for (Eigen::Index i = 1; i < factor->rows(); ++i) {
    CopulaPlan copula{.parameter = static_cast<std::size_t>(group.members[static_cast<std::size_t>(i)])};
    for (Eigen::Index j = 0; j <= i; ++j)
      if ((*factor)(i, j) != 0)
        copula.weights.emplace_back(group.members[static_cast<std::size_t>(j)], (*factor)(i, j));
    builder.plan.copulas.push_back(std::move(copula));
  }
}

} // namespace

void compile_parameters(Builder& builder) {
  const Scenario& scenario = builder.scenario();
  for (const Parameter& parameter : scenario.parameters)
    builder.plan.parameters.push_back(variate_of(parameter));
  const std::vector<Correlation> correlations = correlations_in_force(scenario);
  for (const auto& group : scenario::correlated_groups(correlations, scenario.parameters.size()))
    compile_copula(builder, group);
}

} // namespace casus::plan
