#pragma once

#include "simulation/changes.hpp"
#include "simulation/clock_changer.hpp"
#include "simulation/stale.hpp"
#include "simulation/watches.hpp"

#include <optional>
#include <span>

namespace casus::simulation {

/// Carries out in one lane what an event does, and what follows at once: rows that are derived from what has
/// changed, then intensities, then conditions. Thresholds that turn are left pending with the watcher. `end`
/// is when the step ends, to which the clocks have been run down.
class Consequences {
public:
  Consequences(const plan::Plan& plan, HazardEvaluator& hazards, Watcher& watcher, Expiries& expiries);

  /// Of a firing: it is counted and has its effects.
  void of_firing(BlockState& state, const Happening& firing, double end);
  /// Of a ladder's own step.
  void of_step(BlockState& state, const Happening& step, double end);
  /// Of a firing that has been counted, changed all rows that it does, and multiplied intensities;
  /// `evaluated` are the clocks that it might not multiply.
  void of_changes(BlockState& state, const Happening& firing, double end,
                  std::span<const plan::ClockId> evaluated);
  /// Throws if such a firing has made a driver infinite.
  void check(const BlockState& state, std::size_t lane, double day, int trigger);

private:
  void note_history(BlockState& state, const Happening& firing);
  void settle(BlockState& state, std::size_t lane, EventTime time,
              const std::optional<plan::Reaction>& reaction);
  void settle_known(BlockState& state, std::size_t lane, EventTime time, const plan::Reaction& reaction,
                    std::span<const plan::ClockId> clocks);

  const plan::Plan& plan_;
  HazardEvaluator& hazards_;
  Watcher& watcher_;
  ClockChanger clocks_;
  TouchedRows touched_;
  ChangeMaker changes_;
  Stale stale_;
};

} // namespace casus::simulation
