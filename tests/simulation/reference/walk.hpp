#pragma once

// One trajectory, event by event, by Gillespie's direct method (1977): the waiting time to the next event has
// the total intensity, and which event it is is chosen in proportion. Between two moments at which something
// is known to happen, or to be looked at, intensities are constant.

#include "simulation/reference/crossings.hpp"
#include "simulation/reference/timers.hpp"

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>

#include <optional>
#include <queue>

namespace casus::reference {

/// What happened on a trajectory: the state at every grid point, and what the outcomes ask.
struct Path {
  std::vector<State> states;
  std::vector<std::optional<double>> first_passages; ///< of each outcome
  std::vector<bool> given;                           ///< of each outcome
  std::vector<double> values;                        ///< of each outcome

  explicit Path(std::size_t outcomes) : first_passages(outcomes), given(outcomes), values(outcomes) {}
};

inline bool is_same(double moment, double other) { return std::abs(moment - other) <= same_moment; }

/// Multiples of the step below the horizon, and the horizon.
inline std::vector<double> grid_of(const Scenario& scenario) {
  std::vector<double> grid;
  for (int k = 0; k * scenario.step < scenario.horizon - same_moment; ++k) grid.push_back(k * scenario.step);
  grid.push_back(scenario.horizon);
  return grid;
}

/// The dates before the horizon, other than grid points, that a schedule, a forced firing or an outcome
/// names.
inline std::vector<double> dates_of(const Scenario& scenario) {
  std::vector<double> all;
  for (const Trigger& trigger : scenario.triggers)
    all.insert(all.end(), trigger.at.begin(), trigger.at.end());
  for (const ForcedFiring& forced : scenario.forced) all.push_back(forced.day);
  for (const Outcome& outcome : scenario.outcomes) all.push_back(outcome.day);
  std::sort(all.begin(), all.end());
  std::vector<double> dates;
  for (const double day : all) {
    const bool is_on_grid = is_same(std::round(day / scenario.step) * scenario.step, day);
    if (is_on_grid || day >= scenario.horizon - same_moment) continue;
    if (dates.empty() || !is_same(dates.back(), day)) dates.push_back(day);
  }
  return dates;
}

class Walker {
public:
  Walker(const Scenario& scenario, Draw draw, Generator& generator)
      : scenario_(scenario), generator_(generator), grid_(grid_of(scenario)), dates_(dates_of(scenario)),
        course_(scenario, generator, Crossings::are_asked_for(scenario) ? pieces_where_watched : 2),
        crossings_(scenario, generator), actor_(scenario, std::move(draw), generator, course_),
        hazards_(scenario), timers_(scenario) {}

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
    const bool are_conditions_due = timers_.are_conditions_due(state_.time);
    const std::vector<std::size_t> due_clocks = timers_.due_clocks(state_.time);
    const bool is_date = next_date_ < dates_.size() && is_same(dates_[next_date_], state_.time);
    if (is_date) fire_dates();
    if (are_conditions_due) {
      look([](const Formula& condition) { return changes_with_time(condition.expression); });
      follow_up(Changes(state_));
    }
    for (const std::size_t clock : due_clocks) hazards_.look(clock, state_, step_end_);
    if (are_conditions_due || !due_clocks.empty()) timers_.set(state_);
    course_.know_moment(false);
    if (!is_date) return;
    State read = state_;
    if (is_outcome_asked()) read.drivers = course_.reading(state_);
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
    if (!is_within_step()) fire_dates();
    look([](const Formula&) { return true; });
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
    return std::any_of(scenario_.outcomes.begin(), scenario_.outcomes.end(),
                       [&](const Outcome& outcome) { return is_same(outcome.day, state_.time); });
  }

  /// Outcomes that are asked on this day, of drivers as they are with their noise.
  void answer(const State& read) {
    for (std::size_t i = 0; i < scenario_.outcomes.size(); ++i) {
      const Outcome& outcome = scenario_.outcomes[i];
      if (!is_same(outcome.day, read.time)) continue;
      path_.given[i] = !outcome.given || holds(*outcome.given, read);
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
    while (!pending_.empty()) {
      const std::size_t number = pending_.front();
      pending_.pop();
      if (!allowed(scenario_.triggers[number], number, state_)) continue;
      Changes own(state_);
      actor_.fire(number, state_, own);
      look_at_readers(own);
      changes.include(own);
    }
    return changes;
  }

  void look_at_readers(const Changes& changes) {
    look([&](const Formula& condition) { return reads(condition.expression, changes, changes.drivers); });
  }

  template <class Wanted>
  void look(const Wanted& is_wanted) {
    for (std::size_t j = 0; j < scenario_.triggers.size(); ++j) {
      const std::optional<Formula>& upon = scenario_.triggers[j].upon;
      if (!upon || is_held_[j] || !is_wanted(*upon)) continue;
      const bool now = holds(*upon, state_);
      if (now && !was_true_[j]) pending_.push(j);
      was_true_[j] = now;
    }
    for (std::size_t i = 0; i < scenario_.outcomes.size(); ++i)
      if (is_open(i) && is_wanted(*scenario_.outcomes[i].when) && holds(*scenario_.outcomes[i].when, state_))
        path_.first_passages[i] = state_.time;
  }

  /// Whether it is an event that has not been met, and may still be.
  bool is_open(std::size_t outcome) const {
    return scenario_.outcomes[outcome].when && !path_.first_passages[outcome] &&
           state_.time <= scenario_.outcomes[outcome].day + same_moment;
  }

  bool is_asked_for(const Barrier& barrier) const {
    return std::any_of(barrier.upons.begin(), barrier.upons.end(),
                       [&](std::size_t trigger) { return !was_true_[trigger]; }) ||
           std::any_of(barrier.outcomes.begin(), barrier.outcomes.end(),
                       [&](std::size_t outcome) { return is_open(outcome); });
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
      for (const std::size_t i : barrier.outcomes)
        if (is_open(i) && holds(*scenario_.outcomes[i].when, there)) path_.first_passages[i] = state_.time;
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
  std::size_t next_date_ = 0;       ///< of `dates_`
  std::vector<bool> was_true_;      ///< of each trigger's `upon`
  std::vector<bool> is_held_;       ///< found true at a crossing, until the grid point
  std::queue<std::size_t> pending_; ///< threshold triggers
};

} // namespace casus::reference
