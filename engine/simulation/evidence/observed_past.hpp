#pragma once

#include "simulation/events/lane_events.hpp"
#include "simulation/evidence/measurements.hpp"
#include "simulation/evidence/past.hpp"
#include "simulation/evidence/unrecorded.hpp"

#include <vector>

namespace casus::simulation {

/// Brings about in every lane, up to now, what was observed, and weighs how likely that is: recorded firings
/// have the weight intensity times density of their marks times the probability of being recorded, moves of
/// ladders that of all ways to them. A dated one has a moment within its day, the same in all lanes.
class ObservedPast {
public:
  ObservedPast(const plan::Plan& plan, std::uint64_t seed, LaneEvents& events, DriverPaths& paths,
               MarkDrawer& marks, DriverStepper& drivers, Unrecorded& unrecorded);

  /// Begins a block of one world, whose past has this number.
  void begin(const BlockState& state, std::uint64_t number);
  /// Ends what is known.
  void end() { is_over_ = true; }
  /// The day of the next item, or of what is called now; infinite when that is over.
  double next_day() const;
  /// Brings about what is observed to have happened on the day, which is the next.
  void happen(BlockState& state, Moment moment);
  /// Weighs the measurements of a grid point, and gives the drivers what they become given these.
  void measure(BlockState& state, std::size_t point) {
    measurements_.weigh(state, point, unrecorded_.weights());
  }
  /// Discards lanes in which a ladder of which all moves are known stands elsewhere than it does.
  void check_ladders(const BlockState& state, double day);
  /// Whether an observed firing has the place of this one of the schedule.
  bool takes(std::size_t scheduled) const { return is_taken_[scheduled] != 0; }
  /// Items so far.
  std::size_t count() const { return next_; }
  const std::vector<double>& log_predictive() const { return log_predictive_; }

private:
  /// An item at its moment.
  struct Entry {
    double day = 0;
    double length = 0; ///< of the time in which it may have been
    std::size_t item = 0;
  };
  /// A way in which a ladder may have come to a rung.
  struct Route {
    std::optional<plan::ClockId> clock{};
    std::optional<TriggerId> trigger{};
    double rate = 0;
  };

  void add_rungs();
  double bring_about(BlockState& state, std::size_t lane, Moment moment, const Entry& entry);
  void fire(BlockState& state, std::size_t lane, Moment moment, const plan::ObservedItem& item);
  double look(BlockState& state, std::size_t lane, const plan::ObservedItem& item);
  double move(BlockState& state, std::size_t lane, Moment moment, const Entry& entry);
  double rate_of(BlockState& state, std::size_t lane, double day, const plan::ObservedItem& item);
  std::vector<Route> routes(BlockState& state, std::size_t lane, double day, const plan::ObservedItem& item);
  void take(BlockState& state, std::size_t lane, Moment moment, const plan::ObservedItem& item,
            const Route& route);
  double drawn(const BlockState& state, std::size_t lane, const plan::ObservedItem& item,
               std::uint64_t index) const;

  const plan::Plan& plan_;
  std::uint64_t seed_;
  LaneEvents& events_;
  DriverPaths& paths_;
  MarkDrawer& marks_;
  Unrecorded& unrecorded_;
  Measurements measurements_;
  std::vector<std::uint8_t> is_taken_; ///< of each firing of the schedule
  std::vector<Entry> entries_;         ///< by day
  std::vector<double> log_predictive_;
  IdVector<LadderId, double> rungs_; ///< on which those ladders stand
  std::size_t next_ = 0;
  bool is_over_ = true;
};

} // namespace casus::simulation
