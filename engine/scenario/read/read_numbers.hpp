#pragma once

#include "formula/read_formula.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace casus::scenario {

/// The readers below tell what is wrong and then yield nothing.

std::optional<Formula> read_formula(Reading& reading, const Node& node, formula::Wanted wanted,
                                    formula::Reads reads);

/// Reads a number of the model that stands at `path`: a formula over parameters, or a distribution, which
/// becomes a parameter of that name.
std::optional<Number> read_number(Reading& reading, const Node& node, formula::Wanted wanted,
                                  const std::string& path);

/// The number under a key of a part that stands at `path`: what the format says that it takes, and within its
/// bounds, which are told.
std::optional<Number> read_number(Reading& reading, const MapReader& map, std::string_view key,
                                  const std::string& path);

/// Reads those numbers of a part that stand by themselves under their keys, each of which may be missing.
template <typename Part>
void read_numbers(Reading& reading, const MapReader& map, const std::string& path, Part& part) {
  using Alone = std::tuple<std::optional<Number> Part::*>;
  each_field<Part>([&](const auto& field) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field.members)>, Alone>)
      if (field.kind) part.*std::get<0>(field.members) = read_number(reading, map, field.key.name, path);
  });
}

/// Reads a rate. It may be a formula of the state, or a number as above.
std::optional<Formula> read_rate(Reading& reading, const Node& node, const std::string& path);

/// A number with the power of time by which it is measured.
struct MeasuredNumber {
  Number number;
  formula::Dimension dimension;
};
/// Reads a number that must be the same in every world, so that it may not name a parameter.
std::optional<MeasuredNumber> measure_constant(Reading& reading, const Node& node, formula::Wanted wanted);
std::optional<Formula> read_constant(Reading& reading, const Node& node, formula::Wanted wanted);
/// Tells of a number that is measured by something else than what is wanted, and of a rate without a unit.
/// Returns whether it can be used.
bool check_dimension(Reading& reading, const MeasuredNumber& measured, formula::Wanted wanted);

/// An argument of a distribution: `path` tells it from the others where its name does not (`0.weight`).
struct ArgumentSlot {
  std::string name;
  std::string path;
};
using ArgumentReader = std::function<std::optional<Number>(const Node&, const ArgumentSlot&)>;

/// Reads a distribution: a map of one key that names a family. It is checked as far as its arguments are
/// constant.
std::optional<Distribution> read_distribution(Reading& reading, const Node& node, const ArgumentReader& read);

struct MeasuredDistribution {
  Distribution distribution;
  formula::Dimension dimension;
};
/// Reads the distribution of a parameter, whose arguments must all be constant, and measured by the same
/// unit.
std::optional<MeasuredDistribution> measure_distribution(Reading& reading, const Node& node,
                                                         formula::Wanted wanted);

} // namespace casus::scenario
