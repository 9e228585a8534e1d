#include "casus/numbers.hpp"

#include "distribution/variate.hpp"
#include "formula/calendar.hpp"
#include "formula/read_formula.hpp"
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

namespace casus {
namespace {

double median_of(const Distribution& distribution) {
  return distribution::Variate(distribution).quantile(0.5);
}

/// What "1 per year" comes to, if `unit` is a unit.
std::optional<double> size_of(const std::string& unit) {
  try {
    const Expression one = formula::read_formula("1" + unit, formula::Vocabulary{}, formula::Wanted::rate,
                                                 formula::Reads::parameters);
    return one.operation == Operation::constant ? std::optional(one.value) : std::nullopt;
  } catch (const formula::FormulaError&) {
    return std::nullopt;
  }
}

void give_unit(NumberEntry& entry, const std::string& text) {
  constexpr double rounding = 1e-12;
  double literal = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, literal);
  if (error != std::errc{}) return;
  const std::string unit(rest, end);
  const auto size = size_of(unit);
  if (!size || *size == 0 || std::abs(literal * *size - *entry.value) > rounding * std::abs(*entry.value))
    return; // a sum, say
  entry.unit = unit;
  entry.unit_size = *size;
}

/// Walks through the parts, which know what each number is.
class Lister {
public:
  explicit Lister(const Scenario& scenario) : scenario_(scenario) {}

  std::vector<NumberEntry> list() {
    for (const Parameter& parameter : scenario_.parameters) add(parameter);
    for (const Driver& driver : scenario_.drivers) add(driver);
    for (const Trigger& trigger : scenario_.triggers) add(trigger);
    for (const Ladder& ladder : scenario_.ladders) add(ladder);
    for (const Correlation& correlation : scenario_.correlations)
      add(correlation.value, NumberKind::correlation);
    return std::move(entries_);
  }

private:
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
    boost::algorithm::split(entry.keys, entry.path, boost::algorithm::is_any_of("."));
    entries_.push_back(std::move(entry));
  }

  void add(const Driver& driver) {
    add(driver.half_life, NumberKind::half_life);
    add(driver.mean, NumberKind::mean);
    add(driver.start, NumberKind::start);
    add(driver.volatility, NumberKind::volatility);
    add(driver.trend, NumberKind::trend);
    for (const Follow& follow : driver.follows) add(follow.coefficient, NumberKind::follow);
    add(driver.lower, NumberKind::bound);
    add(driver.upper, NumberKind::bound);
  }

  void add(const Trigger& trigger) {
    if (trigger.hazard) add(*trigger.hazard);
    add(trigger.probability, NumberKind::probability);
    add(trigger.cooldown, NumberKind::cooldown);
    for (const Mark& mark : trigger.marks) add(mark);
    add(trigger.effects);
  }

  void add(const Mark& mark) {
    for (const Category& category : mark.categories) {
      add(category.share, NumberKind::share);
      add(category.weights);
    }
    if (!mark.distribution) return;
    for (const Argument& argument : mark.distribution->arguments) add(argument.value, NumberKind::mark);
  }

  void add(const Ladder& ladder) {
    for (const auto* direction : {&ladder.up, &ladder.down})
      for (const std::optional<Intensity>& intensity : *direction)
        if (intensity) add(*intensity);
    for (const Rung& rung : ladder.rungs) {
      add(rung.on_enter);
      add(rung.on_leave);
    }
  }

  void add(const Intensity& intensity) {
    add(intensity.rate, NumberKind::rate);
    add(intensity.weights);
  }

  void add(const std::vector<Term>& weights) {
    for (const Term& term : weights) add(term.weight, NumberKind::weight, &term.term.text);
  }

  void add(const std::vector<Effect>& effects) {
    for (const Effect& effect : effects)
      for (const Change& change : effect.changes)
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
      give_unit(entry, number.text);
    } else if (expression.operation == Operation::parameter) {
      const Parameter& parameter = scenario_.parameters[static_cast<std::size_t>(expression.symbol)];
      if (parameter.path != number.path) return;
      entry.distribution = parameter.distribution;
      entry.value = parameter.distribution ? median_of(*parameter.distribution) : parameter.value;
    }
  }

  const Scenario& scenario_;
  std::vector<NumberEntry> entries_;
  std::set<std::string> seen_;
};

} // namespace

bool NumberEntry::is_settable() const {
  return kind != NumberKind::bound && kind != NumberKind::correlation && kind != NumberKind::mark &&
         kind != NumberKind::effect;
}

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
