#pragma once

// One trajectory, event by event, by Gillespie's direct method (1977): the waiting time to the next event has
// the total intensity, and which event it is is chosen in proportion. Between two moments at which something
// is known to happen, or to be looked at, intensities are constant.

#include "simulation/reference/crossings.hpp"
#include "simulation/reference/path.hpp"
#include "simulation/reference/timers.hpp"

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>

#include <optional>
#include <queue>

namespace casus::reference {

class Walker {
public:
  Walker(const Scenario& scenario, Draw draw, Generator& generator)
      : scenario_(scenario), generator_(generator), grid_(grid_of(scenario)), dates_(dates_of(scenario)),
        course_(scenario, generator, Crossings::are_asked_for(scenario) ? pieces_where_watched : 2),
        crossings_(scenario, generator), actor_(scenario, std::move(draw), generator, course_),
        hazards_(scenario), timers_(scenario), conditions_(conditions_of_spells(scenario)) {}

  const std::vector<double>& grid() const { return grid_; }

  /// Walks from the start to the horizon in the world of these parameters.
  Path walk(const std::vector<double>& parameters) {
    begin(parameters);
    arrive();
    for (std::size_t k = 1; k < grid_.size(); ++k) {
      pass_step(static_cast<double>(k) * scenario_.step, grid_[k]);
      leave_step();
      arrive();
    }
    for (const Question& question : questions_) path_.first_passages.push_back(question.passage());
    return std::move(path_);
  }

private:
  /// Of a step, so that a path between two points is nearly that of a Brownian bridge.
  static constexpr int pieces_where_watched = 64;

  void begin(const std::vector<double>& parameters) {
    const bool is_new_world = !has_world_ || parameters != state_.parameters;
    path_ = Path(scenario_.outcomes.size());
    state_ =
        State{0, parameters, {}, {}, {}, std::vector<std::vector<double>>(scenario_.triggers.size()), {}};
    for (const Driver& driver : scenario_.drivers) state_.drivers.push_back(value(driver.start, state_));
    state_.means = state_.drivers;
    for (const Ladder& ladder : scenario_.ladders) state_.rungs.push_back(ladder.start);
    was_true_.assign(scenario_.triggers.size(), false);
    is_held_.assign(scenario_.triggers.size(), false);
    questions_.clear();
    for (const Outcome& outcome : scenario_.outcomes)
      questions_.emplace_back(outcome,
                              outcome.when && Crossings::asks_for_level(outcome.when->expression, scenario_));
    for (const Expression* condition : conditions_) state_.spells.push_back({condition});
    next_date_ = 0;
    if (!is_new_world) return;
    course_.enter_world(state_);
    crossings_.enter_world(state_);
    has_world_ = true;
  }

  /// From a grid point to the end of its step, or to the horizon within it.
  void pass_step(double end, double last) {
    step_end_ = end;
    course_.begin(state_);
    hazards_.look_at_all(state_, step_end_);
    timers_.set(state_);
    while (state_.time < last - same_moment) go_on(last);
    course_.advance(state_, last);
  }

  /// To the next event, date, timer, or point of the noise's path that is watched, but not beyond `last`.
  void go_on(double last) {
    const bool is_watched = is_watching();
    double known = std::min(timers_.next(), last);
    if (next_date_ < dates_.size()) known = std::min(known, dates_[next_date_]);
    known = std::min(known, next_end_of_question());
    if (is_watched) known = std::min(known, course_.next_point(state_.time));
    const double drawn = state_.time + waiting_time();
    const double stop = std::min(known, drawn);
    if (is_watched) {
      if (const std::optional<Crossing> crossing = crossing_until(stop)) return cross(*crossing);
      crossings_.arrive();
    }
    course_.advance(state_, stop);
    if (drawn < known) return happen();
    if (stop < last) happen_as_known();
  }

  double waiting_time() {
    double total = 0;
    for (const double each : hazards_.intensities()) total += each;
    if (total <= 0) return std::numeric_limits<double>::infinity();
    return boost::random::exponential_distribution<>(total)(generator_);
  }

  void happen() {
    const std::size_t clock =
        boost::random::discrete_distribution<std::size_t>(hazards_.intensities())(generator_);
    Changes changes(state_);
    const std::size_t triggers = scenario_.triggers.size();
    if (clock < triggers) {
      actor_.fire(clock, state_, changes);
    } else {
      const std::size_t ladder = (clock - triggers) / 2;
      const bool up = (clock - triggers) % 2 == 0;
      actor_.move_ladder(ladder, state_.rungs[ladder] + (up ? 1 : -1), state_, changes);
    }
    follow_up(changes);
  }

