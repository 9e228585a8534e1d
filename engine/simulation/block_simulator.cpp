// The one place that owns the order of a step (docs/methods.md, Time). At its begin it is known what the
// drivers become and what intensities read of them; each clock is evaluated in all lanes and run down at once
// by its intensity times the length of the step. Then come, in order of time, what the clocks, the agenda,
// the plan's dates and a record bring about; then the grid point at its end.

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fmt/core.h>
#include <limits>

namespace casus::simulation {
namespace {

[[maybe_unused]] bool is_in_order(const Record& record) {
  const auto is_earlier = [](const auto& a, const auto& b) { return a.day < b.day; };
  return std::is_sorted(record.firings.begin(), record.firings.end(), is_earlier) &&
         std::is_sorted(record.values.begin(), record.values.end(), is_earlier);
}

} // namespace
BlockSimulator::BlockSimulator(const plan::Plan& plan, std::uint64_t seed, const kernels::Kernels& kernels)
    : plan_(plan), kernels_(kernels), seed_(seed), state_(plan, block_lanes),
      expiries_(plan.clocks.size(), block_lanes), agenda_(block_lanes), timers_(plan, agenda_),
      drivers_(plan, kernels, seed, block_lanes), noises_(plan, seed, drivers_, block_lanes),
      paths_(plan, kernels, drivers_, noises_, block_lanes), hazards_(plan, kernels, block_lanes),
      watcher_(plan, agenda_, block_lanes),
      crossings_(plan, seed, noises_, paths_, watcher_, agenda_, block_lanes),
      events_(plan, kernels, seed, {hazards_, paths_, watcher_, expiries_, agenda_, timers_, crossings_}),
      scratch_(plan.deepest_program * block_lanes), answers_(block_lanes) {
  if (crossings_.exist()) noises_.set_witness(crossings_);
  if (plan.observed)
    past_.emplace(plan, seed, PastRun::Workings{events_, paths_, drivers_, hazards_, agenda_});
}

void BlockSimulator::run(const BlockSpec& spec, Observer& observer, const Record* record) {
  assert(spec.lanes > 0 && spec.lanes <= block_lanes);
  assert(spec.worlds > 0 && (spec.first % cell_lanes == 0 || spec.world(spec.lanes - 1) == spec.world()));
  assert(record == nullptr || is_in_order(*record));
  assert(spec.past == nullptr || (past_ && record == nullptr && spec.lanes == block_lanes));
  enter(Phase::other);
  record_ = record;
  simulate(spec, observer);
  enter(Phase::tallies);
  observer.at_end(state_);
  enter(Phase::other);
}

void BlockSimulator::simulate(const BlockSpec& spec, Observer& observer) {
  observer_ = &observer;
  enter_worlds(spec);
  begin(spec);
  enter(Phase::intensities);
  start();
  arrive(0);
  for (std::size_t step = 0; step + 1 < plan_.grid.size() && go_on_from(step); ++step) {
    begin_step(step);
    if (!run_step(step)) break;
    arrive(step + 1);
  }
}

/// Whether a grid point is not the end.
bool BlockSimulator::go_on_from(std::size_t point) {
  if (record_ != nullptr && plan_.grid[point] >= record_->until) return false;
  return !past_ || !past_->is_over();
}

Evidence BlockSimulator::weigh(const Past& past) {
  Bystander bystander;
  record_ = nullptr;
  past_->stop_at_now(true);
  simulate({.lanes = block_lanes, .past = &past}, bystander);
  past_->stop_at_now(false);
  return past_->evidence();
}

void BlockSimulator::enter_worlds(const BlockSpec& spec) {
  if (!state_.worlds.enter(plan_, seed_, spec)) return;
  drivers_.enter_worlds(state_);
  paths_.enter_worlds(state_);
  crossings_.enter_worlds(state_);
  hazards_.enter_worlds(state_);
  events_.enter_worlds(state_);
  if (past_) past_->enter_worlds(state_);
}

void BlockSimulator::begin(const BlockSpec& spec) {
  state_.spec = spec;
  state_.first_stream = spec.first;
  state_.width = (spec.lanes + kernels::lane_multiple - 1) / kernels::lane_multiple * kernels::lane_multiple;
  state_.restart(plan_);
  if (past_) past_->begin(state_, spec.past);
  events_.begin(state_, *observer_, record_ != nullptr);
  if (past_) past_->keep_quiet(*observer_);
  agenda_.clear();
  paths_.end_step();
  next_ = {};
  observer_->at_begin(state_);
}

void BlockSimulator::start() {
  const Moment moment{0, 0, false};
  hazards_.derive_block(state_, moment, false);
  hazards_.enter_rungs(state_);
  hazards_.evaluate_by_rung(state_, false);
  run_clocks(kernels::Evaluate::all, moment);
  if (!plan_.timers.empty()) timers_.set_all(state_, 0);
  if (past_) past_->start(state_);
}

void BlockSimulator::begin_step(std::size_t step) {
  const Moment moment{plan_.grid[step], plan_.step_end(step)};
  state_.step = {step, moment.day, moment.end};
  enter(Phase::drivers);
  drivers_.begin_step(state_, observer_->reads_noises());
  const bool has_reading =
      next_.reading < plan_.readings.next_id() && plan_.readings[next_.reading].day < moment.end;
  paths_.begin_step(state_, has_reading || observer_->reads_values());
  enter(Phase::intensities);
  hazards_.derive_block(state_, moment, true);
  hazards_.evaluate_by_rung(state_, true);
  run_clocks(kernels::Evaluate::moving, moment);
  enter(Phase::events);
  if (crossings_.exist()) crossings_.begin_step(state_);
  events_.begin_step(state_);
  observer_->at_step(moment, state_);
}

/// Runs all that happens in the step, by itself or on moments known beforehand, in order. Returns false where
/// the record ends in the step.
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

/// The next day before `until` of what is known beforehand. What is recorded of the day `until` itself comes
/// in the step too.
double BlockSimulator::next_known_day(double until) const {
  constexpr double never = std::numeric_limits<double>::infinity();
  double next = never;
  const auto consider = [&](double day, bool is_within) {
    if (is_within) next = std::min(next, day);
  };
  if (next_.scheduled < plan_.schedule.size())
    consider(plan_.schedule[next_.scheduled].day, plan_.schedule[next_.scheduled].day < until);
  if (next_.reading < plan_.readings.next_id())
    consider(plan_.readings[next_.reading].day, plan_.readings[next_.reading].day < until);
  if (past_) consider(past_->next_day(), past_->next_day() <= until);
  if (record_ == nullptr) return next;
  if (next_.firing < record_->firings.size())
    consider(record_->firings[next_.firing].day, record_->firings[next_.firing].day <= until);
  if (next_.values < record_->values.size())
    consider(record_->values[next_.values].day, record_->values[next_.values].day < until);
  return next;
}

void BlockSimulator::happen_on(Moment moment, double until) {
  const auto is_recorded = [&] {
    return record_ != nullptr && next_.firing < record_->firings.size() &&
           record_->firings[next_.firing].day <= moment.day;
  };
  if (is_recorded()) events_.run_agenda_of(state_, moment.day); // a cooldown that ends then has ended
  while (is_recorded())
    events_.fire_recorded(state_, {moment.day, moment.end}, record_->firings[next_.firing++]);
  if (past_ && past_->next_day() <= moment.day) {
    events_.run_agenda_of(state_, moment.day);
    past_->happen(state_, moment);
  }
  if (moment.day == until) return;
  fire_schedule(moment);
  events_.run_agenda_of(state_, moment.day);
  if (next_.reading < plan_.readings.next_id() && plan_.readings[next_.reading].day == moment.day) {
    read(next_.reading);
    ++next_.reading;
  }
}

void BlockSimulator::fire_schedule(Moment moment) {
  while (record_ != nullptr && next_.values < record_->values.size() &&
         record_->values[next_.values].day <= moment.day)
    events_.set_values(state_, moment, record_->values[next_.values++]);
  for (; next_.scheduled < plan_.schedule.size() && plan_.schedule[next_.scheduled].day == moment.day;
       ++next_.scheduled)
    if (!past_ || !past_->takes(next_.scheduled))
      events_.fire_scheduled(state_, moment, plan_.schedule[next_.scheduled]);
}

/// Comes to a grid point: drivers are what they were to become, then follows what falls on the point. A
/// horizon within a step is a reading, at which outcomes have looked already.
void BlockSimulator::arrive(std::size_t point) {
  const double day = plan_.grid[point];
  const bool is_within_step = point > 0 && day != plan_.step_end(point - 1);
  enter(Phase::drivers);
  if (is_within_step)
    look_aside(plan::ReadingId(plan_.readings.size() - 1));
  else if (point > 0) {
    if (past_) past_->measure(state_, point);
    drivers_.end_step(state_, day);
  }
  paths_.end_step();
  if (past_) past_->arrive(state_, day);
  enter(Phase::events);
  if (is_within_step) observer_->at_horizon({day, plan_.step_end(point - 1)}, state_);
  fire_schedule({day, day, false});
  look(day, point == 0       ? Watcher::Which::all
            : is_within_step ? Watcher::Which::moving_triggers
                             : Watcher::Which::moving);
  enter(Phase::tallies);
  evaluate_outcomes(day);
  if (!past_ || past_->come_to(state_, point, *observer_)) observer_->at_grid_point(point, state_);
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
  const auto turned = watcher_.look_block(state_, day, which);
  for (const Watcher::Spell& spell :
       watcher_.spells()) // clocks that read it are evaluated when a step begins
    timers_.set(state_, spell.lane, day, plan_.dependents[spell.row].timers);
  watcher_.spells().clear();
  std::vector<TriggerId> triggers;
  for (auto first = turned.begin(); first != turned.end();) {
    triggers.clear();
    auto last = first;
    for (; last != turned.end() && last->lane == first->lane; ++last) triggers.push_back(last->trigger);
    events_.fire_thresholds(state_, first->lane, {day, day, false}, triggers);
    first = last;
  }
}

/// Evaluates outcomes within a step, aside from the trajectories, which go on as if nobody had looked.
void BlockSimulator::read(plan::ReadingId reading) {
  enter(Phase::tallies);
  const auto& drivers = plan_.readings[reading].drivers;
  Rows kept(eigen_index(drivers.size()), eigen_index(state_.width));
  const auto row_of = [&](std::size_t d) {
    return state_.rows.row(plan_.layout.row_of(drivers[d])).head(eigen_index(state_.width));
  };
  for (std::size_t d = 0; d < drivers.size(); ++d) kept.row(eigen_index(d)) = row_of(d);
  look_aside(reading);
  evaluate_outcomes(plan_.readings[reading].day);
  for (std::size_t d = 0; d < drivers.size(); ++d) row_of(d) = kept.row(eigen_index(d));
  enter(Phase::events);
}

/// Looks at outcomes that ask up to the reading or from it on, each by the paths that its own thresholds have
/// seen.
void BlockSimulator::look_aside(plan::ReadingId reading) {
  const double day = plan_.readings[reading].day;
  put_values(reading);
  for (const plan::WatchId id : plan_.watches.ids()) {
    const plan::WatchPlan& watch = plan_.watches[id];
    if (!watch.outcome || (watch.until != day && watch.from != day)) continue;
    const bool has_own_paths = crossings_.put_values(state_, id, day);
    watcher_.look_aside(state_, day, id);
    if (has_own_paths) put_values(reading);
    if (watch.until > day) crossings_.begin_watch(state_, id, day);
  }
}

/// Gives the drivers' rows the values of the reading.
void BlockSimulator::put_values(plan::ReadingId reading) {
  const auto& drivers = plan_.readings[reading].drivers;
  for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane) {
    paths_.read(state_, reading, lane, values_);
    for (std::size_t d = 0; d < drivers.size(); ++d)
      state_.at(plan_.layout.row_of(drivers[d]), lane) = values_[d];
  }
}

