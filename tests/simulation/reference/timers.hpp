#pragma once

// The moments, known beforehand, at which a hazard or a condition changes though nothing happens: the end of
// a cooldown, the turn of a comparison of something that grows with time, a firing that leaves the window of
// a count. There may be some at which nothing changes after all.

#include "simulation/reference/hazards.hpp"
#include "simulation/reference/spells.hpp"

#include <map>
#include <set>

namespace casus::reference {

/// A quantity that grows evenly with time.
struct Line {
  double now;
  double slope; ///< per day
};

/// Whether the formula is made of lines, as long as nothing happens.
inline bool is_linear(const Expression& expression) {
  if (!reads_time(expression)) return true;
  const std::vector<Expression>& arguments = expression.arguments;
  const auto all_are = [&] { return std::all_of(arguments.begin(), arguments.end(), is_linear); };
  switch (expression.operation) {
  case Operation::time:
  case Operation::since:
  case Operation::held:
    return true;
  case Operation::negate:
  case Operation::abs:
  case Operation::add:
  case Operation::subtract:
  case Operation::min:
  case Operation::max:
    return all_are();
  case Operation::multiply:
    return all_are() && !(reads_time(arguments[0]) && reads_time(arguments[1]));
  case Operation::divide:
    return all_are() && !reads_time(arguments[1]);
  default:
    return false;
  }
}

inline double slope_of(Operation operation, const Line& first, const Line& second) {
  switch (operation) {
  case Operation::add:
    return first.slope + second.slope;
  case Operation::subtract:
    return first.slope - second.slope;
  case Operation::multiply: // of which one stands still
    return first.slope * second.now + first.now * second.slope;
  case Operation::divide:
    return first.slope / second.now;
  default:
    throw std::logic_error("not a line");
  }
}

/// The lines of which the formula's value is always one.
inline std::vector<Line> lines_of(const Expression& expression, const State& state) {
  if (!reads_time(expression)) return {{evaluate(expression, state), 0}};
  if (expression.operation == Operation::time || expression.operation == Operation::since ||
      expression.operation == Operation::held) {
    const double now = evaluate(expression, state);
    return {{now, std::isfinite(now) ? 1.0 : 0.0}};
  }
  std::vector<Line> first = lines_of(expression.arguments[0], state);
  if (expression.arguments.size() == 1) {
    std::vector<Line> turned;
    for (const Line& line : first) turned.push_back({-line.now, -line.slope});
    if (expression.operation == Operation::abs) turned.insert(turned.end(), first.begin(), first.end());
    return turned;
  }
  const std::vector<Line> second = lines_of(expression.arguments[1], state);
  if (expression.operation == Operation::min || expression.operation == Operation::max) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
  }
  std::vector<Line> both;
  for (const Line& x : first)
    for (const Line& y : second)
      both.push_back({combination(expression.operation, x.now, y.now), slope_of(expression.operation, x, y)});
  return both;
}

/// The moments at which formulas change.
class Turns {
public:
  void add(const Expression& expression, const Scenario& scenario) {
    const auto is_moving = [&](const Expression& node) {
      return node.operation == Operation::driver && moves(scenario.drivers[number_of(node)]);
    };
    if (expression.operation == Operation::count_within) counts_.push_back(&expression);
    if (expression.operation == Operation::held) return;
    if (is_comparison(expression.operation) && reads_time(expression) && !contains(expression, is_moving) &&
        is_linear(expression.arguments[0]) && is_linear(expression.arguments[1]))
      comparisons_.push_back(&expression);
    for (const Expression& argument : expression.arguments) add(argument, scenario);
  }

  template <class Consider>
  void tell(const State& state, const Consider& consider) const {
    for (const Expression* count : counts_)
      for (const double at : state.firings[number_of(*count)]) consider(at + count->value);
    for (const Expression* comparison : comparisons_) tell_turns(*comparison, state, consider);
  }

private:
  /// Equal is what lies within the tolerance, so that some turn only as soon as equality is past.
  template <class Consider>
  static void tell_turns(const Expression& comparison, const State& state, const Consider& consider) {
    const Operation operation = comparison.operation;
    const bool is_equality = operation == Operation::equal || operation == Operation::not_equal;
    const bool is_upper = operation == Operation::greater || operation == Operation::less_equal;
    for (const Line& left : lines_of(comparison.arguments[0], state))
      for (const Line& right : lines_of(comparison.arguments[1], state)) {
        const double slope = left.slope - right.slope;
        const double root = state.time - (left.now - right.now) / slope;
        if (slope == 0 || !std::isfinite(root)) continue;
        if (is_equality || is_upper != (slope > 0)) consider(root);
        if (is_equality || is_upper == (slope > 0))
          consider(root + 2 * same_moment / std::min(1.0, std::abs(slope)));
      }
  }