  /// At a known moment within the step: its dates, the timers, and then outcomes that are asked on that day.
  void happen_as_known() {
    course_.know_moment(true);
    const std::set<const Expression*> due_conditions = timers_.due_conditions(state_.time);
    const std::vector<std::size_t> due_clocks = timers_.due_clocks(state_.time);
    const bool is_date = next_date_ < dates_.size() && is_same(dates_[next_date_], state_.time);
    if (is_date) fire_dates();
    for (Question& question : questions_)
      if (question.ends_at(state_.time)) question.look(state_, is_any);
    if (!due_conditions.empty()) {
      look([&](const Expression& condition) { return due_conditions.contains(&condition); });
      follow_up(Changes(state_));
    }
    for (const std::size_t clock : due_clocks) hazards_.look(clock, state_, step_end_);
    if (!due_conditions.empty() || !due_clocks.empty()) timers_.set(state_);
    course_.know_moment(false);
    if (!is_date) return;
    State read = state_;
    if (is_outcome_asked()) {
      read.drivers = course_.reading(state_);
      for (Question& question : questions_)
        if (question.is_dated(read.time)) question.look(read, is_any);
    }
    answer(read);
    ++next_date_;
  }

  /// At the end of a step, or at the horizon, the drivers become what they are with their noise.
  void leave_step() {
    if (is_within_step()) fire_dates();
    course_.end(state_);
  }

  /// At a grid point.
  void arrive() {
    is_held_.assign(scenario_.triggers.size(), false);
    for (Question& question : questions_) question.release();
    if (!is_within_step()) fire_dates();
    look(is_any);
    settle(Changes(state_));
    answer(state_);
    path_.states.push_back(state_);
  }

  /// The horizon may lie within a step.
  bool is_within_step() const { return state_.time > 0 && state_.time < step_end_ - same_moment; }

  /// Forced and scheduled events of the day.
  void fire_dates() {
    for (const ForcedFiring& forced : scenario_.forced) {
      if (!is_same(forced.day, state_.time)) continue;
      Changes changes(state_);
      actor_.fire(static_cast<std::size_t>(forced.trigger), state_, changes, forced.marks);
      follow_up(changes);
    }
    for (std::size_t j = 0; j < scenario_.triggers.size(); ++j) {
      const Trigger& trigger = scenario_.triggers[j];
      const bool is_due = std::any_of(trigger.at.begin(), trigger.at.end(),
                                      [&](double day) { return is_same(day, state_.time); });
      if (!is_due || !allowed(trigger, j, state_)) continue;
      const double probability = trigger.probability ? value(*trigger.probability, state_) : 1;
      if (!boost::random::bernoulli_distribution<>(probability)(generator_)) continue;
      Changes changes(state_);
      actor_.fire(j, state_, changes);
      follow_up(changes);
    }
  }

  bool is_outcome_asked() const {
    return std::any_of(scenario_.outcomes.begin(), scenario_.outcomes.end(), [&](const Outcome& outcome) {
      return is_same(outcome.day, state_.time) || is_same(outcome.from, state_.time) ||
             is_same(outcome.last_begin(), state_.time);
    });
  }

  /// Outcomes that are asked on this day, of drivers as they are with their noise.
  void answer(const State& read) {
    for (std::size_t i = 0; i < scenario_.outcomes.size(); ++i) {
      const Outcome& outcome = scenario_.outcomes[i];
      if (!is_same(outcome.day, read.time)) continue;
      path_.given[i] = questions_[i].has_begun() && (!outcome.given || holds(*outcome.given, read));
      if (outcome.value) path_.values[i] = value(*outcome.value, read);
    }
  }

  /// After an event: what follows from it at once, and what intensities it changes.
  void follow_up(const Changes& changes) {
    const Changes all = settle(changes);
    hazards_.look_again(state_, step_end_, all);
    timers_.set(state_);
  }

  /// Looks at the conditions that read what has changed, and works off what that sets off. All that has
  /// changed then.
  Changes settle(Changes changes) {
    look_at_readers(changes);
    follow_spells(changes);
    while (!pending_.empty()) {
      const std::size_t number = pending_.front();
      pending_.pop();
      if (!allowed(scenario_.triggers[number], number, state_)) continue;
      Changes own(state_);
      actor_.fire(number, state_, own);
      look_at_readers(own);
      follow_spells(own);
      changes.include(own);
    }
    return changes;
  }

