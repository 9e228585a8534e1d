#pragma once

#include "simulation/block_state.hpp"
#include "tally/estimates.hpp"
#include "tally/fan.hpp"
#include "tally/joint.hpp"
#include "tally/quantile_sketch.hpp"
#include "tally/sample_moments.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace casus::tally {

struct OutcomeTally {
  std::uint64_t trials = 0; ///< trajectories in which `given` held
  std::uint64_t hits = 0;
  std::vector<std::uint32_t>
      passages;             ///< [group of worlds][grid point], first passages in the step that ends there
  Moments moments;          ///< of a value
  QuantileSketch quantiles; ///< of values, or of the days of first passages
};

struct MarkTally {
  std::vector<std::uint64_t> categories;
  Moments moments;            ///< of a number
  std::vector<Moments> lanes; ///< of a number in the block at hand: lanes' events come in no order of lanes
};

struct TriggerTally {
  Moments counts; ///< firings a trajectory
  std::uint64_t fired = 0;
  std::vector<MarkTally> marks;
};

/// World w is of group w mod groups: as few as bound the memory of all curves, as many as give their errors a
/// good number of degrees of freedom.
std::uint64_t curve_groups(std::size_t curves, std::size_t points);

/// The sums of a world by itself: of each outcome, then of each trigger's count.
using WorldTally = std::vector<WorldSum>;

/// What is asked of the paths, gathered block by block. Mergeable: the tally of two runs of blocks is the
/// merge of their tallies, in their order (sums of doubles depend on it). Its memory does not grow with the
/// trajectories.
class Tally : public simulation::Observer {
public:
  /// Occupancy is kept apart for `groups` of the worlds, or of the blocks where there is one world.
  Tally(const plan::Plan& plan, const FanScale& scale, std::size_t groups = 1);

  void at_grid_point(std::size_t point, const simulation::BlockState& state) override;
  bool minds_unmarked_events() const override { return false; }
  void before(const simulation::Happening& happening, const simulation::BlockState& state) override;
  void at_end(const simulation::BlockState& state) override;

  void merge(const Tally& other);
  void clear();

  std::uint64_t trajectories = 0;
  std::vector<std::uint32_t> occupancy; ///< [group][grid point][rung of all ladders]
  std::vector<Moments> drivers;         ///< [grid point][driver]
  Fan fan;
  JointOccupancy joint;
  IdVector<OutcomeId, OutcomeTally> outcomes;
  IdVector<TriggerId, TriggerTally> triggers;
  std::map<std::uint64_t, WorldTally> worlds;

  /// The place at which a ladder's rungs begin among the rungs of all ladders.
  const std::vector<std::size_t>& first_rungs() const { return first_rungs_; }
  std::size_t rungs() const { return first_rungs_.back(); }
  std::size_t groups() const { return groups_; }
  std::uint32_t occupied(std::size_t group, std::size_t point, std::size_t rung) const {
    return occupancy[place(group, point) + rung];
  }
  std::uint64_t curve_groups() const { return curve_groups_; }

private:
  void add_drivers(std::size_t point, const simulation::BlockState& state);
  void add_ladders(std::size_t point, const simulation::BlockState& state);
  void add_outcome(OutcomeId outcome, const simulation::BlockState& state, WorldSum& world);
  void add_event(OutcomeId outcome, double first_passage, std::uint64_t world, WorldSum& sum);
  void add_trigger(TriggerId trigger, const simulation::BlockState& state, WorldSum& world);
  std::size_t group_of(const simulation::BlockSpec& spec) const;
  std::size_t place(std::size_t group, std::size_t point) const {
    return (group * plan_->grid.size() + point) * rungs();
  }

  const plan::Plan* plan_;
  const kernels::Kernels& kernels_;
  std::size_t groups_;
  std::vector<std::size_t> first_rungs_;
  std::uint64_t curve_groups_;
};

} // namespace casus::tally
