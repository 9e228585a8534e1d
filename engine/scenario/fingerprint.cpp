// The scenario is written out in one way and hashed. Notes, titles, questions, places and the texts of
// formulas are left out, for they change nothing; names stay in, for the streams of random numbers are keyed
// by them. The order of the parts stays in too: it decides between events of one moment, between categories,
// and how sums are rounded.
//
// Every piece ends with a character that cannot be in it, so that no two scenarios are written alike.

#include "scenario/fingerprint.hpp"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace casus::scenario {

namespace {

class Writer {
public:
  std::string text() && { return std::move(text_); }

  template <typename... Parts>
  void all(const Parts&... parts) {
    (put(parts), ...);
  }

private:
  void put(const std::string& name) {
    fmt::format_to(std::back_inserter(text_), "{}:{};", name.size(), name);
  }
  void put(double value) { fmt::format_to(std::back_inserter(text_), "{};", value); }
  void put(long long value) { fmt::format_to(std::back_inserter(text_), "{};", value); }
  void put(int value) { put(static_cast<long long>(value)); }

  template <typename Part>
  void put(const std::optional<Part>& part) {
    text_ += part ? '+' : '-';
    if (part) put(*part);
  }

  template <typename Part>
  void put(const std::vector<Part>& parts) {
    put(static_cast<long long>(parts.size()));
    for (const Part& part : parts) put(part);
  }

  void put(const Expression& expression) {
    all(static_cast<int>(expression.operation), static_cast<int>(expression.type), expression.value,
        expression.symbol, expression.arguments);
  }
  void put(const Formula& formula) { put(formula.expression); }
  void put(const Argument& argument) { all(argument.name, argument.value); }
  void put(const Distribution& distribution) { all(distribution.family, distribution.arguments); }
  void put(const Parameter& parameter) { all(parameter.name, parameter.distribution, parameter.value); }
  void put(const Follow& follow) { all(follow.driver, follow.coefficient); }
  void put(const Driver& driver) {
    all(driver.name, driver.start, driver.half_life, driver.mean, driver.volatility, driver.trend,
        driver.follows, driver.lower, driver.upper);
  }
  void put(const Correlation& correlation) { all(correlation.first, correlation.second, correlation.value); }
  void put(const Term& term) { all(term.term, term.weight); }
  void put(const Intensity& intensity) { all(intensity.rate, intensity.weights, intensity.when); }
  void put(const Category& category) { all(category.name, category.share, category.weights); }
  void put(const Mark& mark) { all(mark.name, mark.categories, mark.distribution); }
  void put(const Change& change) { all(static_cast<int>(change.kind), change.target, change.amount); }
  void put(const Effect& effect) { all(effect.condition, effect.changes); }
  void put(const Trigger& trigger) {
    all(trigger.name, trigger.hazard, trigger.at, trigger.probability, trigger.upon, trigger.when,
        trigger.limit, trigger.cooldown, trigger.marks, trigger.effects);
  }
  void put(const Rung& rung) { all(rung.name, rung.on_enter, rung.on_leave); }
  void put(const Ladder& ladder) { all(ladder.name, ladder.rungs, ladder.start, ladder.up, ladder.down); }
  void put(const Outcome& outcome) {
    all(outcome.name, outcome.when, outcome.value, outcome.given, outcome.day);
  }
  void put(const ForcedFiring& firing) { all(firing.trigger, firing.day, firing.marks); }

  std::string text_;
};

} // namespace

std::string fingerprint(const Scenario& scenario) {
  Writer writer;
  writer.all(static_cast<long long>(scenario.start.time_since_epoch().count()), scenario.horizon,
             scenario.step, scenario.parameters, scenario.drivers, scenario.correlations, scenario.triggers,
             scenario.ladders, scenario.outcomes);
  if (!scenario.forced.empty()) writer.all(scenario.forced); // as all before they could be forced
  // A version 5 UUID is a SHA-1 hash of a name in a namespace (RFC 4122, section 4.3).
  const boost::uuids::name_generator_sha1 hash(boost::uuids::ns::url());
  std::string digits = boost::uuids::to_string(hash("casus scenario 1;" + std::move(writer).text()));
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  return digits;
}

} // namespace casus::scenario
