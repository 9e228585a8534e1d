// A step: the clocks run down by intensity times length in all lanes at once; the lanes in which one runs out
// are finished one by one, exactly; then comes the grid point: its schedule, the drivers' move, what reads
// them, a look.

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <limits>

namespace casus::simulation {
namespace {

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

/// Lanes are searched for clocks that ran out in groups of this many, most of which have none.
constexpr std::size_t search_group = 8;
static_assert(lane_multiple % search_group == 0);

} // namespace

BlockSimulator::BlockSimulator(const plan::Plan& plan, std::uint64_t seed)
    : plan_(plan), seed_(seed), state_(plan, block_lanes), drivers_(plan, seed, block_lanes),
      hazards_(plan, block_lanes), watcher_(plan, block_lanes), events_(plan, seed, hazards_, watcher_),
      running_out_(block_lanes), scratch_(plan.deepest_program * block_lanes), answers_(block_lanes) {}

void BlockSimulator::run(const BlockSpec& spec, Observer& observer) {
  enter(Phase::other);
  enter_world(spec.world);
  begin(spec);
  events_.set_observer(&observer);
  enter(Phase::intensities);
  hazards_.evaluate_block(state_, 0, false);
  enter(Phase::events);
  look(0, false);
  fire_schedule(0);
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

void BlockSimulator::enter_world(std::uint64_t world) {
  const bool is_same =
      state_.world && (state_.world->index() == world || !plan::is_uncertain(*plan_.scenario));
  if (!is_same) state_.world = std::make_shared<const World>(plan_, seed_, world);
}

void BlockSimulator::begin(const BlockSpec& spec) {
  state_.spec = spec;
  state_.width = (spec.lanes + lane_multiple - 1) / lane_multiple * lane_multiple;
  start_rows();
  state_.truths.setZero();
  state_.first_passages.setConstant(std::numeric_limits<double>::infinity());
  state_.givens.setZero();
  for (auto& history : state_.histories) history.clear();
  events_.draw_thresholds(state_);
  next_scheduled_ = 0;
}

void BlockSimulator::start_rows() {
  state_.rows.setZero();
  for (std::size_t i = 0; i < plan_.driver_starts.size(); ++i)
    state_.rows.row(plan_.layout.first_driver + static_cast<int>(i)) =
        state_.world->number(plan_.driver_starts[i]);
  for (const plan::LadderPlan& ladder : plan_.ladders) state_.rows.row(ladder.row) = ladder.start;
  for (const plan::TriggerPlan& trigger : plan_.triggers)
    state_.rows.row(trigger.last_row) = -std::numeric_limits<double>::infinity();
}

void BlockSimulator::step(std::size_t step) {
  const double begin = plan_.grid[step];
  const double end = plan_.grid[step + 1];
  enter(Phase::events);
  run_down_clocks(end - begin);
  run_lanes(begin, end);
  fire_schedule(static_cast<int>(step + 1));
  enter(Phase::drivers);
  drivers_.move(state_, step, end);
  enter(Phase::intensities);
  hazards_.evaluate_block(state_, end, true);
  enter(Phase::events);
  look(end, true);
}

void BlockSimulator::run_down_clocks(double length) {
  const auto width = index(state_.width);
  for (std::size_t c = 0; c < plan_.clocks.size(); ++c) {
    auto residuals = state_.residuals.row(index(c));
    residuals.head(width) -= length * state_.intensities.row(index(c)).head(width);
    for (std::size_t group = 0; group < state_.spec.lanes; group += search_group) {
      if (!(residuals.segment<search_group>(index(group)).minCoeff() < 0)) continue;
      for (std::size_t lane = group; lane < std::min(group + search_group, state_.spec.lanes); ++lane)
        if (residuals(index(lane)) < 0) {
          if (running_out_[lane].empty()) eventful_lanes_.push_back(lane);
          running_out_[lane].push_back(static_cast<plan::ClockId>(c));
        }
    }
  }
}

void BlockSimulator::run_lanes(double begin, double end) {
  // In the lanes' own order, whatever the order of the clocks: observers add up what they are told.
  std::sort(eventful_lanes_.begin(), eventful_lanes_.end());
  for (const std::size_t lane : eventful_lanes_) {
    events_.run_step(state_, lane, begin, end, running_out_[lane]);
    running_out_[lane].clear();
  }
  eventful_lanes_.clear();
}

void BlockSimulator::fire_schedule(int grid_point) {
  const double day = plan_.grid[static_cast<std::size_t>(grid_point)];
  while (next_scheduled_ < plan_.schedule.size() &&
         plan_.schedule[next_scheduled_].grid_point == grid_point) {
    const int trigger = plan_.schedule[next_scheduled_++].trigger;
    for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane)
      events_.fire_scheduled(state_, lane, day, trigger);
  }
}

void BlockSimulator::look(double day, bool only_moving) {
  watcher_.look_block(state_, day, only_moving);
  const auto turned = watcher_.take_turned();
  std::vector<int> triggers;
  for (auto first = turned.begin(); first != turned.end();) {
    triggers.clear();
    auto last = first;
    for (; last != turned.end() && last->first == first->first; ++last) triggers.push_back(last->second);
    events_.fire_thresholds(state_, first->first, day, triggers);
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
