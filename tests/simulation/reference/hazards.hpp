#pragma once

// The intensities of all that can happen by itself. Each is looked at again at grid points, after events that
// change something it reads, and at its own timers; it is constant in between. Rates and terms read
// the drivers' means over the step, and where time passes smoothly that of the middle of what is left of it;
// conditions read the moment.

#include "simulation/reference/events.hpp"

namespace casus::reference {

/// Whether limit, cooldown and gate let the trigger fire now.
inline bool allowed(const Trigger& trigger, std::size_t number, const State& state) {
  const std::vector<double>& firings = state.firings[number];
  if (trigger.limit && static_cast<long long>(firings.size()) >= *trigger.limit) return false;
  if (trigger.cooldown && !firings.empty() &&
      firings.back() > state.time - value(*trigger.cooldown, state) + same_moment)
    return false;
  return !trigger.when || holds(*trigger.when, state);
}

/// What can happen by itself: the triggers, then each ladder's step up and step down.
inline std::size_t clocks_of(const Scenario& scenario) {
  return scenario.triggers.size() + 2 * scenario.ladders.size();
}

/// The hazard by which the clock runs in the state.
inline const std::optional<Intensity>& hazard_of(std::size_t clock, const Scenario& scenario,
                                                 const State& state) {
  const std::size_t triggers = scenario.triggers.size();
  if (clock < triggers) return scenario.triggers[clock].hazard;
  const std::size_t number = (clock - triggers) / 2;
  const Ladder& ladder = scenario.ladders[number];
  return ((clock - triggers) % 2 == 0 ? ladder.up
                                      : ladder.down)[static_cast<std::size_t>(state.rungs[number])];
}

class Hazards {
public:
  Hazards(const Scenario& scenario) : scenario_(scenario), intensities_(clocks_of(scenario)) {}

  /// Per day, of each clock.
  const std::vector<double>& intensities() const { return intensities_; }

  /// All of them; the step ends at the moment `end`.
  void look_at_all(const State& state, double end) {
    for (std::size_t clock = 0; clock < intensities_.size(); ++clock) look(clock, state, end);
  }

  /// Those that read what has changed.
  void look_again(const State& state, double end, const Changes& changes) {
    for (std::size_t clock = 0; clock < intensities_.size(); ++clock)
      if (is_touched(clock, state, changes)) look(clock, state, end);
  }

  void look(std::size_t clock, const State& state, double end) {
    const bool is_trigger = clock < scenario_.triggers.size();
    const std::optional<Intensity>& hazard = hazard_of(clock, scenario_, state);
    const bool runs = hazard && (!is_trigger || allowed(scenario_.triggers[clock], clock, state)) &&
                      (!hazard->when || holds(*hazard->when, state));
    const View rest{state.means, (state.time + end) / 2};
    intensities_[clock] = runs ? evaluate(hazard->rate.expression, state, rest) *
                                     std::exp(log_weight(hazard->weights, state, rest))
                               : 0;
  }

private:
  bool is_touched(std::size_t clock, const State& state, const Changes& changes) const {
    const std::size_t triggers = scenario_.triggers.size();
    if (clock >= triggers && changes.ladders[(clock - triggers) / 2]) return true;
    if (clock < triggers && changes.triggers[clock] &&
        (scenario_.triggers[clock].limit || scenario_.triggers[clock].cooldown))
      return true;
    const std::optional<Intensity>& hazard = hazard_of(clock, scenario_, state);
    return hazard && is_touched(*hazard, changes);
  }

  static bool is_touched(const Intensity& hazard, const Changes& changes) {
    const auto is_read = [&](const Term& term) {
      return reads(term.term.expression, changes, changes.means);
    };
    return reads(hazard.rate.expression, changes, changes.means) ||
           std::any_of(hazard.weights.begin(), hazard.weights.end(), is_read) ||
           (hazard.when && reads(hazard.when->expression, changes, changes.drivers));
  }

  const Scenario& scenario_;
  std::vector<double> intensities_;
};

} // namespace casus::reference
