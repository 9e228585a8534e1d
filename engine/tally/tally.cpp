#include "tally/tally.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace casus::tally {
namespace {

using simulation::BlockState;

/// Makes moments of sums about one of the numbers, which is as good as about their mean: what cancels is at
/// most the factor of their count.
Moments moments_of(const kernels::Sums& sums, double centre, std::size_t numbers) {
  const auto count = static_cast<double>(numbers);
  const double distance = sums.numbers / count;
  return {count, centre + distance, std::max(0.0, sums.squares - sums.numbers * distance)};
}

std::span<const double> row_of(const BlockState& state, Row row) {
  return {state.rows.row(row).data(), state.spec.lanes};
}

template <typename Number>
void add_each(std::vector<Number>& to, const std::vector<Number>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

TriggerTally empty_trigger(const plan::TriggerPlan& plan) {
  TriggerTally trigger;
  for (const plan::MarkPlan& mark : plan.marks)
    trigger.marks.push_back({std::vector<std::uint64_t>(mark.shares.size()),
                             {},
                             std::vector<Moments>(mark.shares.empty() ? simulation::block_lanes : 0)});
  return trigger;
}

void merge(OutcomeTally& to, const OutcomeTally& from) {
  to.trials += from.trials;
  to.hits += from.hits;
  add_each(to.passages, from.passages);
  to.moments.merge(from.moments);
  to.controlled.merge(from.controlled);
  to.quantiles.merge(from.quantiles);
  to.cells.merge(from.cells);
}

void merge(TriggerTally& to, const TriggerTally& from) {
  to.fired += from.fired;
  for (std::size_t m = 0; m < to.marks.size(); ++m) {
    add_each(to.marks[m].categories, from.marks[m].categories);
    to.marks[m].moments.merge(from.marks[m].moments);
  }
}

} // namespace

std::uint64_t curve_groups(std::size_t curves, std::size_t points) {
  constexpr std::size_t fewest = 8;
  constexpr std::size_t most = 64;
  constexpr std::size_t affordable = 4'000'000;
  return std::clamp(affordable / std::max<std::size_t>(curves * points, 1), fewest, most);
}

Tally::Tally(const plan::Plan& plan, const FanScale& scale, std::uint64_t worlds, std::size_t groups)
    : fan(scale), joint(plan.ladders), plan_(&plan), kernels_(kernels::best_kernels()), worlds_(worlds),
      groups_(groups), first_rungs_{0},
      curve_groups_(tally::curve_groups(plan.outcomes.size(), plan.grid.size())) {
  for (const plan::LadderPlan& ladder : plan.ladders)
    first_rungs_.push_back(first_rungs_.back() + ladder.rungs);
  clear();
}

void Tally::clear() {
  const std::size_t points = plan_->grid.size();
  trajectories = 0;
  occupancy.assign(groups_ * points * rungs(), 0);
  drivers.assign(points * plan_->drivers.size(), {});
  fan.clear();
  joint.clear();
  outcomes.assign(plan_->outcomes.size(), {});
  for (const OutcomeId o : outcomes.ids())
    if (!plan_->outcomes[o].value) outcomes[o].passages.assign(curve_groups_ * points, 0);
  triggers.clear();
  for (const plan::TriggerPlan& trigger : plan_->triggers) triggers.push_back(empty_trigger(trigger));
  clusters.resize(clusters_of(worlds_), ClusterTally(outcomes.size() + triggers.size()));
  for (const std::uint64_t cluster : touched_) clusters[cluster].assign(clusters[cluster].size(), {});
  touched_.clear();
  is_touched_.assign(clusters.size(), 0);
}

void Tally::at_grid_point(std::size_t point, const BlockState& state) {
  if (controls_) controls_->at_grid_point(point, state);
  add_drivers(point, state);
  add_ladders(point, state);
}

void Tally::add_drivers(std::size_t point, const BlockState& state) {
  for (const DriverId driver : plan_->drivers.ids()) {
    const auto values = row_of(state, plan_->layout.row_of(driver));
    const std::size_t cell = point * plan_->drivers.size() + driver.number();
    const kernels::Sums sums = fan.add(cell, values, values[0]);
    drivers[cell].merge(moments_of(sums, values[0], values.size()));
  }
}

void Tally::add_ladders(std::size_t point, const BlockState& state) {
  if (worlds_ == 1) {
    const std::uint64_t group = state.spec.first / simulation::block_lanes % groups_;
    add_ladders(group, point, state, 0, state.spec.lanes);
    return;
  }
  for (std::size_t lane = 0; lane < state.spec.lanes; lane += simulation::cell_lanes)
    add_ladders(cluster_of(state.spec.world(lane), worlds_) % groups_, point, state, lane,
                state.spec.end_of_cell(lane));
}

void Tally::add_ladders(std::size_t group, std::size_t point, const BlockState& state, std::size_t first,
                        std::size_t end) {
  std::uint32_t* counts = occupancy.data() + place(group, point);
  for (const plan::LadderPlan& ladder : plan_->ladders) {
    kernels_.count_rungs(state.rows.row(ladder.row).data() + first, ladder.rungs, end - first, counts);
    counts += ladder.rungs;
  }
}

void Tally::before(const simulation::Happening& happening, const BlockState&) {
  if (happening.marks.empty()) return;
  TriggerTally& trigger = triggers[*happening.trigger];
  for (std::size_t m = 0; m < happening.marks.size(); ++m) {
    MarkTally& mark = trigger.marks[m];
    if (mark.categories.empty())
      mark.lanes[happening.lane].add(happening.marks[m]);
    else
      ++mark.categories[static_cast<std::size_t>(happening.marks[m])];
  }
}

void Tally::at_end(const BlockState& state) {
  trajectories += state.spec.lanes;
  joint.add(plan_->ladders, state);
  for (std::size_t lane = 0; lane < state.spec.lanes; lane += simulation::cell_lanes) {
    const std::uint64_t cluster = cluster_of(state.spec.world(lane), worlds_);
    touch(cluster);
    for (const OutcomeId o : outcomes.ids()) add_cell(o, state, lane, cluster);
    for (const TriggerId t : triggers.ids()) add_cell(t, state, lane, cluster);
  }
  for (const TriggerId t : triggers.ids()) add_trigger(t, state);
}

/// A cluster that is to be added to.
ClusterTally& Tally::touch(std::uint64_t cluster) {
  if (is_touched_[cluster] == 0) touched_.push_back(cluster);
  is_touched_[cluster] = 1;
  return clusters[cluster];
}

void Tally::add_cell(OutcomeId o, const BlockState& state, std::size_t first_lane, std::uint64_t cluster) {
  OutcomeTally& outcome = outcomes[o];
  const bool is_value = plan_->outcomes[o].value.has_value();
  Moments cell;
  double sum = 0;
  for (std::size_t lane = first_lane; lane < state.spec.end_of_cell(first_lane); ++lane) {
    if (state.givens(o, lane) == 0) continue;
    const double answer = state.answer(*plan_, o, lane);
    cell.add(answer);
    sum += answer;
    if (is_value)
      outcome.quantiles.add(answer);
    else
      add_passage(outcome, state.first_passages(o, lane), cluster);
  }
  outcome.trials += static_cast<std::uint64_t>(cell.count);
  if (is_value) {
    outcome.moments.merge(cell);
    if (cell.count > 0) outcome.cells.add(cell.mean);
  }
  WorldsSum& sums = clusters[cluster][o.number()];
  sums.add_cell(sum, cell);
  if (controls_ && controls_->exist(o)) sums.control += take_controls(outcome, o, state, first_lane);
}

/// Adds up what is left of the answers of a cell, and gives what the controls take from them.
double Tally::take_controls(OutcomeTally& outcome, OutcomeId o, const BlockState& state,
                            std::size_t first_lane) {
  double taken = 0;
  for (std::size_t lane = first_lane; lane < state.spec.end_of_cell(first_lane); ++lane) {
    const double control = controls_->value(o, lane);
    const bool is_trial = state.givens(o, lane) != 0;
    const double answer = is_trial ? state.answer(*plan_, o, lane) - controls_->centre(o) : 0;
    outcome.controlled.add(answer - control);
    taken += control;
  }
  return taken;
}

void Tally::add_passage(OutcomeTally& outcome, double first_passage, std::uint64_t cluster) {
  if (!std::isfinite(first_passage)) return;
  ++outcome.hits;
  outcome.quantiles.add(first_passage);
  const auto point = std::lower_bound(plan_->grid.begin(), plan_->grid.end(), first_passage);
  ++outcome.passages[cluster % curve_groups_ * plan_->grid.size() +
                     static_cast<std::size_t>(point - plan_->grid.begin())];
}

void Tally::add_trigger(TriggerId t, const BlockState& state) {
  const auto counts = row_of(state, plan_->triggers[t].count_row);
  triggers[t].fired +=
      static_cast<std::uint64_t>(std::count_if(counts.begin(), counts.end(), [](double n) { return n > 0; }));
  for (MarkTally& mark : triggers[t].marks)
    for (Moments& lane : mark.lanes) mark.moments.merge(std::exchange(lane, {}));
}

void Tally::add_cell(TriggerId t, const BlockState& state, std::size_t first_lane, std::uint64_t cluster) {
  const auto counts = row_of(state, plan_->triggers[t].count_row);
  Moments cell;
  double sum = 0;
  for (const double count : counts.subspan(first_lane, state.spec.end_of_cell(first_lane) - first_lane)) {
    cell.add(count);
    sum += count;
  }
  clusters[cluster][outcomes.size() + t.number()].add_cell(sum, cell);
}

void Tally::merge(const Tally& other) {
  trajectories += other.trajectories;
  add_each(occupancy, other.occupancy);
  for (std::size_t i = 0; i < drivers.size(); ++i) drivers[i].merge(other.drivers[i]);
  fan.merge(other.fan);
  joint.merge(other.joint);
  for (const OutcomeId o : outcomes.ids()) tally::merge(outcomes[o], other.outcomes[o]);
  for (const TriggerId t : triggers.ids()) tally::merge(triggers[t], other.triggers[t]);
  for (const std::uint64_t cluster : other.touched_) {
    ClusterTally& to = touch(cluster);
    for (std::size_t i = 0; i < to.size(); ++i) to[i].merge(other.clusters[cluster][i]);
  }
}

} // namespace casus::tally
