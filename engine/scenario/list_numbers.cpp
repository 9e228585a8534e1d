#include "casus/numbers.hpp"

#include "distribution/families.hpp"
#include "distribution/variate.hpp"
#include "formula/calendar.hpp"
#include "formula/read_formula.hpp"
#include "scenario/fields.hpp"
#include "scenario/formulas.hpp"
#include "scenario/verbs.hpp"

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <stdexcept>
#include <type_traits>

namespace casus {
namespace {

double median_of(const Distribution& distribution) {
  return distribution::Variate(distribution).quantile(0.5);
}

/// What "1 per year" comes to, if `unit` is a unit.
std::optional<double> size_of(const std::string& unit) {
  try {
    const Expression one = formula::read_formula("1" + unit, formula::Vocabulary{}, formula::Wanted::any_unit,
                                                 formula::Reads::parameters);
    return one.operation == Operation::constant ? std::optional(one.value) : std::nullopt;
  } catch (const formula::FormulaError&) {
    return std::nullopt;
  }
}

/// `value` is what the text comes to.
void give_unit(NumberEntry& entry, const std::string& text, double value) {
  constexpr double rounding = 1e-12;
  double literal = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, literal);
  if (error != std::errc{}) return;
  const std::string unit(rest, end);
  const auto size = size_of(unit);
  if (!size || *size == 0 || std::abs(literal * *size - value) > rounding * std::abs(value))
    return; // a sum, say
  entry.unit = unit;
  entry.unit_size = *size;
}

/// What is drawn is measured as the mean and the quantiles are.
void give_unit(NumberEntry& entry, const Distribution& distribution) {
  for (const Argument& argument : distribution.arguments)
    if (entry.unit.empty() && distribution::unit_power_of(argument.name) == 1)
      give_unit(entry, argument.value.text, argument.value.expression.value);
}

void give_unit_of(NumberEntry& entry, const Parameter& parameter) {
  if (parameter.distribution)
    give_unit(entry, *parameter.distribution);
  else
    give_unit(entry, parameter.text, parameter.value);
}

/// Walks through the parts, whose fields know what kind of number each is.
class Lister {
public:
  explicit Lister(const Scenario& scenario) : scenario_(scenario) {}

  std::vector<NumberEntry> list() {
    add(scenario_.parameters);
    add(scenario_.drivers);
    add(scenario_.triggers);
    add(scenario_.ladders);
    add(scenario_.correlations);
    add(scenario_.parameter_correlations);
    return std::move(entries_);
  }

private:
  template <scenario::HasFields Part>
  void add(const Part& part) {
    scenario::each_member(part, [this]<typename Member>(const auto& field, const Member& member) {
      if constexpr (std::is_convertible_v<Member, std::optional<Number>>) {
        if (field.kind) add(member, *field.kind);
      } else {
        add(member);
      }
    });
  }
  template <typename Part>
  void add(const std::vector<Part>& parts) {
    for (const Part& part : parts) add(part);
  }
  template <typename Part>
  void add(const std::optional<Part>& part) {
    if (part) add(*part);
  }
  template <typename Value>
  void add(const Value&) {} // names and plain values are no numbers of the model

  /// One in the middle of the file is listed where it stands.
  void add(const Parameter& parameter) {
    if (!parameter.path.starts_with("parameters.")) return;
    NumberEntry entry{.path = parameter.path,
                      .keys = {},
                      .kind = NumberKind::parameter,
                      .place = parameter.place,
                      .value = parameter.value,
                      .distribution = parameter.distribution};
    if (entry.distribution) entry.value = median_of(*entry.distribution);
    give_unit_of(entry, parameter);
    boost::algorithm::split(entry.keys, entry.path, boost::algorithm::is_any_of("."));
    entries_.push_back(std::move(entry));
  }

  void add(const Term& term) { add(term.weight, NumberKind::weight, &term.term.text); }

  void add(const Change& change) {
    if (scenario::verb_of(change.kind).amount != scenario::AmountKind::rung)
      add(change.amount, NumberKind::effect);
  }

  void add(const std::optional<Number>& number, NumberKind kind) {
    if (number) add(*number, kind);
  }

  /// `last_key` is a formula, in which dots part nothing.
  void add(const Number& number, NumberKind kind, const std::string* last_key = nullptr) {
    if (number.path.empty() || !seen_.insert(number.path).second) return;
    NumberEntry entry{.path = number.path,
                      .keys = {},
                      .kind = kind,
                      .place = number.place,
                      .value = {},
                      .distribution = {}};
    give_keys(entry, last_key);
    give_value(entry, number);
    entries_.push_back(std::move(entry));
  }

  static void give_keys(NumberEntry& entry, const std::string* last_key) {
    std::string start = entry.path;
    if (last_key != nullptr) start.resize(start.size() - last_key->size() - 1);
    boost::algorithm::split(entry.keys, start, boost::algorithm::is_any_of("."));
    if (last_key != nullptr) entry.keys.push_back(*last_key);
  }

  void give_value(NumberEntry& entry, const Number& number) const {
    const Expression& expression = number.expression;
    if (expression.operation == Operation::constant) {
      entry.value = expression.value;
      give_unit(entry, number.text, expression.value);
    } else if (expression.operation == Operation::parameter) {
      const Parameter& parameter = scenario_.parameters[static_cast<std::size_t>(expression.symbol)];
      if (parameter.path != number.path) return;
      entry.distribution = parameter.distribution;
      entry.value = parameter.distribution ? median_of(*parameter.distribution) : parameter.value;
      give_unit_of(entry, parameter);
    }
  }

  const Scenario& scenario_;
  std::vector<NumberEntry> entries_;
  std::set<std::string> seen_;
};

} // namespace

bool NumberEntry::is_settable() const { return scenario::row_of(kind).is_settable; }

std::string NumberEntry::written(double new_value) const {
  return fmt::format("{:.6g}{}", new_value / unit_size, unit);
}

std::vector<NumberEntry> numbers_of(const Scenario& scenario) { return Lister(scenario).list(); }

Scenario with_value(Scenario changed, const std::string& path, double value) {
  bool is_found = false;
  for (Parameter& parameter : changed.parameters) {
    if (parameter.path != path) continue;
    parameter.distribution.reset();
    parameter.value = value;
    is_found = true;
  }
  scenario::each_formula(changed, [&](Formula& formula) {
    if (formula.path != path) return;
    is_found = true;
    if (formula.expression.operation == Operation::constant) formula.expression.value = value;
  });
  if (!is_found) throw std::invalid_argument(fmt::format("there is no number '{}'", path));
  return changed;
}

} // namespace casus
