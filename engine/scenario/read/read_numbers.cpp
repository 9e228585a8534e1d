#include "scenario/read/read_numbers.hpp"

#include "formula/complaint.hpp"
#include "scenario/read/declared_names.hpp"
#include "scenario/read/ranges.hpp"
#include "scenario/tree/distribution_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>

namespace casus::scenario {

using formula::Reads;
using formula::Wanted;

namespace {

/// Whether the text is one of YAML's own words for what is no number of ours.
bool is_not_finite(std::string_view text) {
  constexpr std::array<std::string_view, 12> words = {".inf",  ".Inf",  ".INF",  "+.inf", "+.Inf", "+.INF",
                                                      "-.inf", "-.Inf", "-.INF", ".nan",  ".NaN",  ".NAN"};
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// The place of a byte of a scalar, if the scalar stands in its line as it is; else the place where the
/// scalar begins.
Place place_within(const Reading& reading, const Node& scalar, std::size_t offset) {
  Place place = scalar.place;
  const std::string_view line = reading.problems.line_at(place);
  if (line.empty()) return place;
  std::string_view rest = line.substr(source::bytes_of(line, static_cast<std::size_t>(place.column - 1)));
  if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) {
    rest.remove_prefix(1);
    ++place.column;
  }
  if (!rest.starts_with(scalar.text)) return scalar.place;
  place.column += static_cast<int>(source::character_count(std::string_view(scalar.text).substr(0, offset)));
  return place;
}

std::optional<Formula> at(const std::string& path, std::optional<Formula> formula) {
  if (formula) formula->path = path;
  return formula;
}

bool is_constant(const Formula& formula) { return formula.expression.operation == Operation::constant; }

/// Makes a parameter of a distribution that stands in the middle of the file.
std::optional<Number> add_parameter(Reading& reading, const Node& node, Wanted wanted,
                                    const std::string& path) {
  auto measured = measure_distribution(reading, node, wanted);
  if (!measured) return std::nullopt;
  if (reading.scenario.parameters.size() >= most_of_a_kind) {
    reading.problems.error(node.place,
                           "there are too many parameters, this distribution counted as one (at most " +
                               std::to_string(most_of_a_kind) + ")");
    reading.problems.require_none(); // ends the reading
  }
  Number number{path, node.place, {}, path};
  number.expression.operation = Operation::parameter;
  number.expression.symbol = static_cast<int>(reading.scenario.parameters.size());
  reading.scenario.parameters.push_back({path, {}, node.place, std::move(measured->distribution), 0, path});
  return number;
}

constexpr std::size_t longest_range = 100;

/// `0.4-1.8`, without blanks, is a range to people, and a difference here.
void warn_of_range(Reading& reading, const Formula& number) {
  static const std::regex range(R"(\s*([0-9]*\.?[0-9]+)-([0-9]*\.?[0-9]+)(\s.*)?)");
  std::smatch ends;
  if (!is_constant(number) || number.text.size() > longest_range ||
      !std::regex_match(number.text, ends, range))
    return;
  const std::string unit = ends[3].str();
  reading.problems.warning(
      number.place,
      fmt::format("{} is a difference, no range: for a number in between write {{uniform: [{}{}, {}{}]}}, "
                  "and to subtract {} - {}{}",
                  formula::in_quotes(number.text), ends[1].str(), unit, ends[2].str(), unit, ends[1].str(),
                  ends[2].str(), unit));
}

std::optional<MeasuredNumber> measure(Reading& reading, const Node& node, Wanted wanted, Reads reads) {
  const auto complain = [&](const Place& place, std::string message) {
    reading.problems.error(place, std::move(message));
    return std::nullopt;
  };
  if (node.shape != Shape::scalar)
    return complain(node.place,
                    noun_of(wanted) + " must stand here, not " + name_of(node.shape) +
                        (node.shape == Shape::list ? ": a distribution has its name before its list, such "
                                                     "as {uniform: [1, 2]}"
                                                   : ""));
  if (is_not_finite(node.text))
    return complain(node.place, formula::in_quotes(node.text) +
                                    " is not a finite number: write a finite one (an open side of "
                                    "'bounds' is null)");
  try {
    auto [expression, dimension] = formula::measure_formula(node.text, reading.vocabulary, wanted, reads);
    MeasuredNumber result{{node.text, node.place, std::move(expression), {}}, dimension};
    if (wanted != Wanted::moment) warn_of_range(reading, result.number);
    return result;
  } catch (const formula::FormulaError& error) {
    return complain(place_within(reading, node, error.offset()), error.what());
  }
}

void warn_of_bare_rate(Reading& reading, const MeasuredNumber& measured, Wanted wanted) {
  if (wanted != Wanted::rate || measured.dimension != 0) return;
  const Formula& rate = measured.number;
  reading.problems.warning(
      rate.place, formula::in_quotes(rate.text) + " has no unit and, as a rate, counts per day: write " +
                      formula::in_quotes(rate.text + " per day") + " if that is what it is");
}

} // namespace

std::optional<Formula> read_formula(Reading& reading, const Node& node, Wanted wanted, Reads reads) {
  auto measured = measure(reading, node, wanted, reads);
  if (!measured) return std::nullopt;
  warn_of_bare_rate(reading, *measured, wanted);
  return std::move(measured->number);
}

bool check_dimension(Reading& reading, const MeasuredNumber& measured, Wanted wanted) {
  try {
    formula::require_dimension(measured.number.text, measured.dimension, wanted);
    warn_of_bare_rate(reading, measured, wanted);
    return true;
  } catch (const formula::FormulaError& error) {
    reading.problems.error(measured.number.place, error.what());
    return false;
  }
}

std::optional<Number> read_number(Reading& reading, const Node& node, Wanted wanted,
                                  const std::string& path) {
  if (node.shape == Shape::map) return add_parameter(reading, node, wanted, path);
  return at(path, read_formula(reading, node, wanted, Reads::parameters));
}

std::optional<Number> read_number(Reading& reading, const MapReader& map, std::string_view key,
                                  const std::string& path) {
  const Node* node = map.find(key);
  if (!node) return std::nullopt;
  const Takes& takes = map.takes(key);
  auto result = read_number(reading, *node, takes.wanted.value(), path + "." + std::string(key));
  if (takes.bounds) require_within(reading, result, *takes.bounds, map.name_of_value(key));
  return result;
}

std::optional<Formula> read_rate(Reading& reading, const Node& node, const std::string& path) {
  if (node.shape == Shape::map) return add_parameter(reading, node, Wanted::rate, path);
  return at(path, read_formula(reading, node, Wanted::rate, Reads::state));
}

std::optional<MeasuredNumber> measure_constant(Reading& reading, const Node& node, Wanted wanted) {
  auto measured = measure(reading, node, wanted, Reads::parameters);
  if (!measured || is_constant(measured->number)) return measured;
  reading.problems.error(node.place, formula::in_quotes(node.text) +
                                         " depends on a parameter, but must be a number by itself: "
                                         "write the number");
  return std::nullopt;
}

std::optional<Formula> read_constant(Reading& reading, const Node& node, Wanted wanted) {
  auto measured = measure_constant(reading, node, wanted);
  return measured ? std::optional(std::move(measured->number)) : std::nullopt;
}

} // namespace casus::scenario
