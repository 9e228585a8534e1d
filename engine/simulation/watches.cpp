#include "simulation/watches.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {
namespace {

/// What a condition was found to be.
constexpr std::uint8_t holds = 1;
constexpr std::uint8_t held = 2; ///< until the next grid point

bool is_over(const plan::WatchPlan& watch, double day) { return day > watch.until + formula::same_moment; }

} // namespace

Watcher::Watcher(const plan::Plan& plan, std::size_t widest)
    : plan_(plan), scratch_(plan.deepest_program * widest), conditions_(widest) {}

void Watcher::look_block(BlockState& state, double day, Which which) {
  for (std::size_t w = 0; w < plan_.watches.size(); ++w) {
    const plan::WatchPlan& watch = plan_.watches[w];
    if ((which != Which::all && !watch.moving) || is_over(watch, day)) continue;
    if (which == Which::moving_triggers && watch.outcome != plan::none) continue;
    watch.condition.in_block(state.inputs(day), state.width, scratch_.data(), conditions_.data());
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (see(state, lane, day, w, conditions_[lane] != 0)) turned_.emplace_back(lane, watch.trigger);
  }
}

void Watcher::look_last(BlockState& state, double day, std::size_t w) {
  const plan::WatchPlan& watch = plan_.watches[w];
  watch.condition.in_block(state.inputs(day), state.width, scratch_.data(), conditions_.data());
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    double& first_passage = state.first_passages(watch.outcome, static_cast<Eigen::Index>(lane));
    if (conditions_[lane] != 0) first_passage = std::min(first_passage, day);
  }
}

void Watcher::look_lane(BlockState& state, std::size_t lane, double day, std::span<const int> watches) {
  for (const int w : watches) {
    if (is_idle(state, lane, day, w)) continue;
    const plan::WatchPlan& watch = plan_.watches[static_cast<std::size_t>(w)];
    const bool truth = watch.condition.in_lane(state.inputs(day), lane) != 0;
    if (see(state, lane, day, static_cast<std::size_t>(w), truth)) pending_.push_back(watch.trigger);
  }
}

void Watcher::look_at_crossing(BlockState& state, std::size_t lane, double day,
                               std::span<const int> watches) {
  look_lane(state, lane, day, watches);
  for (const int w : watches) {
    std::uint8_t& truth = state.truths(w, static_cast<Eigen::Index>(lane));
    if (truth == holds) truth = held;
  }
}

bool Watcher::is_idle(const BlockState& state, std::size_t lane, double day, int w) const {
  const plan::WatchPlan& watch = plan_.watches[static_cast<std::size_t>(w)];
  const auto column = static_cast<Eigen::Index>(lane);
  if (state.truths(w, column) == held) return true;
  return watch.outcome != plan::none &&
         (is_over(watch, day) || std::isfinite(state.first_passages(watch.outcome, column)));
}

bool Watcher::see(BlockState& state, std::size_t lane, double day, std::size_t w, bool truth) {
  const auto column = static_cast<Eigen::Index>(lane);
  std::uint8_t& before = state.truths(static_cast<Eigen::Index>(w), column);
  const bool turned = truth && before == 0;
  before = truth ? holds : 0;
  if (!turned) return false;
  const plan::WatchPlan& watch = plan_.watches[w];
  if (watch.outcome == plan::none) return true;
  double& first_passage = state.first_passages(watch.outcome, column);
  first_passage = std::min(first_passage, day);
  return false;
}

std::vector<std::pair<std::size_t, int>> Watcher::take_turned() {
  std::stable_sort(turned_.begin(), turned_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return std::exchange(turned_, {});
}

} // namespace casus::simulation
