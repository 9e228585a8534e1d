// The one place that owns the order of a step (docs/methods.md, Time). At its begin it is known what the
// drivers become and what intensities read of them; each clock is evaluated in all lanes and run down at once
// by its intensity times the length of the step. Then come, in order of time, what the clocks, the agenda,
// the plan's dates and a record bring about; then the grid point at its end.

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <limits>

namespace casus::simulation {
namespace {

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

} // namespace

BlockSimulator::BlockSimulator(const plan::Plan& plan, std::uint64_t seed, const kernels::Kernels& kernels)
    : plan_(plan), kernels_(kernels), seed_(seed), state_(plan, block_lanes),
      expiries_(plan.clocks.size(), block_lanes), agenda_(block_lanes), timers_(plan, agenda_),
      drivers_(plan, kernels, seed, block_lanes), noises_(plan, seed, drivers_, block_lanes),
      paths_(plan, kernels, drivers_, noises_, block_lanes), hazards_(plan, kernels, block_lanes),
      watcher_(plan, block_lanes), crossings_(plan, seed, noises_, paths_, watcher_, agenda_, block_lanes),
      events_(plan, kernels, seed, {hazards_, paths_, watcher_, expiries_, agenda_, timers_, crossings_}),
      scratch_(plan.deepest_program * block_lanes), answers_(block_lanes) {
  if (crossings_.exist()) noises_.set_witness(crossings_);
}

void BlockSimulator::run(const BlockSpec& spec, Observer& observer, const Record* record) {
  enter(Phase::other);
  observer_ = &observer;
  record_ = record;
  enter_world(spec);
  begin(spec);
  enter(Phase::intensities);
  start();
  arrive(0);
  for (std::size_t step = 0; step + 1 < plan_.grid.size(); ++step) {
    if (record != nullptr && plan_.grid[step] >= record->until) break;
    begin_step(step);
    if (!run_step(step)) break;
    arrive(step + 1);
  }
  enter(Phase::tallies);
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
  paths_.enter_world(state_);
  hazards_.enter_world(state_);
  events_.enter_world(state_);
}

void BlockSimulator::begin(const BlockSpec& spec) {
  state_.spec = spec;
  state_.width = (spec.lanes + kernels::lane_multiple - 1) / kernels::lane_multiple * kernels::lane_multiple;
  state_.restart(plan_);
  events_.set_observer(*observer_);
  events_.begin(state_, record_ != nullptr);
  agenda_.clear();
  paths_.end_step();
  next_scheduled_ = next_reading_ = next_firing_ = next_values_ = 0;
}

void BlockSimulator::start() {
  const Moment moment{0, 0, false};
  hazards_.derive_block(state_, moment, false);
  hazards_.enter_rungs(state_);
  hazards_.evaluate_by_rung(state_, false);
  run_clocks(kernels::Evaluate::all, moment);
  if (!plan_.timers.empty()) timers_.set_all(state_, 0);
}

void BlockSimulator::begin_step(std::size_t step) {
  const Moment moment{plan_.grid[step], plan_.step_end(step)};
  enter(Phase::drivers);
  drivers_.begin_step(state_, step);
  const bool has_reading =
      next_reading_ < plan_.readings.size() && plan_.readings[next_reading_].day < moment.end;
  paths_.begin_step(state_, moment.day, moment.end, has_reading || observer_->reads_values());
  enter(Phase::intensities);
  hazards_.derive_block(state_, moment, true);
  hazards_.evaluate_by_rung(state_, true);
  run_clocks(kernels::Evaluate::moving, moment);
  enter(Phase::events);
  if (crossings_.exist()) crossings_.begin_step(state_, moment.day, moment.end);
  events_.begin_step(moment.day, moment.end, state_.spec.lanes);
  observer_->at_step(moment, state_);
}

/// All that happens in the step, what comes by itself and what is known beforehand, in order. False where the
/// record ends in it.
bool BlockSimulator::run_step(std::size_t step) {
  const bool ends = record_ != nullptr && record_->until < plan_.grid[step + 1];
  const double until = ends ? record_->until : plan_.grid[step + 1];
  for (double day = next_known_day(until); day <= until; day = next_known_day(until)) {
    events_.run_until(state_, day);
    happen_on({day, plan_.step_end(step), false}, until);
  }
  events_.run_until(state_, until);
  return !ends;
}

/// Of what is known beforehand the next day before `until`; what is recorded of that day itself comes in the
/// step too.
double BlockSimulator::next_known_day(double until) const {
  constexpr double never = std::numeric_limits<double>::infinity();
  double next = never;
  const auto consider = [&](double day, bool is_within) {
    if (is_within) next = std::min(next, day);
  };
  if (next_scheduled_ < plan_.schedule.size())
    consider(plan_.schedule[next_scheduled_].day, plan_.schedule[next_scheduled_].day < until);
  if (next_reading_ < plan_.readings.size())
    consider(plan_.readings[next_reading_].day, plan_.readings[next_reading_].day < until);
  if (record_ == nullptr) return next;
  if (next_firing_ < record_->firings.size())
    consider(record_->firings[next_firing_].day, record_->firings[next_firing_].day <= until);
  if (next_values_ < record_->values.size())
    consider(record_->values[next_values_].day, record_->values[next_values_].day < until);
  return next;
}

void BlockSimulator::happen_on(Moment moment, double until) {
  const auto is_recorded = [&] {
    return record_ != nullptr && next_firing_ < record_->firings.size() &&
           record_->firings[next_firing_].day <= moment.day;
  };
  if (is_recorded()) events_.run_agenda_of(state_, moment.day); // a cooldown that ends then has ended
  while (is_recorded())
    events_.fire_recorded(state_, {moment.day, moment.end}, record_->firings[next_firing_++]);
  if (moment.day == until) return;
  fire_schedule(moment);
  events_.run_agenda_of(state_, moment.day);
  if (next_reading_ < plan_.readings.size() && plan_.readings[next_reading_].day == moment.day)
    read(next_reading_++);
}

void BlockSimulator::fire_schedule(Moment moment) {
  while (record_ != nullptr && next_values_ < record_->values.size() &&
         record_->values[next_values_].day <= moment.day)
    events_.set_values(state_, moment, record_->values[next_values_++]);
  while (next_scheduled_ < plan_.schedule.size() && plan_.schedule[next_scheduled_].day == moment.day)
    events_.fire_scheduled(state_, moment, plan_.schedule[next_scheduled_++]);
}

/// Drivers are what they were to become; then what falls on the grid point. A horizon within a step is read,
/// and outcomes have looked at it then.
void BlockSimulator::arrive(std::size_t point) {
  const double day = plan_.grid[point];
  const bool is_within_step = point > 0 && day != plan_.step_end(point - 1);
  enter(Phase::drivers);
  if (is_within_step)
    look_last(plan_.readings.size() - 1);
  else if (point > 0)
    drivers_.end_step(state_, day);
  paths_.end_step();
  enter(Phase::events);
  fire_schedule({day, day, false});
  look(day, point == 0       ? Watcher::Which::all
            : is_within_step ? Watcher::Which::moving_triggers
                             : Watcher::Which::moving);
  enter(Phase::tallies);
  evaluate_outcomes(day);
  observer_->at_grid_point(static_cast<int>(point), state_);
}

void BlockSimulator::run_clocks(kernels::Evaluate evaluate, Moment step) {
  const auto& clocks = hazards_.table().block_clocks();
  const bool is_right = kernels_.run_clocks({.clocks = clocks.data(),
                                             .count = clocks.size(),
                                             .tiles = state_.clocks.tiles_of(0),
                                             .stride = state_.clocks.stride(),
                                             .run_out = expiries_.of(0),
                                             .run_out_stride = expiries_.stride(),
                                             .evaluate = evaluate,
                                             .day = step.day,
                                             .length = step.left(),
                                             .highest_intensity = HazardEvaluator::highest_intensity},
                                            state_.width);
  if (!is_right) hazards_.check_block(state_, step.day);
}

void BlockSimulator::look(double day, Watcher::Which which) {
  watcher_.look_block(state_, day, which);
  const auto turned = watcher_.take_turned();
  std::vector<int> triggers;
  for (auto first = turned.begin(); first != turned.end();) {
    triggers.clear();
    auto last = first;
    for (; last != turned.end() && last->first == first->first; ++last) triggers.push_back(last->second);
    events_.fire_thresholds(state_, first->first, {day, day, false}, triggers);
    first = last;
  }
}

/// Evaluates outcomes within a step, aside from the trajectories, which go on as if nobody had looked.
void BlockSimulator::read(std::size_t reading) {
  enter(Phase::tallies);
  const auto& drivers = plan_.readings[reading].drivers;
  const double day = plan_.readings[reading].day;
  Rows kept(index(drivers.size()), index(state_.width));
  const auto row_of = [&](std::size_t d) {
    return state_.rows.row(plan_.layout.first_driver + drivers[d]).head(index(state_.width));
  };
  for (std::size_t d = 0; d < drivers.size(); ++d) kept.row(index(d)) = row_of(d);
  look_last(reading);
  evaluate_outcomes(day);
  for (std::size_t d = 0; d < drivers.size(); ++d) row_of(d) = kept.row(index(d));
  enter(Phase::events);
}

/// Outcomes that ask up to the reading see the paths of their own thresholds' drivers.
void BlockSimulator::look_last(std::size_t reading) {
  const double day = plan_.readings[reading].day;
  put_values(reading);
  for (std::size_t w = 0; w < plan_.watches.size(); ++w) {
    if (plan_.watches[w].outcome == plan::none || plan_.watches[w].until != day) continue;
    const bool has_own_paths = crossings_.put_values(state_, static_cast<int>(w), day);
    watcher_.look_last(state_, day, w);
    if (has_own_paths) put_values(reading);
  }
}

/// Gives the drivers' rows the values of the reading.
void BlockSimulator::put_values(std::size_t reading) {
  const auto& drivers = plan_.readings[reading].drivers;
  for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane) {
    paths_.read(state_, reading, lane, values_);
    for (std::size_t d = 0; d < drivers.size(); ++d)
      state_.at(plan_.layout.first_driver + drivers[d], lane) = values_[d];
  }
}

void BlockSimulator::evaluate_outcomes(double day) {
  for (std::size_t o = 0; o < plan_.outcomes.size(); ++o)
    if (plan_.outcomes[o].day == day) evaluate_outcome(o, day);
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
