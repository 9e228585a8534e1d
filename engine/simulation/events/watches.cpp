#include "simulation/events/watches.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {
namespace {

/// What a condition was found to be: 0, or one of these.
constexpr std::uint8_t holds = 1;
constexpr std::uint8_t held = 2; ///< until the next grid point

bool is_over(const plan::WatchPlan& watch, double day) { return day > watch.until + formula::same_moment; }

} // namespace

Watcher::Watcher(const plan::Plan& plan, std::size_t widest)
    : plan_(plan), scratch_(plan.deepest_program * widest), conditions_(widest) {}

std::vector<Watcher::Turned> Watcher::look_block(BlockState& state, double day, Which which) {
  std::vector<Turned> turned;
  for (const plan::WatchId w : plan_.watches.ids()) {
    const plan::WatchPlan& watch = plan_.watches[w];
    if ((which != Which::all && !watch.moving) || is_over(watch, day)) continue;
    if (which == Which::moving_triggers && watch.outcome) continue;
    watch.condition.in_block(state.inputs(day), state.width, scratch_.data(), conditions_.data());
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (see(state, lane, day, w, conditions_[lane] != 0)) turned.push_back({lane, *watch.trigger});
  }
  std::stable_sort(turned.begin(), turned.end(),
                   [](const Turned& a, const Turned& b) { return a.lane < b.lane; });
  return turned;
}

void Watcher::look_last(BlockState& state, double day, plan::WatchId w) {
  const plan::WatchPlan& watch = plan_.watches[w];
  watch.condition.in_block(state.inputs(day), state.width, scratch_.data(), conditions_.data());
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    double& first_passage = state.first_passages(*watch.outcome, lane);
    if (conditions_[lane] != 0) first_passage = std::min(first_passage, day);
  }
}

void Watcher::look_lane(BlockState& state, std::size_t lane, double day,
                        std::span<const plan::WatchId> watches) {
  for (const plan::WatchId w : watches) {
    if (is_idle(state, lane, day, w)) continue;
    const plan::WatchPlan& watch = plan_.watches[w];
    const bool truth = watch.condition.in_lane(state.inputs(day), lane) != 0;
    if (see(state, lane, day, w, truth)) pending_.push_back(*watch.trigger);
  }
}

void Watcher::look_at_crossing(BlockState& state, std::size_t lane, double day,
                               std::span<const plan::WatchId> watches) {
  look_lane(state, lane, day, watches);
  for (const plan::WatchId w : watches) {
    std::uint8_t& truth = state.truths(w, lane);
    if (truth == holds) truth = held;
  }
}

bool Watcher::is_idle(const BlockState& state, std::size_t lane, double day, plan::WatchId w) const {
  const plan::WatchPlan& watch = plan_.watches[w];
  if (state.truths(w, lane) == held) return true;
  return watch.outcome && (is_over(watch, day) || std::isfinite(state.first_passages(*watch.outcome, lane)));
}

bool Watcher::see(BlockState& state, std::size_t lane, double day, plan::WatchId w, bool truth) {
  std::uint8_t& before = state.truths(w, lane);
  const bool turned = truth && before == 0;
  before = truth ? holds : 0;
  if (!turned) return false;
  const plan::WatchPlan& watch = plan_.watches[w];
  if (!watch.outcome) return true;
  double& first_passage = state.first_passages(*watch.outcome, lane);
  first_passage = std::min(first_passage, day);
  return false;
}

} // namespace casus::simulation