  std::vector<const Expression*> counts_;
  std::vector<const Expression*> comparisons_;
};

/// The next timer of each clock and of each condition; infinite where there is none.
class Timers {
public:
  Timers(const Scenario& scenario) : scenario_(scenario), of_clocks_(clocks_of(scenario)) {
    for (const Trigger& trigger : scenario.triggers) {
      add(trigger.hazard);
      if (trigger.upon) add(trigger.upon->expression);
    }
    for (const Ladder& ladder : scenario.ladders) {
      for (const std::optional<Intensity>& step : ladder.up) add(step);
      for (const std::optional<Intensity>& step : ladder.down) add(step);
    }
    for (const Outcome& outcome : scenario.outcomes)
      for (const auto* condition : {&outcome.when, &outcome.after})
        if (*condition) add((*condition)->expression);
    for (const Expression* condition : conditions_of_spells(scenario)) add(*condition);
  }

  /// Sets all of them, after now.
  void set(const State& state) {
    for (std::size_t clock = 0; clock < of_clocks_.size(); ++clock)
      of_clocks_[clock] = first(state, [&](const auto& consider) { tell(clock, state, consider); });
    for (auto& [condition, timer] : conditions_)
      timer.next = first(state, [&](const auto& consider) { timer.turns.tell(state, consider); });
  }

  double next() const {
    double next = std::numeric_limits<double>::infinity();
    for (const auto& [condition, timer] : conditions_) next = std::min(next, timer.next);
    for (const double each : of_clocks_) next = std::min(next, each);
    return next;
  }

  std::set<const Expression*> due_conditions(double time) const {
    std::set<const Expression*> due;
    for (const auto& [condition, timer] : conditions_)
      if (timer.next <= time + same_moment) due.insert(condition);
    return due;
  }

  std::vector<std::size_t> due_clocks(double time) const {
    std::vector<std::size_t> due;
    for (std::size_t clock = 0; clock < of_clocks_.size(); ++clock)
      if (of_clocks_[clock] <= time + same_moment) due.push_back(clock);
    return due;
  }

private:
  struct Timer {
    Turns turns;
    double next = std::numeric_limits<double>::infinity();
  };

  void add(const Expression& condition) { conditions_[&condition].turns.add(condition, scenario_); }

  void add(const std::optional<Intensity>& hazard) {
    if (!hazard) return;
    Turns& turns = hazards_[&*hazard];
    turns.add(hazard->rate.expression, scenario_);
    for (const Term& term : hazard->weights) turns.add(term.term.expression, scenario_);
    if (hazard->when) turns.add(hazard->when->expression, scenario_);
  }

  template <class Tell>
  static double first(const State& state, const Tell& tell_all) {
    double first = std::numeric_limits<double>::infinity();
    tell_all([&](double moment) {
      if (moment > state.time + same_moment) first = std::min(first, moment);
    });
    return first;
  }

  template <class Consider>
  void tell(std::size_t clock, const State& state, const Consider& consider) const {
    const std::optional<Intensity>& hazard = hazard_of(clock, scenario_, state);
    if (!hazard) return;
    hazards_.at(&*hazard).tell(state, consider);
    if (clock >= scenario_.triggers.size()) return;
    const Trigger& trigger = scenario_.triggers[clock];
    if (trigger.cooldown && !state.firings[clock].empty())
      consider(state.firings[clock].back() + value(*trigger.cooldown, state));
  }

  const Scenario& scenario_;
  std::map<const Intensity*, Turns> hazards_;
  std::map<const Expression*, Timer> conditions_;
  std::vector<double> of_clocks_;
};

} // namespace casus::reference
