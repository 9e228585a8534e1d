#pragma once

// What an event does: a firing draws its marks from the state before, then changes drivers and ladders in the
// order in which its effects are written; a ladder that moves runs what its rungs say of leaving and
// entering, depth first.

#include "simulation/reference/course.hpp"

#include <boost/random/discrete_distribution.hpp>

#include <functional>
#include <optional>

namespace casus::reference {

/// Draws a number from a distribution whose arguments are evaluated in the state.
using Draw = std::function<double(const Distribution&, const State&, Generator&)>;

/// Makes events happen to a state, and tells what they changed.
class Actor {
public:
  Actor(const Scenario& scenario, Draw draw, Generator& generator, Course& course)
      : scenario_(scenario), draw_(std::move(draw)), generator_(generator), course_(course) {}

  /// `given` are the marks that are not drawn, of a forced firing.
  void fire(std::size_t trigger, State& state, Changes& changes,
            const std::vector<std::optional<double>>& given = {}) const {
    draw_marks(scenario_.triggers[trigger], state);
    for (std::size_t m = 0; m < given.size(); ++m)
      if (given[m]) state.marks[m] = *given[m];
    state.firings[trigger].push_back(state.time);
    changes.triggers[trigger] = true;
    apply(scenario_.triggers[trigger].effects, state, changes);
  }

  void move_ladder(std::size_t ladder, double wanted, State& state, Changes& changes) const {
    const std::vector<Rung>& rungs = scenario_.ladders[ladder].rungs;
    const auto to = static_cast<int>(std::clamp(wanted, 0.0, static_cast<double>(rungs.size() - 1)));
    const int from = state.rungs[ladder];
    if (to == from) return;
    apply(rungs[static_cast<std::size_t>(from)].on_leave, state, changes);
    state.rungs[ladder] = to;
    changes.ladders[ladder] = true;
    apply(rungs[static_cast<std::size_t>(to)].on_enter, state, changes);
  }

private:
  void draw_marks(const Trigger& trigger, State& state) const {
    std::vector<double> marks;
    for (const Mark& mark : trigger.marks)
      marks.push_back(mark.distribution ? draw_(*mark.distribution, state, generator_)
                                        : draw_category(mark, state));
    state.marks = marks;
  }

  double draw_category(const Mark& mark, const State& state) const {
    std::vector<double> shares;
    for (const Category& category : mark.categories)
      shares.push_back(value(category.share, state) *
                       std::exp(log_weight(category.weights, state, at_the_moment(state))));
    return boost::random::discrete_distribution<>(shares)(generator_);
  }

  void apply(const std::vector<Effect>& effects, State& state, Changes& changes) const {
    for (const Effect& effect : effects) {
      if (effect.condition && !holds(*effect.condition, state)) continue;
      for (const Change& change : effect.changes) apply(change, state, changes);
    }
  }

  void apply(const Change& change, State& state, Changes& changes) const {
    const auto target = static_cast<std::size_t>(change.target);
    const double amount = value(change.amount, state);
    switch (change.kind) {
    case ChangeKind::add:
      return change_driver(target, 1, amount, state, changes);
    case ChangeKind::set:
      return change_driver(target, 0, amount, state, changes);
    case ChangeKind::scale:
      return change_driver(target, amount, 0, state, changes);
    case ChangeKind::raise:
      return move_ladder(target, state.rungs[target] + amount, state, changes);
    case ChangeKind::lower:
      return move_ladder(target, state.rungs[target] - amount, state, changes);
    case ChangeKind::move:
      return move_ladder(target, amount, state, changes);
    }
  }

  /// Makes factor x + addend of x.
  void change_driver(std::size_t number, double factor, double addend, State& state, Changes& changes) const {
    const double wanted = factor * state.drivers[number] + addend;
    course_.jolt(number, factor, clamped(scenario_.drivers[number], wanted, state), state, changes);
  }

  const Scenario& scenario_;
  Draw draw_;
  Generator& generator_;
  Course& course_;
};

} // namespace casus::reference
