#pragma once

#include "simulation/events/change_maker.hpp"
#include "simulation/events/clock_changer.hpp"
#include "simulation/events/timers.hpp"
#include "simulation/events/watches.hpp"

#include <optional>
#include <span>

namespace casus::simulation {

/// Carries out in one lane what an event does, and what follows at once: rows that are derived from what has
/// changed, then intensities, then conditions; timers are set. Thresholds that turn are left pending with the
/// watcher.
class Consequences {
public:
  Consequences(const plan::Plan& plan, HazardEvaluator& hazards, DriverPaths& paths, Watcher& watcher,
               Timers& timers, ClockChanger clocks);

  /// Carries out a firing: it is counted and has its effects.
  void of_firing(BlockState& state, const Happening& firing);
  /// Carries out a step that a ladder takes of itself.
  void of_step(BlockState& state, const Happening& step);
  /// Carries out what is left of a firing that has been counted already, has changed all rows that it does,
  /// and has multiplied intensities; `evaluated` are the clocks that it might not multiply.
  void of_changes(BlockState& state, const Happening& firing, std::span<const plan::ClockId> evaluated);
  /// Sees to what time alone changes: a moment has come at which these targets do. Returns whether that has
  /// changed how long some condition has held, and with it perhaps other clocks.
  bool of_time(BlockState& state, std::size_t lane, Moment moment, const plan::Dependents& targets);
  /// Gives drivers other values, as those have that are known from day to day.
  void of_values(BlockState& state, std::size_t lane, Moment moment,
                 std::span<const std::pair<DriverId, double>> drivers);
  /// Throws if such a firing has made a driver infinite.
  void check(const BlockState& state, std::size_t lane, double day, TriggerId trigger);

private:
  void note_history(BlockState& state, const Happening& firing);
  void settle(BlockState& state, std::size_t lane, Moment moment,
              const std::optional<plan::Reaction>& reaction);
  bool evaluate(BlockState& state, std::size_t lane, Moment moment, const plan::Dependents& targets,
                std::span<const plan::ClockId> clocks);
  bool follow_spells(BlockState& state, std::size_t lane, Moment moment);

  const plan::Plan& plan_;
  HazardEvaluator& hazards_;
  DriverPaths& paths_;
  Watcher& watcher_;
  Timers& timers_;
  ClockChanger clocks_;
  Touched touched_;
  ChangeMaker changes_;
  plan::Dependents stale_; ///< after an event of which only now is known what it has changed
};

} // namespace casus::simulation
