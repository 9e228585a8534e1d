// A distribution is a map of one key, its family, to its arguments: a map of their names, a list in the
// family's own order, or for `discrete` a map or a list of pairs of values and weights.

#include "distribution/families.hpp"
#include "formula/complaint.hpp"
#include "scenario/read/read_numbers.hpp"
#include "scenario/tree/distribution_map.hpp"

#include <stdexcept>

namespace casus::scenario {

using distribution::Family;
using formula::did_you_mean;
using formula::Wanted;

namespace {

std::vector<std::string> family_names() {
  std::vector<std::string> names;
  for (const Family& family : distribution::families()) names.emplace_back(family.name);
  return names;
}

void tell_no_family(Reading& reading, const Node& node) {
  if (node.entries.size() != 1) {
    reading.problems.error(node.place,
                           "a number or a distribution must stand here, and a distribution has one key, "
                           "its family, such as {uniform: [1, 2]}");
    return;
  }
  const Node& key = *node.entries[0].key;
  reading.problems.error(key.place, "unknown distribution " + formula::in_quotes(key.text) +
                                        did_you_mean(formula::nearest_name(key.text, family_names())) +
                                        ": there are " + formula::in_quotes(family_names()));
}

/// Reads the arguments as they are written. The result is none where one is wrong, which has been told.
class ArgumentsReader {
public:
  ArgumentsReader(Reading& reading, const Family& family, const ArgumentReader& read)
      : reading_(reading), family_(family), read_(read) {}

  std::optional<std::vector<Argument>> arguments(const Node& node) {
    if (family_.lists_values())
      read_pairs(node);
    else if (node.shape == Shape::list)
      read_list(node);
    else if (node.shape == Shape::map)
      for (const Entry& entry : node.entries) add(*entry.value, {entry.key->text, entry.key->text});
    else
      complain(node, "takes a map or a list of its arguments, not " + name_of(node.shape));
    return is_right_ ? std::optional(std::move(arguments_)) : std::nullopt;
  }

private:
  void read_list(const Node& node) {
    const auto& arguments = family_.ways.front().arguments;
    const std::vector<std::string> names(arguments.begin(), arguments.end());
    if (names.size() != node.items.size()) {
      complain(node, "takes a list of " + std::to_string(names.size()) + " numbers (" +
                         formula::in_quotes(names) + "), not of " + std::to_string(node.items.size()));
      return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) add(*node.items[i], {names[i], names[i]});
  }

  void read_pairs(const Node& node) {
    if (node.shape != Shape::map && node.shape != Shape::list)
      complain(node, "takes a map of values to weights, not " + name_of(node.shape));
    for (const Entry& entry : node.entries) add_pair(*entry.key, *entry.value);
    for (const NodePtr& item : node.items) {
      if (item->items.size() == 2)
        add_pair(*item->items[0], *item->items[1]);
      else
        complain(*item, "takes pairs of a value and a weight, such as [0, 0.5]");
    }
  }

  void add_pair(const Node& value, const Node& weight) {
    const std::string index = std::to_string(arguments_.size() / 2);
    add(value, {"value", index + ".value"});
    add(weight, {"weight", index + ".weight"});
  }

  void add(const Node& node, const ArgumentSlot& slot) {
    auto value = read_(node, slot);
    is_right_ = is_right_ && value;
    arguments_.push_back({slot.name, std::move(value).value_or(Number{})});
  }

  void complain(const Node& node, const std::string& message) {
    reading_.problems.error(node.place, std::string(family_.name) + " " + message);
    is_right_ = false;
  }

  Reading& reading_;
  const Family& family_;
  const ArgumentReader& read_;
  std::vector<Argument> arguments_;
  bool is_right_ = true;
};

/// Whether the arguments determine a distribution, as far as that is known: parameters have no values before
/// there is a world.
bool is_sound(Reading& reading, const Distribution& distribution) {
  for (const Argument& argument : distribution.arguments)
    if (argument.value.expression.operation != Operation::constant) return true;
  try {
    static_cast<void>(distribution::Variate(distribution));
    return true;
  } catch (const std::invalid_argument& error) {
    reading.problems.error(distribution.place, error.what());
    return false;
  }
}

/// Reads constant arguments, and finds out by what they are measured together.
class ArgumentMeter {
public:
  explicit ArgumentMeter(Reading& reading) : reading_(reading) {}

  std::optional<Number> read(const Node& node, const ArgumentSlot& slot) {
    const int power = distribution::unit_power_of(slot.name);
    auto argument = measure_constant(reading_, node, power == 0 ? Wanted::number : Wanted::any_unit);
    if (!argument) return std::nullopt;
    if (power != 0 && argument->dimension && !fits(*argument, *argument->dimension * power))
      return std::nullopt;
    return std::move(argument->number);
  }

  /// The first argument that has a dimension, with that of what is drawn.
  const MeasuredNumber& measured() const { return measured_; }

private:
  bool fits(const MeasuredNumber& argument, double dimension) {
    if (!measured_.dimension) measured_ = {argument.number, dimension};
    if (measured_.dimension == dimension) return true;
    reading_.problems.error(
        argument.number.place,
        formula::in_quotes(argument.number.text) + " and " + formula::in_quotes(measured_.number.text) +
            " are arguments of one distribution, but not of one unit: measure both by the same");
    return false;
  }

  Reading& reading_;
  MeasuredNumber measured_;
};

} // namespace

std::optional<Distribution> read_distribution(Reading& reading, const Node& node,
                                              const ArgumentReader& read) {
  const Family* family = family_of(node);
  if (family == nullptr) {
    tell_no_family(reading, node);
    return std::nullopt;
  }
  auto arguments = ArgumentsReader(reading, *family, read).arguments(*node.entries[0].value);
  if (!arguments) return std::nullopt;
  Distribution result{std::string(family->name), std::move(*arguments), node.entries[0].key->place};
  return is_sound(reading, result) ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<MeasuredDistribution> measure_distribution(Reading& reading, const Node& node, Wanted wanted) {
  ArgumentMeter meter(reading);
  auto distribution = read_distribution(reading, node, [&](const Node& argument, const ArgumentSlot& slot) {
    return meter.read(argument, slot);
  });
  if (!distribution || !check_dimension(reading, meter.measured(), wanted)) return std::nullopt;
  return MeasuredDistribution{std::move(*distribution), meter.measured().dimension};
}

} // namespace casus::scenario
