// Drivers that are correlated, directly or by way of others, form groups, and so do parameters. The matrix of
// a group of drivers must be positive definite, that of parameters positive semidefinite, which their
// factorisation finds out.

#include "formula/complaint.hpp"
#include "scenario/correlated.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/driver_groups.hpp"
#include "scenario/read/parts.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/read/read_numbers.hpp"

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace casus::scenario {

using formula::in_quotes;
using formula::Wanted;

namespace {

enum class Kind { driver, parameter };

/// A driver or a parameter that a correlation names.
struct Correlated {
  Kind kind{};
  int number = -1;
  bool operator==(const Correlated&) const = default;
};

const formula::NameList& names_of(const Reading& reading, Kind kind) {
  return kind == Kind::driver ? reading.drivers : reading.parameters;
}

std::vector<Correlation>& correlations_of(Reading& reading, Kind kind) {
  return kind == Kind::driver ? reading.scenario.correlations : reading.scenario.parameter_correlations;
}

std::optional<Correlated> require_known(Reading& reading, const Node& name) {
  std::vector<std::string> known;
  for (const Kind kind : {Kind::driver, Kind::parameter}) {
    const formula::NameList& names = names_of(reading, kind);
    if (const auto number = names.find(name.text)) return Correlated{kind, *number};
    known.insert(known.end(), names.names().begin(), names.names().end());
  }
  reading.problems.error(name.place, "unknown driver or parameter " + in_quotes(name.text) +
                                         formula::help_with(name.text, "drivers and parameters", known));
  return std::nullopt;
}

/// Tells of what has no chance in it.
void require_chance(Reading& reading, const Node& name, const Correlated& each) {
  const auto number = static_cast<std::size_t>(each.number);
  const auto tell = [&](const std::string& what, const std::string& lacks) {
    reading.problems.error(name.place, what + " " + in_quotes(name.text) + " has no " + lacks +
                                           ", so there is nothing that could be correlated: give it one, or "
                                           "leave this out");
  };
  if (each.kind == Kind::driver && !reading.scenario.drivers[number].volatility)
    tell("driver", "'volatility'");
  if (each.kind == Kind::parameter && !reading.scenario.parameters[number].distribution)
    tell("parameter", "distribution");
}

bool is_pair(Reading& reading, const Node& node, const Correlated& a, const Correlated& b) {
  if (a.kind != b.kind)
    reading.problems.error(node.place,
                           "a driver and a parameter cannot be correlated (a driver's noise comes at every "
                           "moment, a parameter is drawn once): name two drivers, or two parameters");
  else if (a == b)
    reading.problems.error(node.items[1]->place,
                           std::string(a.kind == Kind::driver ? "a driver" : "a parameter") +
                               " has no correlation with itself: leave it out");
  return a.kind == b.kind && a != b;
}

/// The correlation of two drivers may differ between worlds; by that of parameters worlds are drawn.
std::optional<Number> read_value(Reading& reading, const Node& node, Kind kind) {
  const Node &first = *node.items[0], &second = *node.items[1];
  const auto& [lesser, greater] = std::minmax(first.text, second.text);
  const std::string path = "correlations." + lesser + "." + greater;
  auto value = kind == Kind::driver ? read_number(reading, *node.items[2], Wanted::number, path)
                                    : read_constant(reading, *node.items[2], Wanted::number);
  if (value) value->path = path;
  require_within(reading, value, bounds_of<NumberKind::correlation>,
                 "the correlation of " + in_quotes(first.text) + " and " + in_quotes(second.text));
  return value;
}

/// Reads a correlation, and tells whether it is one of drivers or of parameters.
std::optional<std::pair<Kind, Correlation>> read_correlation(Reading& reading, const Node& node) {
  if (node.items.size() != 3 || node.items[0]->shape != Shape::scalar ||
      node.items[1]->shape != Shape::scalar) {
    reading.problems.error(node.place, "a correlation is a list of two drivers, or two parameters, and a "
                                       "number, such as [a, b, 0.3]");
    return std::nullopt;
  }
  const auto a = require_known(reading, *node.items[0]), b = require_known(reading, *node.items[1]);
  auto value = read_value(reading, node, a ? a->kind : Kind::driver);
  if (a) require_chance(reading, *node.items[0], *a);
  if (b && a != b) require_chance(reading, *node.items[1], *b);
  if (!a || !b || !is_pair(reading, node, *a, *b) || !value) return std::nullopt;
  return std::pair(a->kind, Correlation{a->number, b->number, std::move(*value), node.place});
}

std::string quoted_name(const Reading& reading, Kind kind, int number) {
  return in_quotes(names_of(reading, kind).names()[static_cast<std::size_t>(number)]);
}

bool can_be_used(const Eigen::MatrixXd& matrix, Kind kind) {
  const auto factor = semidefinite_factor(matrix);
  return factor && (kind == Kind::parameter || factor->diagonal().minCoeff() > 0);
}

bool is_constant(const CorrelatedGroup& group) {
  return std::all_of(group.correlations.begin(), group.correlations.end(),
                     [](const Correlation* correlation) {
                       return correlation->value.expression.operation == Operation::constant;
                     });
}

/// Why the matrix cannot be used.
std::string reason_against(const Eigen::MatrixXd& matrix, Kind kind) {
  constexpr double rounding = 1e-9;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix, Eigen::EigenvaluesOnly);
  if (kind == Kind::parameter || solver.eigenvalues().minCoeff() < -rounding)
    return fmt::format(
        "contradict each other (no random numbers have them; their matrix is not positive {}): bring them "
        "nearer to 0",
        kind == Kind::driver ? "definite" : "semidefinite");
  return "leave one of these no noise of its own (it is a sum of the others; their matrix is singular): "
         "bring "
         "them a little nearer to 0";
}

/// Tells of correlations that no random numbers have, or that leave a driver no noise of its own.
void check_matrix(Reading& reading, const CorrelatedGroup& group, Kind kind) {
  const Eigen::MatrixXd matrix = matrix_of(group);
  if (can_be_used(matrix, kind)) return;
  std::vector<std::string> names;
  for (const int member : group.members)
    names.push_back(names_of(reading, kind).names()[static_cast<std::size_t>(member)]);
  reading.problems.error(
      group.correlations.front()->place,
      fmt::format("the correlations of {} {}", in_quotes(names), reason_against(matrix, kind)));
}

/// Groups of drivers that are too large are told of with those that follow one another.
void check_group(Reading& reading, const CorrelatedGroup& group, Kind kind) {
  if (group.members.size() <= largest_group) {
    if (is_constant(group)) check_matrix(reading, group, kind);
  } else if (kind == Kind::parameter) {
    reading.problems.error(group.correlations.front()->place,
                           fmt::format("parameter {} is of {} parameters that are correlated, directly or by "
                                       "way of others (at most {}): take some of these ties away",
                                       quoted_name(reading, kind, group.members.front()),
                                       group.members.size(), largest_group));
  }
}

} // namespace

void read_correlations(Reading& reading, const Node& section) {
  bool is_right = true;
  std::set<std::tuple<Kind, int, int>> seen;
  for (const NodePtr& item : section.items) {
    auto found = read_correlation(reading, *item);
    is_right = is_right && found;
    if (!found) continue;
    auto& [kind, correlation] = *found;
    const auto [lesser, greater] = std::minmax(correlation.first, correlation.second);
    if (!seen.emplace(kind, lesser, greater).second) {
      is_right = false;
      reading.problems.error(correlation.place, "the correlation of " +
                                                    quoted_name(reading, kind, correlation.first) + " and " +
                                                    quoted_name(reading, kind, correlation.second) +
                                                    " stands here twice: leave one of them out");
    }
    correlations_of(reading, kind).push_back(std::move(correlation));
  }
  if (!is_right) return;
  for (const Kind kind : {Kind::driver, Kind::parameter})
    for (const CorrelatedGroup& group :
         correlated_groups(correlations_of(reading, kind), names_of(reading, kind).names().size()))
      check_group(reading, group, kind);
}

} // namespace casus::scenario
