#pragma once

#include "simulation/evidence/observed_past.hpp"

namespace casus::simulation {

/// A block's course up to now, by a bootstrap filter (Gordon, Salmond, Smith 1993) whose particles are the
/// lanes. At grid points, where their weights have become too different, they are resampled: copies have
/// fresh thresholds, which have no memory, and draws of their own. Where a block goes on from now, its lanes
/// are alike by then, and what they have come through is told to the observer.
class PastRun {
public:
  struct Workings {
    LaneEvents& events;
    DriverPaths& paths;
    DriverStepper& drivers;
    HazardEvaluator& hazards;
    Agenda& agenda;
  };

  PastRun(const plan::Plan& plan, std::uint64_t seed, const Workings& workings);

  /// Whether the next blocks end now, and not at the horizon.
  void stop_at_now(bool stops) { stops_ = stops; }
  const Evidence& evidence() const { return evidence_; }
  /// Whether the block has ended: now, or where no lane explains what was observed.
  bool is_over() const { return is_over_; }

  void enter_worlds(const BlockState& state) { unrecorded_.enter_worlds(state); }
  /// Begins a block, which has a past or goes its own way from the start.
  void begin(BlockState& state, const Past* past);
  /// Tells an observer that does not see the past of nothing for the time being.
  void keep_quiet(const Observer& observer);
  /// The clocks have their first thresholds.
  void start(BlockState& state);
  double next_day() const { return observed_.next_day(); }
  void happen(BlockState& state, Moment moment);
  bool takes(std::size_t scheduled) const { return is_told_ && observed_.takes(scheduled); }
  void measure(BlockState& state, std::size_t point);
  /// Weighs what a step has left unrecorded, at its end.
  void arrive(BlockState& state, double day);
  /// In which lane the course of one of now went, in each step up to now.
  std::vector<std::size_t> lineage(std::size_t lane) const;
  /// Everything that belongs to the grid point has happened: resamples the lanes where that is due. Returns
  /// whether the observer is to be told of the point.
  bool come_to(BlockState& state, std::size_t point, Observer& observer);

private:
  /// What observers read of lanes at a grid point, and from which lanes of it those of the next step came.
  struct Point {
    Rows rows{};
    std::vector<std::size_t> ancestors{};
  };

  bool is_known() const { return unrecorded_.is_known(); }
  void note_point(const BlockState& state);
  void resample(BlockState& state, double day);
  void close(BlockState& state, std::size_t point, Observer& observer);
  void tell_points(BlockState& state, Observer& observer) const;
  void check(const BlockState& state);
  Eigen::Index told_rows() const { return eigen_index(plan_.layout.first_count.number()); }

  const plan::Plan& plan_;
  Workings with_;
  Unrecorded unrecorded_;
  ObservedPast observed_;
  StreamKey resampling_key_;
  Bystander bystander_;
  Evidence evidence_;
  std::vector<Point> points_;
  std::uint64_t number_ = 0;     ///< of the past
  std::uint64_t generation_ = 0; ///< of the lanes
  bool has_past_ = false;        ///< and has not left it behind
  bool is_told_ = false;         ///< it has had one
  bool stops_ = false;
  bool is_over_ = false;
};

} // namespace casus::simulation
