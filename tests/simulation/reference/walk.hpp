#pragma once

// One trajectory, event by event, by Gillespie's direct method (1977): the waiting time to the next event has
// the total intensity, and which event it is is chosen in proportion.

#include "simulation/reference/hazards.hpp"
#include "simulation/reference/transition.hpp"

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>

#include <map>
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

/// Multiples of the step, the horizon, and every date that a schedule, a forced firing or an outcome names.
inline std::vector<double> grid_of(const Scenario& scenario) {
  std::vector<double> grid;
  for (int k = 0; k * scenario.step < scenario.horizon; ++k) grid.push_back(k * scenario.step);
  grid.push_back(scenario.horizon);
  for (const Trigger& trigger : scenario.triggers)
    grid.insert(grid.end(), trigger.at.begin(), trigger.at.end());
  for (const ForcedFiring& forced : scenario.forced) grid.push_back(forced.day);
  for (const Outcome& outcome : scenario.outcomes) grid.push_back(outcome.day);
  std::sort(grid.begin(), grid.end());
  grid.erase(std::unique(grid.begin(), grid.end()), grid.end());
  while (grid.back() > scenario.horizon) grid.pop_back();
  return grid;
}

class Walker {
public:
  Walker(const Scenario& scenario, Draw draw, Generator& generator)
      : scenario_(scenario), generator_(generator), grid_(grid_of(scenario)),
        actor_(scenario, std::move(draw), generator), hazards_(scenario) {}

  const std::vector<double>& grid() const { return grid_; }

  /// Walks from the start to the horizon in the world of these parameters.
  Path walk(const std::vector<double>& parameters) {
    begin(parameters);
    for (std::size_t k = 0; k < grid_.size(); ++k) {
      if (k > 0) jump_until(grid_[k]);
      force();
      fire_schedules();
      if (k > 0) diffuse(grid_[k] - grid_[k - 1]);
      finish_date();
    }
    return std::move(path_);
  }

private:
  void begin(const std::vector<double>& parameters) {
    if (parameters != state_.parameters) transitions_.clear();
    path_ = Path(scenario_.outcomes.size());
    state_ = State{0, parameters, {}, {}, std::vector<std::vector<double>>(scenario_.triggers.size()), {}};
    for (const Driver& driver : scenario_.drivers) state_.drivers.push_back(value(driver.start, state_));
    for (const Ladder& ladder : scenario_.ladders) state_.rungs.push_back(ladder.start);
    was_true_.assign(scenario_.triggers.size(), false);
    look(nullptr);
    settle(Changes(state_));
  }

  void force() {
    for (const ForcedFiring& forced : scenario_.forced) {
      if (forced.day != state_.time) continue;
      Changes changes(state_);
      actor_.fire(static_cast<std::size_t>(forced.trigger), state_, changes, forced.marks);
      settle(changes);
    }
  }

  void fire_schedules() {
    for (std::size_t j = 0; j < scenario_.triggers.size(); ++j) {
      const Trigger& trigger = scenario_.triggers[j];
      if (std::find(trigger.at.begin(), trigger.at.end(), state_.time) == trigger.at.end()) continue;
      if (!allowed(trigger, j, state_)) continue;
      const double probability = trigger.probability ? value(*trigger.probability, state_) : 1;
      if (!boost::random::bernoulli_distribution<>(probability)(generator_)) continue;
      Changes changes(state_);
      actor_.fire(j, state_, changes);
      settle(changes);
    }
  }

  void jump_until(double end) {
    while (true) {
      const std::vector<double>& intensities = hazards_.intensities();
      double total = 0;
      for (const double each : intensities) total += each;
      if (total <= 0) break;
      const double waiting = boost::random::exponential_distribution<>(total)(generator_);
      if (state_.time + waiting >= end) break;
      state_.time += waiting;
      happen(boost::random::discrete_distribution<std::size_t>(intensities)(generator_));
    }
    state_.time = end;
  }

  void happen(std::size_t clock) {
    Changes changes(state_);
    const std::size_t triggers = scenario_.triggers.size();
    if (clock < triggers) {
      actor_.fire(clock, state_, changes);
    } else {
      const std::size_t ladder = (clock - triggers) / 2;
      const bool up = (clock - triggers) % 2 == 0;
      actor_.move_ladder(ladder, state_.rungs[ladder] + (up ? 1 : -1), state_, changes);
    }
    hazards_.look_again(state_, settle(changes));
  }

  void diffuse(double interval) {
    const auto n = static_cast<Eigen::Index>(state_.drivers.size());
    if (n == 0) return;
    auto known = transitions_.find(interval);
    if (known == transitions_.end())
      known = transitions_.emplace(interval, transition_over(sde_of(scenario_, state_), interval)).first;
    const Transition& over = known->second;
    Eigen::VectorXd noise(n);
    for (double& each : noise) each = boost::random::normal_distribution<>()(generator_);
    const Eigen::Map<Eigen::VectorXd> before(state_.drivers.data(), n);
    const Eigen::VectorXd after = over.factor * before + over.shift + over.root * noise;
    Changes all_is_looked_at_anyway(state_);
    for (std::size_t i = 0; i < state_.drivers.size(); ++i)
      actor_.set_driver(i, after(static_cast<Eigen::Index>(i)), state_, all_is_looked_at_anyway);
  }

  void finish_date() {
    look(nullptr);
    settle(Changes(state_));
    hazards_.look_at_all(state_);
    path_.states.push_back(state_);
    for (std::size_t i = 0; i < scenario_.outcomes.size(); ++i) {
      const Outcome& outcome = scenario_.outcomes[i];
      if (outcome.day != state_.time) continue;
      path_.given[i] = !outcome.given || holds(*outcome.given, state_);
      if (outcome.value) path_.values[i] = value(*outcome.value, state_);
    }
  }

  /// Looks at the conditions that read what has changed, and works off what that sets off. All that has
  /// changed then.
  Changes settle(Changes changes) {
    look(&changes);
    while (!pending_.empty()) {
      const std::size_t number = pending_.front();
      pending_.pop();
      if (!allowed(scenario_.triggers[number], number, state_)) continue;
      Changes own(state_);
      actor_.fire(number, state_, own);
      look(&own);
      changes.include(own);
    }
    return changes;
  }

  void look(const Changes* changes) {
    for (std::size_t j = 0; j < scenario_.triggers.size(); ++j) {
      const std::optional<Formula>& upon = scenario_.triggers[j].upon;
      if (!upon || (changes && !reads(upon->expression, *changes))) continue;
      const bool now = holds(*upon, state_);
      if (now && !was_true_[j]) pending_.push(j);
      was_true_[j] = now;
    }
    for (std::size_t i = 0; i < scenario_.outcomes.size(); ++i) {
      const Outcome& outcome = scenario_.outcomes[i];
      if (!outcome.when || path_.first_passages[i] || state_.time > outcome.day) continue;
      if (changes && !reads(outcome.when->expression, *changes)) continue;
      if (holds(*outcome.when, state_)) path_.first_passages[i] = state_.time;
    }
  }

  const Scenario& scenario_;
  Generator& generator_;
  std::vector<double> grid_;
  Actor actor_;
  Hazards hazards_;
  State state_;
  Path path_{0};
  std::map<double, Transition> transitions_; ///< of this world, by length
  std::vector<bool> was_true_;               ///< of each trigger's `upon`
  std::queue<std::size_t> pending_;          ///< threshold triggers
};

} // namespace casus::reference
