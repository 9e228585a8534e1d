#include "scenario/read/read_times.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "formula/moments.hpp"
#include "scenario/read/map_reader.hpp"
#include "scenario/read/read_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::scenario {

using formula::Wanted;

namespace {

/// A horizon or step of fewer days is taken for a slip of the unit too, and so is a step of more than ten
/// thousand years.
constexpr double shortest = 1e-6;
constexpr double longest = 3'652'500;

/// The last day that can be written.
constexpr std::chrono::sys_days last_day = std::chrono::year(9999) / 12 / 31;

bool looks_like_a_date(const Node& node) {
  return node.shape == Shape::scalar && node.text.find_first_not_of("0123456789-") == std::string::npos;
}

/// A number of four digits is a number of days, which hardly anyone means.
void warn_of_year(Reading& reading, const Node& node) {
  const bool is_year = node.text.size() == 4 &&
                       (node.text.starts_with("19") || node.text.starts_with("20")) &&
                       node.text.find_first_not_of("0123456789") == std::string::npos;
  if (is_year)
    reading.problems.warning(node.place, formula::in_quotes(node.text) +
                                             " has no unit and counts days from the start: write a date as " +
                                             formula::in_quotes(node.text + "-01-01") + ", or " +
                                             formula::in_quotes(node.text + " days") +
                                             " if that is what it is");
}

/// Day 0 of the vocabulary is 1970-01-01 until the start is known, so a date comes out in days since then.
void read_start(Reading& reading, const MapReader& scenario) {
  const Node* node = scenario.require("start", "give it a date such as 2023-04-15");
  if (!node) return;
  const auto date = looks_like_a_date(*node) ? read_constant(reading, *node, Wanted::moment) : std::nullopt;
  if (!date && looks_like_a_date(*node)) return;
  if (!date || date->expression.type != Type::date) {
    reading.problems.error(node->place, "'start' must be a date such as 2023-04-15");
    return;
  }
  reading.scenario.start = std::chrono::sys_days(std::chrono::days(static_cast<int>(date->expression.value)));
  reading.vocabulary.start = reading.scenario.start;
  reading.knows_start = true;
}

void read_horizon(Reading& reading, const MapReader& scenario) {
  const Node* node = scenario.require("horizon", "give it a duration such as 3 years, or a date");
  const auto day = node ? read_day(reading, *node) : std::nullopt;
  if (!day) return;
  if (*day <= 0) {
    reading.problems.error(node->place, "'horizon' must be after the start (it is " +
                                            formula::in_quotes(node->text) + ")");
    return;
  }
  if (*day < shortest) {
    reading.problems.error(node->place, "'horizon' is too near (it is " + formula::in_quotes(node->text) +
                                            "): make it a millionth of a day or more");
    return;
  }
  const std::chrono::sys_days start = reading.knows_start ? reading.scenario.start : std::chrono::sys_days{};
  if (*day > static_cast<double>((last_day - start).count())) {
    reading.problems.error(node->place, "'horizon' lies beyond the year 9999 (it is " +
                                            formula::in_quotes(node->text) + "): make it nearer");
    return;
  }
  reading.scenario.horizon = *day;
  reading.knows_horizon = true;
}

void read_step(Reading& reading, const MapReader& scenario) {
  const Node* node = scenario.require("step", "give it a duration such as 1 week");
  const auto step = node ? read_constant(reading, *node, Wanted::duration) : std::nullopt;
  if (!step) return;
  reading.scenario.step = step->expression.value;
  if (reading.scenario.step <= 0)
    reading.problems.error(node->place, "'step' must be longer than nothing (it is " +
                                            formula::in_quotes(node->text) + ")");
  else if (reading.scenario.step < shortest || reading.scenario.step > longest)
    reading.problems.error(node->place,
                           "'step' must be from a millionth of a day to ten thousand years (it is " +
                               formula::in_quotes(node->text) + ")");
  else if (reading.knows_horizon && reading.scenario.horizon / reading.scenario.step > most_steps)
    reading.problems.error(node->place,
                           "'step' is too short (the horizon would take more than 100 000 steps of it): "
                           "make it longer");
}

struct Until {
  const Node* node;
  ObservedMoment moment;
};

/// The last day that is known. The horizon may count from its end, and is read after it.
std::optional<Until> read_until(Reading& reading, const MapReader& scenario) {
  const Entry* observed = scenario.entry("observed");
  if (!observed || observed->value->shape != Shape::map) return std::nullopt;
  reading.vocabulary.now = 0; // a wrong date must not make all that count from it wrong
  const Entry* until = observed->value->find("until");
  if (!until || until->value->shape == Shape::null) return std::nullopt;
  const auto moment = read_observed_moment(reading, *until->value);
  if (!moment) return std::nullopt;
  reading.vocabulary.now = moment->day + moment->length;
  return Until{until->value.get(), *moment};
}

void keep_within_horizon(Reading& reading, const Until& until) {
  if (!reading.knows_horizon) return;
  const double horizon = reading.scenario.horizon;
  const bool is_before = until.moment.day < 0;
  if (is_before || until.moment.day > horizon)
    reading.problems.error(
        until.node->place,
        fmt::format("'until' must be between the start and the horizon, which are {} and {} (it is {})",
                    formula::iso_date(reading.scenario.start, 0),
                    formula::iso_date(reading.scenario.start, horizon),
                    formula::in_quotes(until.node->text)));
  reading.vocabulary.now = std::clamp(*reading.vocabulary.now, 0.0, horizon);
}

} // namespace

std::optional<double> read_day(Reading& reading, const Node& node) {
  const auto moment = read_constant(reading, node, Wanted::moment);
  if (!moment || (moment->expression.type == Type::date && !reading.knows_start)) return std::nullopt;
  warn_of_year(reading, node);
  return moment->expression.value;
}

void read_days(Reading& reading, const Node& node, const std::string& what,
               const std::function<void(const Node&, double)>& take) {
  const auto read = [&](const Node& date) {
    const auto day = read_day(reading, date);
    if (!day) return;
    if (*day >= 0)
      take(date, *day);
    else
      reading.problems.error(date.place,
                             formula::in_quotes(date.text) + " is before the start of the scenario");
  };
  if (node.shape != Shape::list) read(node);
  for (const NodePtr& item : node.items) read(*item);
  if (node.shape == Shape::list && node.items.empty())
    reading.problems.error(node.place, what + " is empty: give it a date");
}

std::optional<ObservedMoment> read_observed_moment(Reading& reading, const Node& node) {
  if (node.shape != Shape::scalar) {
    reading.problems.error(node.place, "a date must stand here, not " + name_of(node.shape));
    return std::nullopt;
  }
  if (!reading.knows_start) return std::nullopt;
  if (const auto moment = formula::record_moment(node.text, reading.scenario.start)) {
    warn_of_year(reading, node);
    return ObservedMoment{moment->begin, moment->end() - moment->begin};
  }
  if (node.text.empty() || node.text[0] < '0' || node.text[0] > '9') {
    reading.problems.error(node.place, formula::is_no_moment(node.text));
    return std::nullopt;
  }
  const auto day = read_day(reading, node);
  return day ? std::optional(ObservedMoment{*day, 0}) : std::nullopt;
}

void read_times(Reading& reading, const MapReader& scenario) {
  read_start(reading, scenario);
  const auto until = read_until(reading, scenario);
  read_horizon(reading, scenario);
  if (until) keep_within_horizon(reading, *until);
  read_step(reading, scenario);
}

} // namespace casus::scenario
