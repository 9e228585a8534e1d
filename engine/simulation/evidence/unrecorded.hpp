#pragma once

#include "simulation/events/expiries.hpp"
#include "simulation/evidence/exposure.hpp"

namespace casus::simulation {

/// What happens up to now though nobody has recorded it. Clocks run as ever, and those of their events that
/// would be known of are left out (thinning: Lewis and Shedler 1979), as they are not in the record; what it
/// weighs that they are not is charged exactly.
class Unrecorded {
public:
  Unrecorded(const plan::Plan& plan, std::uint64_t seed, MarkDrawer& marks, DriverPaths& paths,
             std::size_t widest);

  void enter_worlds(const BlockState& state) { recording_.enter_worlds(state); }
  /// Begins a block, and ends what is known.
  void begin(std::size_t lanes);
  void end() { is_known_ = false; }
  /// Whether the moment is one up to which it is known what happened.
  bool is_known() const { return is_known_; }

  Recording& recording() { return recording_; }
  Exposure& exposure() { return exposure_; }
  LaneWeights& weights() { return weights_; }

  /// Leaves out those of some events, which have their next thresholds, that would be known of.
  void leave_out(BlockState& state, std::vector<kernels::Expiry>& events, Expiries& expiries);
  /// The marks of a firing that is not recorded; `firing` is its number.
  std::span<const double> draw_marks(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                                     std::uint64_t firing);
  /// Weighs that a scheduled firing is not recorded, and gives the probability that it came about.
  double weigh_scheduled(BlockState& state, std::size_t lane, double day, TriggerId trigger);
  /// Weighs that the firing of a threshold is not recorded.
  void weigh_threshold(BlockState& state, std::size_t lane, double day, TriggerId trigger);
  void after_event(BlockState& state, std::size_t lane, Moment moment) {
    exposure_.after_event(state, lane, moment, weights_);
  }

private:
  bool is_left_out(BlockState& state, const kernels::Expiry& event);

  const plan::Plan& plan_;
  MarkDrawer& marks_;
  DriverPaths& paths_;
  Recording recording_;
  Exposure exposure_;
  LaneWeights weights_;
  IdVector<plan::ClockId, StreamKey> clock_keys_;
  IdVector<TriggerId, StreamKey> mark_keys_;
  bool is_known_ = false;
};

} // namespace casus::simulation
