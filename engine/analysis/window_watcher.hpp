#pragma once

#include "analysis/candidates.hpp"
#include "plan/plan.hpp"
#include "simulation/block_simulator.hpp"

#include <limits>
#include <vector>

namespace casus::analysis {

/// Days that are watched: those after `from`, up to `until`.
struct Window {
  double from = 0;
  double until = 0;

  bool has(double day) const { return day > from && day <= until; }
};

/// Notes of a block when each candidate first came in a window, in each lane. Where something has been
/// observed, the window may begin within a step of the past: what came in the rest of that step belongs to
/// those lanes that have come of the one in which it did.
class WindowWatcher : public simulation::Observer {
public:
  static constexpr double never = std::numeric_limits<double>::infinity();

  /// The simulator is the one that it looks on.
  WindowWatcher(const plan::Plan& plan, const Candidates& candidates, const Window& window,
                const simulation::BlockSimulator& simulator);

  /// The day on which a candidate first came in a lane of the last block.
  double first_day(std::size_t candidate, std::size_t lane) const { return days_[place(candidate, lane)]; }
  const simulation::BlockState& state() const { return simulator_.state(); }

  bool sees_past() const override { return plan_.observed.has_value(); }
  void at_begin(const simulation::BlockState& state) override;
  void at_grid_point(std::size_t point, const simulation::BlockState& state) override;
  void before(const simulation::Happening& happening, const simulation::BlockState& state) override;
  void after(const simulation::Happening& happening, const simulation::BlockState& state) override;
  void at_end(const simulation::BlockState& state) override;

private:
  std::size_t place(std::size_t candidate, std::size_t lane) const {
    return candidate * simulation::block_lanes + lane;
  }
  void note(std::size_t candidate, const simulation::Happening& happening);

  const plan::Plan& plan_;
  const Candidates& candidates_;
  Window window_;
  const simulation::BlockSimulator& simulator_;
  std::size_t last_of_past_ = 0;   ///< grid point at which blocks leave their past behind
  std::vector<double> days_;       ///< [candidate][lane]
  std::vector<double> past_days_;  ///< the same of the past, by the lanes of its last step
  std::vector<std::size_t> rungs_; ///< [lane][ladder], before the event at hand
};

} // namespace casus::analysis
