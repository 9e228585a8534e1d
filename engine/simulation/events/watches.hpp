#pragma once

#include "simulation/block_state.hpp"
#include "simulation/events/agenda.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// Looks at conditions and notes what turned from false to true: questions begin, outcomes are met,
/// thresholds wait to fire; and since when a condition holds of which a formula asks how long it has.
class Watcher {
public:
  Watcher(const plan::Plan& plan, Agenda& agenda, std::size_t widest);

  struct Turned {
    std::size_t lane = 0;
    TriggerId trigger{};
  };

  /// Which conditions are looked at at a grid point, in all lanes: all at the start, later those that change
  /// by themselves or have not been looked at before, or of these the thresholds of triggers.
  enum class Which { all, moving, moving_triggers };
  /// Gives the thresholds that turn, by lane, in the file's order within one.
  std::vector<Turned> look_block(BlockState& state, double day, Which which);
  /// Looks, on a day within a step and aside from the trajectories, at the condition of an outcome.
  void look_aside(BlockState& state, double day, plan::WatchId watch);
  /// Looks, after an event or a timer and in its lane, at the conditions that read what has changed.
  void look_lane(BlockState& state, std::size_t lane, double day, std::span<const plan::WatchId> watches);

  /// Looks at conditions for whose threshold a driver crosses it: what is found true now is held to be so
  /// until the next grid point, where the driver may be back.
  void look_at_crossing(BlockState& state, std::size_t lane, double day,
                        std::span<const plan::WatchId> watches);
  /// Whether nobody needs to look in the lane, since the condition is known to hold or nobody asks any more.
  bool is_idle(const BlockState& state, std::size_t lane, double day, plan::WatchId watch) const;

  /// Thresholds that turned in look_lane, in order.
  std::vector<TriggerId>& pending() { return pending_; }

  /// A row that holds since when a condition has held, and that has changed in a lane.
  struct Spell {
    std::size_t lane = 0;
    Row row{};
  };
  /// Those that have changed and have not been seen to.
  std::vector<Spell>& spells() { return spells_; }

private:
  /// Notes what a condition was found to be. Returns whether it turned so that a trigger fires.
  bool see(BlockState& state, std::size_t lane, double day, plan::WatchId watch, bool truth);
  void note_spell(BlockState& state, std::size_t lane, double day, Row row, bool truth);
  void begin(BlockState& state, std::size_t lane, double day, OutcomeId outcome);
  void note_held(BlockState& state, std::size_t lane, double day, std::span<const plan::WatchId> seen);
  void meet(BlockState& state, std::size_t lane, double day, OutcomeId outcome);
  bool is_open(const BlockState& state, std::size_t lane, double day, OutcomeId outcome) const;

  const plan::Plan& plan_;
  Agenda& agenda_;
  std::vector<double> scratch_;
  std::vector<double> conditions_;
  std::vector<TriggerId> pending_;
  std::vector<Spell> spells_;
  std::vector<OutcomeId> begun_; ///< questions that have begun in this look at a lane
};

} // namespace casus::simulation
