#include "plan/builder.hpp"

#include "scenario/formulas.hpp"

#include <algorithm>
#include <cmath>

namespace casus::plan {
namespace {

/// A text that equal expressions share and different ones do not, to find them by.
void append_key(const Expression& expression, std::string& key) {
  const double value = expression.value;
  key += '(';
  key +=
      std::to_string(static_cast<int>(expression.operation)) + ':' + std::to_string(expression.symbol) + ':';
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
  for (const Expression& argument : expression.arguments) append_key(argument, key);
  key += ')';
}

bool moves_by_itself(const Driver& driver) {
  return driver.half_life.has_value() || driver.volatility.has_value() || driver.trend.has_value();
}

} // namespace

Builder::Builder(std::shared_ptr<const Scenario> scenario) {
  plan.scenario = std::move(scenario);
  const std::size_t drivers = plan.scenario->drivers.size();
  const std::size_t ladders = plan.scenario->ladders.size();
  const std::size_t triggers = plan.scenario->triggers.size();
  plan.layout.first_ladder = Row(drivers);
  plan.layout.first_count = Row(drivers + ladders);
  plan.layout.first_last = Row(drivers + ladders + triggers);
  plan.layout.history_of_trigger.resize(triggers);
  plan.rows = drivers + ladders + 2 * triggers;
  scenario::each_formula(*plan.scenario,
                         [this](const Formula& formula) { lay_out_spells(formula.expression); });
  for (const DriverId driver : Ids<DriverId>(drivers))
    plan.layout.mean_of_driver.push_back(moves_by_itself(plan.scenario->drivers[driver.number()])
                                             ? Row(plan.rows++)
                                             : plan.layout.row_of(driver));
}

/// A spell within the condition of another stands before it.
void Builder::lay_out_spells(const Expression& expression) {
  for (const Expression& argument : expression.arguments) lay_out_spells(argument);
  if (expression.operation != Operation::held) return;
  const Expression& condition = expression.arguments[0];
  if (!plan.layout.spell_of(condition)) plan.layout.spells.emplace_back(condition, Row(plan.rows++));
}

formula::Program Builder::program(const Expression& expression, formula::View view) {
  register_histories(expression);
  formula::Program result(expression, plan.layout, view);
  plan.deepest_program = std::max(plan.deepest_program, result.depth());
  return result;
}

void Builder::register_histories(const Expression& expression) {
  for (const Expression& argument : expression.arguments) register_histories(argument);
  if (expression.operation != Operation::count_within) return;
  std::optional<HistoryId>& history = plan.layout.history_of_trigger[TriggerId(expression.symbol)];
  if (!history) {
    history = plan.longest_windows.next_id();
    plan.longest_windows.push_back(0);
  }
  double& window = plan.longest_windows[*history];
  window = std::max(window, expression.value);
}

NumberId Builder::add(NumberPlan number) {
  const NumberId id = plan.next_number();
  plan.numbers.push_back(std::move(number));
  return id;
}

NumberId Builder::number(const Number& number, NumberKind kind, const std::string& what) {
  return this->number(number, scenario::row_of(kind).bounds, what);
}

NumberId Builder::number(const Number& number, const scenario::Bounds& bounds, const std::string& what) {
  return add({.program = program(number),
              .what = what,
              .path = number.path,
              .place = number.place,
              .bounds = bounds});
}

Row Builder::gate(const Formula& formula, const std::string& what) {
  return row_of(formula, what, Use::gate);
}

Row Builder::term(const Formula& formula, const std::string& what) {
  return row_of(formula, what, Use::term);
}

Row Builder::row_of(const Formula& formula, const std::string& what, Use use) {
  formula::Program compiled =
      program(formula.expression, use == Use::gate ? formula::View::moment : formula::View::step);
  if (const auto sole_row = compiled.sole_row(); sole_row && use != Use::rate) return *sole_row;
  std::string key = std::to_string(static_cast<int>(use));
  append_key(formula.expression, key);
  const auto [found, is_new] = derived_rows_.try_emplace(key, Row(plan.rows));
  if (is_new) {
    plan.derived.push_back(
        {.program = std::move(compiled), .row = found->second, .is_rate = use == Use::rate, .what = what});
    if (use == Use::gate) add_moving_drivers(plan.derived.back().program, plan.derived.back().drivers);
    time_derived(formula.expression, DerivedId(plan.derived.size() - 1));
    ++plan.rows;
  }
  return found->second;
}

RatePlan Builder::rate(const Formula& rate, const std::string& what) {
  if (program(rate).is_constant()) return {.number = number(rate, NumberKind::rate, what), .path = rate.path};
  return {.row = row_of(rate, what, Use::rate), .path = rate.path};
}

bool Builder::stands_still(DriverId driver) const {
  return plan.layout.mean_of_driver[driver] == plan.layout.row_of(driver);
}

void Builder::add_moving_drivers(const formula::Program& program, std::vector<DriverId>& drivers) const {
  for (const Row row : program.rows()) {
    if (!plan.layout.is_driver(row)) continue;
    const DriverId driver = plan.layout.driver_in(row);
    if (stands_still(driver)) continue;
    if (std::find(drivers.begin(), drivers.end(), driver) == drivers.end()) drivers.push_back(driver);
  }
}

TimerId Builder::timer(const formula::Turn& turn) {
  std::string key = turn.is_at ? "at" : "";
  key += turn.is_after ? "after" : "";
  append_key(turn.difference, key);
  const auto [found, is_new] = timers_.try_emplace(key, plan.timers.next_id());
  if (is_new)
    plan.timers.push_back({program(turn.difference), program(turn.slope), turn.is_at, turn.is_after});
  return found->second;
}

std::vector<TimerId> Builder::timers_of(const Expression& expression) {
  std::vector<TimerId> timers;
  for (const formula::Turn& turn :
       formula::turns_of(expression, [this](int driver) { return stands_still(DriverId(driver)); }))
    timers.push_back(timer(turn));
  return timers;
}

void Builder::time_derived(const Expression& expression, DerivedId derived) {
  for (const TimerId timer : timers_of(expression)) plan.timers[timer].targets.derived.push_back(derived);
}

void Builder::time_watch(const Expression& expression, WatchId watch) {
  for (const TimerId timer : timers_of(expression)) plan.timers[timer].targets.watches.push_back(watch);
}

void Builder::time_cooldown(TriggerId trigger, const Number& cooldown, ClockId clock) {
  Expression passed{.operation = Operation::greater_equal, .type = Type::condition, .arguments = {}};
  passed.arguments = {
      {.operation = Operation::since, .symbol = static_cast<int>(trigger.number()), .arguments = {}},
      cooldown.expression};
  for (const TimerId timer : timers_of(passed)) plan.timers[timer].targets.clocks.push_back(clock);
}

VariateId Builder::variate(const Distribution& distribution, const std::string& what) {
  VariatePlan result{distribution.family, {}, what};
  for (const Argument& argument : distribution.arguments)
    result.arguments.emplace_back(argument.name,
                                  number(argument.value, NumberKind::mark, argument.name + " of " + what));
  plan.variates.push_back(std::move(result));
  return VariateId(plan.variates.size() - 1);
}

} // namespace casus::plan
