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
    const double u = uniform(keys_[trigger][m], state.stream(lane), firing);
    marks_.push_back(mark_at(state, lane, day, plans[m], u));
  }
  return marks_;
}

std::span<const double> MarkDrawer::draw_given(BlockState& state, std::size_t lane, double day,
                                               TriggerId trigger,
                                               std::span<const std::optional<double>> given,
                                               std::uint64_t draw) {
  const auto& plans = plan_.triggers[trigger].marks;
  marks_.clear();
  for (std::size_t m = 0; m < plans.size(); ++m) {
    const double u = uniform(key_of(seed_, plans[m].forced_stream), state.stream(lane), draw);
    marks_.push_back(given[m] ? *given[m] : mark_at(state, lane, day, plans[m], u));
  }
  return marks_;
}

/// A category is drawn by the sum of those before it.
double MarkDrawer::mark_at(BlockState& state, std::size_t lane, double day, const plan::MarkPlan& mark,
                           double u) {
  if (mark.variate) return state.world(lane).variate(*mark.variate).quantile(u);
  shares(state, lane, day, mark);
  const double total = std::accumulate(shares_.begin(), shares_.end(), 0.0);
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

double MarkDrawer::density(BlockState& state, std::size_t lane, double day, const plan::MarkPlan& mark,
                           double value) {
  if (mark.variate) return state.world(lane).variate(*mark.variate).density(value);
  const auto all = shares(state, lane, day, mark);
  return all[static_cast<std::size_t>(value)] / std::accumulate(all.begin(), all.end(), 0.0);
}

std::span<const double> MarkDrawer::shares(BlockState& state, std::size_t lane, double day,
                                           const plan::MarkPlan& mark) {
  paths_.bring_up(state, mark.drivers);
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
  return shares_;
}

} // namespace casus::simulation
