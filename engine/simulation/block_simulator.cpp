// At a grid point each clock is evaluated in all lanes and run down at once by intensity times the length of
// the step to come. The step then finishes, one by one and exactly, the lanes in which a clock runs out; its
// end is the next grid point: its schedule, the drivers' move, what reads them, a look.

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace casus::simulation {
namespace {

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

} // namespace

BlockSimulator::BlockSimulator(const plan::Plan& plan, std::uint64_t seed, const kernels::Kernels& kernels)
    : plan_(plan), kernels_(kernels), seed_(seed), state_(plan, block_lanes),
      expiries_(plan.clocks.size(), block_lanes), drivers_(plan, kernels, seed, block_lanes),
      hazards_(plan, kernels, block_lanes), watcher_(plan, block_lanes),
      events_(plan, kernels, seed, hazards_, watcher_, expiries_),
      scratch_(plan.deepest_program * block_lanes), answers_(block_lanes) {}

void BlockSimulator::run(const BlockSpec& spec, Observer& observer) {
  enter(Phase::other);
  enter_world(spec);
  begin(spec);
  events_.set_observer(observer);
  enter(Phase::intensities);
  start();
  enter(Phase::tallies);
  evaluate_outcomes(0);
  observer.at_grid_point(0, state_);
  for (int point = 1; point <= plan_.last_grid_point(); ++point) {
    step(static_cast<std::size_t>(point - 1));
    enter(Phase::tallies);
    evaluate_outcomes(point);
    observer.at_grid_point(point, state_);
  }
  observer.at_end(state_);
  enter(Phase::other);
}

void BlockSimulator::enter_world(const BlockSpec& spec) {
  const auto is_same_draw = [&](const World& world) {
    return world.index() == spec.world && world.swap() == spec.swap;
  };
  const bool is_same = state_.world && (is_same_draw(*state_.world) || !plan::is_uncertain(*plan_.scenario));
  if (is_same) return;
  state_.world = std::make_shared<const World>(plan_, seed_, spec.world, state_.world.get(), spec.swap);
  drivers_.enter_world(state_);
  hazards_.enter_world(state_);
  events_.enter_world(state_);
}

void BlockSimulator::begin(const BlockSpec& spec) {
  state_.spec = spec;
  state_.width = (spec.lanes + kernels::lane_multiple - 1) / kernels::lane_multiple * kernels::lane_multiple;
  state_.restart(plan_);
  events_.begin(state_);
  next_scheduled_ = 0;
}

void BlockSimulator::start() {
  hazards_.derive_block(state_, 0, false);
  hazards_.enter_rungs(state_);
  hazards_.evaluate_by_rung(state_, false);
  run_clocks(kernels::Evaluate::all, 0, 0);
  look(0, 0, false);
  fire_schedule(0);
  run_clocks(kernels::Evaluate::none, 0, length_after(0));
}

void BlockSimulator::step(std::size_t step) {
  const double day = plan_.grid[step + 1];
  enter(Phase::events);
  events_.run_step(state_, plan_.grid[step], day);
  fire_schedule(static_cast<int>(step + 1));
  enter(Phase::drivers);
  drivers_.move(state_, step, day);
  enter(Phase::intensities);
  hazards_.derive_block(state_, day, true);
  hazards_.evaluate_by_rung(state_, true);
  run_clocks(kernels::Evaluate::moving, day, length_after(step + 1));
  enter(Phase::events);
  look(day, step + 2 < plan_.grid.size() ? plan_.grid[step + 2] : day, true);
}

/// Of the step that begins at the grid point; none begins at the last.
double BlockSimulator::length_after(std::size_t point) const {
  return point + 1 < plan_.grid.size() ? plan_.grid[point + 1] - plan_.grid[point] : 0;
}

void BlockSimulator::run_clocks(kernels::Evaluate evaluate, double day, double length) {
  const auto& clocks = hazards_.table().block_clocks();
  const bool is_right = kernels_.run_clocks({.clocks = clocks.data(),
                                             .count = clocks.size(),
                                             .tiles = state_.clocks.tiles_of(0),
                                             .stride = state_.clocks.stride(),
                                             .run_out = expiries_.of(0),
                                             .run_out_stride = expiries_.stride(),
                                             .evaluate = evaluate,
                                             .day = day,
                                             .length = length,
                                             .highest_intensity = HazardEvaluator::highest_intensity},
                                            state_.width);
  if (!is_right) hazards_.check_block(state_, day);
}

void BlockSimulator::fire_schedule(int grid_point) {
  const double day = plan_.grid[static_cast<std::size_t>(grid_point)];
  while (next_scheduled_ < plan_.schedule.size() && plan_.schedule[next_scheduled_].grid_point == grid_point)
    events_.fire_scheduled(state_, day, plan_.schedule[next_scheduled_++]);
}

void BlockSimulator::look(double day, double end, bool only_moving) {
  watcher_.look_block(state_, day, only_moving);
  const auto turned = watcher_.take_turned();
  std::vector<int> triggers;
  for (auto first = turned.begin(); first != turned.end();) {
    triggers.clear();
    auto last = first;
    for (; last != turned.end() && last->first == first->first; ++last) triggers.push_back(last->second);
    events_.fire_thresholds(state_, first->first, day, end, triggers);
    first = last;
  }
}

void BlockSimulator::evaluate_outcomes(int grid_point) {
  for (std::size_t o = 0; o < plan_.outcomes.size(); ++o)
    if (plan_.outcomes[o].grid_point == grid_point)
      evaluate_outcome(o, plan_.grid[static_cast<std::size_t>(grid_point)]);
}

void BlockSimulator::evaluate_outcome(std::size_t o, double day) {
  const plan::OutcomePlan& outcome = plan_.outcomes[o];
  auto givens = state_.givens.row(index(o));
  givens.setOnes();
  if (outcome.given) {
    outcome.given->in_block(state_.inputs(day), state_.width, scratch_.data(), answers_.data());
    for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane) givens(index(lane)) = answers_[lane] != 0;
  }
  if (!outcome.value) return;
  outcome.value->in_block(state_.inputs(day), state_.width, scratch_.data(), answers_.data());
  for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane) {
    state_.values(index(o), index(lane)) = answers_[lane];
    if (givens(index(lane)) != 0 && !std::isfinite(answers_[lane]))
      fail(plan_, state_, lane, day,
           fmt::format("outcome '{}' is not a finite number: restrict it with given", outcome.name));
  }
}

} // namespace casus::simulation