void BlockSimulator::evaluate_outcomes(double day) {
  for (const OutcomeId o : plan_.outcomes.ids())
    if (plan_.outcomes[o].day == day) evaluate_outcome(o, day);
}

void BlockSimulator::evaluate_outcome(OutcomeId o, double day) {
  const plan::OutcomePlan& outcome = plan_.outcomes[o];
  auto givens = state_.givens.row(o);
  givens.setOnes();
  if (outcome.given) {
    outcome.given->in_block(state_.inputs(day), state_.width, scratch_.data(), answers_.data());
    for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane)
      givens(eigen_index(lane)) = answers_[lane] != 0;
  }
  for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane)
    if (!state_.has_begun(o, lane)) givens(eigen_index(lane)) = 0;
  if (!outcome.value) return;
  outcome.value->in_block(state_.inputs(day), state_.width, scratch_.data(), answers_.data());
  for (std::size_t lane = 0; lane < state_.spec.lanes; ++lane) {
    state_.values(o, lane) = answers_[lane];
    if (givens(eigen_index(lane)) != 0 && !std::isfinite(answers_[lane]))
      fail(plan_, state_, lane, day,
           fmt::format("outcome '{}' is not a finite number: restrict it with given", outcome.name));
  }
}

} // namespace casus::simulation