  void look_at_readers(const Changes& changes) {
    look([&](const Expression& condition) { return reads(condition, changes, changes.drivers); });
  }

  /// Looks at what reads how long conditions have held that have begun or ceased to.
  void follow_spells(Changes& changes) {
    while (have_spells_changed_) {
      have_spells_changed_ = false;
      changes.spells = true;
      Changes of_spells(state_);
      of_spells.spells = true;
      look_at_readers(of_spells);
    }
  }

  template <class Wanted>
  void look(const Wanted& is_wanted) {
    have_spells_changed_ = look_at_spells(state_, is_wanted) || have_spells_changed_;
    for (std::size_t j = 0; j < scenario_.triggers.size(); ++j) {
      const std::optional<Formula>& upon = scenario_.triggers[j].upon;
      if (!upon || is_held_[j] || !is_wanted(upon->expression)) continue;
      const bool now = holds(*upon, state_);
      if (now && !was_true_[j]) pending_.push(j);
      was_true_[j] = now;
    }
    for (Question& question : questions_) question.look(state_, is_wanted);
  }

  double next_end_of_question() const {
    double next = std::numeric_limits<double>::infinity();
    for (const Question& question : questions_) next = std::min(next, question.end_after(state_.time));
    return next;
  }

  bool is_asked_for(const Barrier& barrier) const {
    return std::any_of(barrier.upons.begin(), barrier.upons.end(),
                       [&](std::size_t trigger) { return !was_true_[trigger]; }) ||
           std::any_of(
               barrier.outcomes.begin(), barrier.outcomes.end(),
               [&](std::size_t outcome) { return questions_[outcome].may_be_crossed(state_.time); }) ||
           std::any_of(barrier.begins.begin(), barrier.begins.end(),
                       [&](std::size_t outcome) { return questions_[outcome].may_begin(state_.time); });
  }

  bool is_watching() {
    const std::vector<Barrier>& all = crossings_.barriers();
    return std::any_of(all.begin(), all.end(), [&](const Barrier& barrier) { return is_asked_for(barrier); });
  }

  std::optional<Crossing> crossing_until(double stop) {
    return crossings_.first(course_.with_noise(state_, state_.time), course_.with_noise(state_, stop),
                            state_.time, stop, course_.sde(),
                            [&](const Barrier& barrier) { return is_asked_for(barrier); });
  }

  /// The conditions that ask for the barrier are looked at with the driver just off it. Those that hold then
  /// do so until the grid point.
  void cross(const Crossing& crossing) {
    Barrier& barrier = crossings_.barriers()[crossing.barrier];
    barrier.is_done = true;
    course_.advance(state_, crossing.time);
    course_.put_on(barrier.driver, barrier.level, state_);
    State there = state_;
    for (const double beyond : crossing.beyond) {
      there.drivers[barrier.driver] = beyond;
      for (const std::size_t j : barrier.upons) {
        if (was_true_[j] || !holds(*scenario_.triggers[j].upon, there)) continue;
        was_true_[j] = is_held_[j] = true;
        pending_.push(j);
      }
      for (const std::size_t i : barrier.begins) questions_[i].look_for_begin(there);
      for (const std::size_t i : barrier.outcomes) questions_[i].look_and_hold(there);
    }
    if (!pending_.empty()) follow_up(Changes(state_));
  }

  const Scenario& scenario_;
  Generator& generator_;
  std::vector<double> grid_;
  std::vector<double> dates_;
  Course course_;
  Crossings crossings_;
  Actor actor_;
  Hazards hazards_;
  Timers timers_;
  State state_;
  Path path_{0};
  bool has_world_ = false;
  double step_end_ = 0;
  std::size_t next_date_ = 0;                 ///< of `dates_`
  std::vector<bool> was_true_;                ///< of each trigger's `upon`
  std::vector<bool> is_held_;                 ///< found true at a crossing, until the grid point
  std::queue<std::size_t> pending_;           ///< threshold triggers
  std::vector<Question> questions_;           ///< of each outcome
  std::vector<const Expression*> conditions_; ///< of which formulas ask how long they have held
  bool have_spells_changed_ = false;
};

} // namespace casus::reference
