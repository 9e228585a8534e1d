#pragma once

// The intensities of all that can happen by itself. Each is looked at again at grid points and after events
// that change something it reads, and is constant in between: the end of a cooldown is noticed at the next
// such look.

#include "simulation/reference/events.hpp"

namespace casus::reference {

/// Whether limit, cooldown and gate let the trigger fire now.
inline bool allowed(const Trigger& trigger, std::size_t number, const State& state) {
  const std::vector<double>& firings = state.firings[number];
  if (trigger.limit && static_cast<long long>(firings.size()) >= *trigger.limit) return false;
  if (trigger.cooldown && !firings.empty() && state.time - firings.back() < value(*trigger.cooldown, state))
    return false;
  return !trigger.when || holds(*trigger.when, state);
}

class Hazards {
public:
  Hazards(const Scenario& scenario)
      : scenario_(scenario), intensities_(scenario.triggers.size() + 2 * scenario.ladders.size()) {}

  /// Per day: of the triggers, then of each ladder's step up and step down.
  const std::vector<double>& intensities() const { return intensities_; }

  void look_at_all(const State& state) { look(state, nullptr); }
  void look_again(const State& state, const Changes& changes) { look(state, &changes); }

private:
  void look(const State& state, const Changes* changes) {
    const std::size_t triggers = scenario_.triggers.size();
    for (std::size_t j = 0; j < triggers; ++j) {
      const Trigger& trigger = scenario_.triggers[j];
      if (changes && !changes->triggers[j] && !touched(trigger.hazard, *changes)) continue;
      intensities_[j] = trigger.hazard && allowed(trigger, j, state) ? intensity(*trigger.hazard, state) : 0;
    }
    for (std::size_t i = 0; i < scenario_.ladders.size(); ++i) {
      const Ladder& ladder = scenario_.ladders[i];
      const auto rung = static_cast<std::size_t>(state.rungs[i]);
      const bool moved = !changes || changes->ladders[i];
      look_at_step(ladder.up[rung], triggers + 2 * i, state, moved, changes);
      look_at_step(ladder.down[rung], triggers + 2 * i + 1, state, moved, changes);
    }
  }

  void look_at_step(const std::optional<Intensity>& step, std::size_t clock, const State& state, bool moved,
                    const Changes* changes) {
    if (moved || touched(step, *changes)) intensities_[clock] = step ? intensity(*step, state) : 0;
  }

  static double intensity(const Intensity& hazard, const State& state) {
    if (hazard.when && !holds(*hazard.when, state)) return 0;
    return value(hazard.rate, state) * std::exp(log_weight(hazard.weights, state));
  }

  static bool touched(const std::optional<Intensity>& hazard, const Changes& changes) {
    if (!hazard) return false;
    if (reads(hazard->rate.expression, changes)) return true;
    if (hazard->when && reads(hazard->when->expression, changes)) return true;
    return std::any_of(hazard->weights.begin(), hazard->weights.end(),
                       [&](const Term& term) { return reads(term.term.expression, changes); });
  }

  const Scenario& scenario_;
  std::vector<double> intensities_;
};

} // namespace casus::reference
