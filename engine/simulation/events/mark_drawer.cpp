#include "simulation/events/mark_drawer.hpp"

#include <cmath>
#include <fmt/core.h>
#include <numeric>

namespace casus::simulation {

MarkDrawer::MarkDrawer(const plan::Plan& plan, DriverPaths& paths, std::uint64_t seed)
    : plan_(plan), paths_(paths), seed_(seed) {
  for (const plan::TriggerPlan& trigger : plan.triggers) {
    auto& keys = keys_.emplace_back();
    for (const plan::MarkPlan& mark : trigger.marks) keys.push_back(key_of(seed, mark.stream));
  }
}

std::span<const double> MarkDrawer::draw(BlockState& state, std::size_t lane, double day, TriggerId trigger,
                                         std::uint64_t firing) {
  const auto& plans = plan_.triggers[trigger].marks;
  marks_.clear();
  for (std::size_t m = 0; m < plans.size(); ++m) {
    const double u = uniform(keys_[trigger][m], state.trajectory(lane), firing);
    marks_.push_back(mark_at(state, lane, day, plans[m], u));
  }
  return marks_;
}

std::span<const double> MarkDrawer::draw_forced(BlockState& state, std::size_t lane, double day,
                                                const plan::ScheduledFiring& firing) {
  const auto& plans = plan_.triggers[firing.trigger].marks;
  marks_.clear();
  for (std::size_t m = 0; m < plans.size(); ++m) {
    const double u = uniform(key_of(seed_, plans[m].forced_stream), state.trajectory(lane), firing.draw);
    marks_.push_back(firing.marks[m] ? *firing.marks[m] : mark_at(state, lane, day, plans[m], u));
  }
  return marks_;
}

double MarkDrawer::mark_at(BlockState& state, std::size_t lane, double day, const plan::MarkPlan& mark,
                           double u) {
  paths_.bring_up(state, mark.drivers);
  return mark.variate ? state.world(lane).variate(*mark.variate).quantile(u)
                      : draw_category(state, lane, day, mark, u);
}

double MarkDrawer::draw_category(const BlockState& state, std::size_t lane, double day,
                                 const plan::MarkPlan& mark, double u) {
  shares_.clear();
  for (std::size_t c = 0; c < mark.shares.size(); ++c) {
    double exponent = 0;
    for (const auto& [term, weight] : mark.weights[c])
      exponent += state.world(lane).number(weight) * term.in_lane(state.inputs(day), lane);
    shares_.push_back(state.world(lane).number(mark.shares[c]) * std::exp(exponent));
  }
  const double total = std::accumulate(shares_.begin(), shares_.end(), 0.0);
  if (!(total > 0) || !std::isfinite(total))
    fail(plan_, state, lane, day,
         fmt::format("the shares of mark \'{}\' sum to {} (they must sum to a positive number)", mark.name,
                     total));
  double below = 0;
  std::size_t chosen = 0;
  for (std::size_t c = 0; c < shares_.size(); ++c) {
    if (shares_[c] == 0) continue;
    chosen = c; // rounding may leave u beyond the last sum: then the last possible category it is
    below += shares_[c];
    if (u * total < below) break;
  }
  return static_cast<double>(chosen);
}

} // namespace casus::simulation
