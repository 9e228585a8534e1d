#include "analysis/window_watcher.hpp"

#include <algorithm>

namespace casus::analysis {

using simulation::BlockState;
using simulation::Happening;

WindowWatcher::WindowWatcher(const plan::Plan& plan, const Candidates& candidates, const Window& window,
                             const simulation::BlockSimulator& simulator)
    : plan_(plan), candidates_(candidates), window_(window), simulator_(simulator),
      days_(candidates.size() * simulation::block_lanes),
      rungs_(plan.ladders.size() * simulation::block_lanes) {
  const auto& grid = plan.grid;
  last_of_past_ =
      static_cast<std::size_t>(std::lower_bound(grid.begin(), grid.end(), window.from) - grid.begin());
}

void WindowWatcher::at_begin(const BlockState&) {
  std::fill(days_.begin(), days_.end(), never);
  past_days_.clear();
}

/// Blocks with a past tell of its points when they leave it.
void WindowWatcher::at_grid_point(std::size_t point, const BlockState& state) {
  if (state.spec.past == nullptr || point != last_of_past_) return;
  past_days_ = days_;
  std::fill(days_.begin(), days_.end(), never);
}

void WindowWatcher::before(const Happening& happening, const BlockState& state) {
  if (!window_.has(happening.moment.day)) return;
  for (const LadderId l : plan_.ladders.ids())
    rungs_[happening.lane * plan_.ladders.size() + l.number()] =
        static_cast<std::size_t>(state.at(plan_.ladders[l].row, happening.lane));
  if (!happening.trigger) return;
  const TriggerId trigger = *happening.trigger;
  note(candidates_.of_trigger(trigger), happening);
  const auto& marks = plan_.triggers[trigger].marks;
  for (std::size_t m = 0; m < happening.marks.size(); ++m)
    if (!marks[m].shares.empty())
      note(candidates_.of_mark(trigger, m) + static_cast<std::size_t>(happening.marks[m]), happening);
}

void WindowWatcher::after(const Happening& happening, const BlockState& state) {
  if (!window_.has(happening.moment.day)) return;
  for (const LadderId l : plan_.ladders.ids()) {
    const auto rung = static_cast<std::size_t>(state.at(plan_.ladders[l].row, happening.lane));
    if (rung != rungs_[happening.lane * plan_.ladders.size() + l.number()])
      note(candidates_.of_rung(l, rung), happening);
  }
}

void WindowWatcher::note(std::size_t candidate, const Happening& happening) {
  double& day = days_[place(candidate, happening.lane)];
  day = std::min(day, happening.moment.day);
}

void WindowWatcher::at_end(const BlockState& state) {
  if (past_days_.empty()) return;
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    const std::size_t ancestor = simulator_.lineage(lane).back();
    for (std::size_t c = 0; c < candidates_.size(); ++c)
      days_[place(c, lane)] = std::min(days_[place(c, lane)], past_days_[place(c, ancestor)]);
  }
}

} // namespace casus::analysis
