// Drivers that are correlated, directly or by way of others, form groups; within a group the correlations
// must be a positive definite matrix, which the Cholesky factorisation finds out.

#include "formula/complaint.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/driver_groups.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_numbers.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <boost/pending/disjoint_sets.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace casus::scenario {

using formula::Wanted;

namespace {

/// A Cholesky pivot below this is taken for rounding, in a matrix of correlations of the largest size.
constexpr double smallest_pivot = 1e-12;

struct Group {
  std::vector<int> drivers;
  std::vector<const Correlation*> correlations;
};

const std::string& name_of(const Reading& reading, int driver) {
  return reading.drivers.names()[static_cast<std::size_t>(driver)];
}

void require_noise(Reading& reading, const Node& name, int driver) {
  if (!reading.scenario.drivers[static_cast<std::size_t>(driver)].volatility)
    reading.problems.error(name.place,
                           "driver " + formula::in_quotes(name.text) +
                               " has no 'volatility', so there is nothing that could be correlated: give "
                               "it one, or leave this out");
}

std::optional<Correlation> read_correlation(Reading& reading, const Node& node) {
  if (node.items.size() != 3 || node.items[0]->shape != Shape::scalar ||
      node.items[1]->shape != Shape::scalar) {
    reading.problems.error(node.place,
                           "a correlation is a list of two drivers and a number, such as [a, b, 0.3]");
    return std::nullopt;
  }
  const Node &first = *node.items[0], &second = *node.items[1];
  const auto& [lesser, greater] = std::minmax(first.text, second.text);
  auto value = read_number(reading, *node.items[2], Wanted::number, "correlations." + lesser + "." + greater);
  require_within(reading, value, bounds_of<NumberKind::correlation>,
                 "the correlation of " + formula::in_quotes(first.text) + " and " +
                     formula::in_quotes(second.text));
  const auto a = require_driver(reading, first), b = require_driver(reading, second);
  if (a) require_noise(reading, first, *a);
  if (b && a != b) require_noise(reading, second, *b);
  if (a && a == b)
    reading.problems.error(second.place, "a driver has no correlation with itself: leave it out");
  if (!value || !a || !b || a == b) return std::nullopt;
  return Correlation{*a, *b, std::move(*value), node.place};
}

void require_new_pair(Reading& reading, const Correlation& correlation, std::set<std::pair<int, int>>& seen) {
  if (!seen.insert(std::minmax(correlation.first, correlation.second)).second)
    reading.problems.error(correlation.place,
                           "the correlation of " + formula::in_quotes(name_of(reading, correlation.first)) +
                               " and " + formula::in_quotes(name_of(reading, correlation.second)) +
                               " stands here twice: leave one of them out");
}

std::vector<Group> groups_of(const Scenario& scenario) {
  const std::size_t count = scenario.drivers.size();
  std::vector<std::size_t> rank(count), parent(count);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  boost::disjoint_sets<std::size_t*, std::size_t*> sets(rank.data(), parent.data());
  for (const Correlation& correlation : scenario.correlations)
    sets.union_set(static_cast<std::size_t>(correlation.first), static_cast<std::size_t>(correlation.second));
  std::map<std::size_t, Group> groups;
  for (std::size_t driver = 0; driver < count; ++driver)
    groups[sets.find_set(driver)].drivers.push_back(static_cast<int>(driver));
  for (const Correlation& correlation : scenario.correlations)
    groups[sets.find_set(static_cast<std::size_t>(correlation.first))].correlations.push_back(&correlation);
  std::vector<Group> result;
  for (auto& [root, group] : groups)
    if (!group.correlations.empty()) result.push_back(std::move(group));
  return result;
}

Eigen::MatrixXd matrix_of(const Group& group) {
  const auto row = [&](int driver) {
    return std::lower_bound(group.drivers.begin(), group.drivers.end(), driver) - group.drivers.begin();
  };
  const auto size = static_cast<Eigen::Index>(group.drivers.size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
  for (const Correlation* correlation : group.correlations) {
    const auto i = row(correlation->first), j = row(correlation->second);
    matrix(i, j) = matrix(j, i) = correlation->value.expression.value;
  }
  return matrix;
}

bool is_positive_definite(const Eigen::MatrixXd& matrix) {
  const Eigen::LLT<Eigen::MatrixXd> factor(matrix);
  return factor.info() == Eigen::Success &&
         factor.matrixLLT().diagonal().array().square().minCoeff() > smallest_pivot;
}

/// Why a matrix that is not positive definite cannot be used.
std::string reason_against(const Eigen::MatrixXd& matrix) {
  constexpr double rounding = 1e-9;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix, Eigen::EigenvaluesOnly);
  if (solver.eigenvalues().minCoeff() < -rounding)
    return " contradict each other (no random numbers have them; their matrix is not positive definite): "
           "bring "
           "them nearer to 0";
  return " leave one of these no noise of its own (it is a sum of the others; their matrix is singular): "
         "bring them "
         "a little nearer to 0";
}

bool is_constant(const Group& group) {
  return std::all_of(group.correlations.begin(), group.correlations.end(),
                     [](const Correlation* correlation) {
                       return correlation->value.expression.operation == Operation::constant;
                     });
}

void check_group(Reading& reading, const Group& group) {
  const Place& place = group.correlations.front()->place;
  std::vector<std::string> names;
  for (const int driver : group.drivers) names.push_back(name_of(reading, driver));
  if (names.size() > largest_group || !is_constant(group)) return;
  const Eigen::MatrixXd matrix = matrix_of(group);
  if (!is_positive_definite(matrix))
    reading.problems.error(place,
                           "the correlations of " + formula::in_quotes(names) + reason_against(matrix));
}

} // namespace

void read_correlations(Reading& reading, const Node& section) {
  bool is_right = true;
  std::set<std::pair<int, int>> seen;
  for (const NodePtr& item : section.items) {
    auto correlation = read_correlation(reading, *item);
    is_right = is_right && correlation;
    if (!correlation) continue;
    require_new_pair(reading, *correlation, seen);
    reading.scenario.correlations.push_back(std::move(*correlation));
  }
  if (is_right && seen.size() == reading.scenario.correlations.size())
    for (const Group& group : groups_of(reading.scenario)) check_group(reading, group);
}

} // namespace casus::scenario
