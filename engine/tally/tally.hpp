#pragma once

#include "simulation/block_state.hpp"
#include "tally/clusters.hpp"
#include "tally/controls/control_values.hpp"
#include "tally/fan.hpp"
#include "tally/joint.hpp"
#include "tally/quantile_sketch.hpp"
#include "tally/sample_moments.hpp"

#include <cstdint>
#include <vector>

namespace casus::tally {

struct OutcomeTally {
  std::uint64_t trials = 0; ///< trajectories in which `given` held
  std::uint64_t hits = 0;
  std::vector<std::uint32_t>
      passages;             ///< [group of clusters][grid point], first passages in the step that ends there
  Moments moments;          ///< of a value
  Moments controlled;       ///< of trials' answers less the controls' centre and what the controls take
  QuantileSketch quantiles; ///< of values, or of the days of first passages
  SkewMoments cells;        ///< of the means of values in cells
};

struct MarkTally {
  std::vector<std::uint64_t> categories;
  Moments moments;            ///< of a number
  std::vector<Moments> lanes; ///< of a number in the block at hand: lanes' events come in no order of lanes
};

struct TriggerTally {
  std::uint64_t fired = 0;
  std::vector<MarkTally> marks;
};

/// Cluster c is of group c mod groups: as few as bound the memory of all curves, as many as give their errors
/// a good number of degrees of freedom.
std::uint64_t curve_groups(std::size_t curves, std::size_t points);

/// The sums of a cluster by itself: of each outcome, then of each trigger's count.
using ClusterTally = std::vector<WorldsSum>;

/// What is asked of the paths, gathered block by block. Mergeable: the tally of two runs of blocks is the
/// merge of their tallies, in their order (sums of doubles depend on it). Its memory does not grow with the
/// trajectories.
class Tally : public simulation::Observer {
public:
  /// Occupancy is kept apart for `groups` of the clusters, or of the blocks where there is one world.
  Tally(const plan::Plan& plan, const FanScale& scale, std::uint64_t worlds, std::size_t groups = 1);

  void at_grid_point(std::size_t point, const simulation::BlockState& state) override;
  simulation::Attention attention() const override {
    return controls_ ? simulation::Attention::decisive : simulation::Attention::marked;
  }
  bool reads_noises() const override { return controls_ && controls_->reads_noises(); }
  void at_begin(const simulation::BlockState& state) override {
    if (controls_) controls_->at_begin(state);
  }
  void before(const simulation::Happening& happening, const simulation::BlockState& state) override;
  void after(const simulation::Happening& happening, const simulation::BlockState& state) override {
    if (controls_) controls_->after(happening, state);
  }
  void not_drawn(std::size_t lane, const plan::ScheduledFiring& firing,
                 const simulation::BlockState& state) override {
    if (controls_) controls_->not_drawn(lane, firing, state);
  }
  void at_horizon(simulation::Moment moment, const simulation::BlockState& state) override {
    if (controls_) controls_->at_horizon(moment, state);
  }
  void at_end(const simulation::BlockState& state) override;

  /// Has what the controls take from the answers added up beside them. `controls` outlive it.
  void control(std::uint64_t seed, const Controls& controls) { controls_.emplace(*plan_, seed, controls); }

  /// What they take in the block at hand, where there are controls.
  const ControlValues* controls() const { return controls_ ? &*controls_ : nullptr; }

  void merge(const Tally& other);
  void clear();

  std::uint64_t trajectories = 0;
  std::vector<std::uint32_t> occupancy; ///< [group][grid point][rung of all ladders]
  std::vector<Moments> drivers;         ///< [grid point][driver]
  Fan fan;
  JointOccupancy joint;
  IdVector<OutcomeId, OutcomeTally> outcomes;
  IdVector<TriggerId, TriggerTally> triggers;
  std::vector<ClusterTally> clusters; ///< of worlds

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
  void add_ladders(std::size_t group, std::size_t point, const simulation::BlockState& state,
                   std::size_t first_lane, std::size_t end);
  void add_cell(OutcomeId outcome, const simulation::BlockState& state, std::size_t first_lane,
                std::uint64_t cluster);
  double take_controls(OutcomeTally& outcome, OutcomeId o, const simulation::BlockState& state,
                       std::size_t first_lane);
  void add_passage(OutcomeTally& outcome, double first_passage, std::uint64_t cluster);
  void add_trigger(TriggerId trigger, const simulation::BlockState& state);
  void add_cell(TriggerId trigger, const simulation::BlockState& state, std::size_t first_lane,
                std::uint64_t cluster);
  ClusterTally& touch(std::uint64_t cluster);
  std::size_t place(std::size_t group, std::size_t point) const {
    return (group * plan_->grid.size() + point) * rungs();
  }

  const plan::Plan* plan_;
  std::optional<ControlValues> controls_;
  const kernels::Kernels& kernels_;
  std::uint64_t worlds_;
  std::size_t groups_;
  std::vector<std::size_t> first_rungs_;
  std::uint64_t curve_groups_;
  std::vector<std::uint8_t> is_touched_;
  std::vector<std::uint64_t> touched_; ///< the clusters that have something, each once
};

} // namespace casus::tally
