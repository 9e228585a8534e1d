#include "simulation/watches.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {

Watcher::Watcher(const plan::Plan& plan, std::size_t widest)
    : plan_(plan), scratch_(plan.deepest_program * widest), conditions_(widest) {}

void Watcher::look_block(BlockState& state, double day, bool only_moving) {
  for (std::size_t w = 0; w < plan_.watches.size(); ++w) {
    const plan::WatchPlan& watch = plan_.watches[w];
    if ((only_moving && !watch.moving) || day > watch.until) continue;
    watch.condition.in_block(state.inputs(day), state.width, scratch_.data(), conditions_.data());
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (see(state, lane, day, w, conditions_[lane] != 0)) turned_.emplace_back(lane, watch.trigger);
  }
}

void Watcher::look_lane(BlockState& state, std::size_t lane, double day, std::span<const int> watches) {
  for (const int w : watches) {
    const plan::WatchPlan& watch = plan_.watches[static_cast<std::size_t>(w)];
    if (is_idle(state, lane, day, watch)) continue;
    const bool truth = watch.condition.in_lane(state.inputs(day), lane) != 0;
    if (see(state, lane, day, static_cast<std::size_t>(w), truth)) pending_.push_back(watch.trigger);
  }
}

bool Watcher::is_idle(const BlockState& state, std::size_t lane, double day,
                      const plan::WatchPlan& watch) const {
  if (watch.outcome == plan::none) return false;
  return day > watch.until ||
         std::isfinite(state.first_passages(watch.outcome, static_cast<Eigen::Index>(lane)));
}

bool Watcher::see(BlockState& state, std::size_t lane, double day, std::size_t w, bool truth) {
  const auto column = static_cast<Eigen::Index>(lane);
  std::uint8_t& before = state.truths(static_cast<Eigen::Index>(w), column);
  const bool turned = truth && before == 0;
  before = truth;
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
