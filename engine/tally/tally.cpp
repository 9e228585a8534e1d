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
  to.quantiles.merge(from.quantiles);
}

void merge(TriggerTally& to, const TriggerTally& from) {
  to.counts.merge(from.counts);
  to.fired += from.fired;
  for (std::size_t m = 0; m < to.marks.size(); ++m) {
    add_each(to.marks[m].categories, from.marks[m].categories);
    to.marks[m].moments.merge(from.marks[m].moments);
  }
}

void merge(WorldTally& to, const WorldTally& from) {
  to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    to[i].trials += from[i].trials;
    to[i].sum += from[i].sum;
  }
}

} // namespace

std::uint64_t curve_groups(std::size_t curves, std::size_t points) {
  constexpr std::size_t fewest = 8;
  constexpr std::size_t most = 64;
  constexpr std::size_t affordable = 4'000'000;
  return std::clamp(affordable / std::max<std::size_t>(curves * points, 1), fewest, most);
}

Tally::Tally(const plan::Plan& plan, const FanScale& scale, std::size_t groups)
    : fan(scale), joint(plan.ladders), plan_(&plan), kernels_(kernels::best_kernels()),
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
  worlds.clear();
}

void Tally::at_grid_point(std::size_t point, const BlockState& state) {
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
  std::uint32_t* counts = occupancy.data() + place(group_of(state.spec), point);
  for (const plan::LadderPlan& ladder : plan_->ladders) {
    const auto row = row_of(state, ladder.row);
    kernels_.count_rungs(row.data(), ladder.rungs, row.size(), counts);
    counts += ladder.rungs;
  }
}

std::size_t Tally::group_of(const simulation::BlockSpec& spec) const {
  return (spec.stride > 1 ? spec.world : spec.first / simulation::block_lanes) % groups_;
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
  WorldTally& world = worlds[state.spec.world];
  world.resize(outcomes.size() + triggers.size());
  for (const OutcomeId o : outcomes.ids()) add_outcome(o, state, world[o.number()]);
  for (const TriggerId t : triggers.ids()) add_trigger(t, state, world[outcomes.size() + t.number()]);
}

void Tally::add_outcome(OutcomeId o, const BlockState& state, WorldSum& world) {
  OutcomeTally& outcome = outcomes[o];
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    if (state.givens(o, lane) == 0) continue;
    ++outcome.trials;
    ++world.trials;
    if (!plan_->outcomes[o].value) {
      add_event(o, state.first_passages(o, lane), state.spec.world, world);
      continue;
    }
    const double value = state.values(o, lane);
    outcome.moments.add(value);
    outcome.quantiles.add(value);
    world.sum += value;
  }
}

void Tally::add_event(OutcomeId o, double first_passage, std::uint64_t world, WorldSum& sum) {
  if (!std::isfinite(first_passage)) return;
  OutcomeTally& outcome = outcomes[o];
  ++outcome.hits;
  ++sum.sum;
  outcome.quantiles.add(first_passage);
  const auto point = std::lower_bound(plan_->grid.begin(), plan_->grid.end(), first_passage);
  ++outcome.passages[world % curve_groups_ * plan_->grid.size() +
                     static_cast<std::size_t>(point - plan_->grid.begin())];
}

void Tally::add_trigger(TriggerId t, const BlockState& state, WorldSum& world) {
  const auto counts = row_of(state, plan_->triggers[t].count_row);
  const kernels::Sums sums = kernels_.sums_about(counts.data(), counts[0], counts.size());
  triggers[t].counts.merge(moments_of(sums, counts[0], counts.size()));
  triggers[t].fired +=
      static_cast<std::uint64_t>(std::count_if(counts.begin(), counts.end(), [](double n) { return n > 0; }));
  world.trials += static_cast<double>(counts.size());
  for (const double count : counts) world.sum += count;
  for (MarkTally& mark : triggers[t].marks)
    for (Moments& lane : mark.lanes) mark.moments.merge(std::exchange(lane, {}));
}

void Tally::merge(const Tally& other) {
  trajectories += other.trajectories;
  add_each(occupancy, other.occupancy);
  for (std::size_t i = 0; i < drivers.size(); ++i) drivers[i].merge(other.drivers[i]);
  fan.merge(other.fan);
  joint.merge(other.joint);
  for (const OutcomeId o : outcomes.ids()) tally::merge(outcomes[o], other.outcomes[o]);
  for (const TriggerId t : triggers.ids()) tally::merge(triggers[t], other.triggers[t]);
  for (const auto& [index, world] : other.worlds) tally::merge(worlds[index], world);
}

} // namespace casus::tally
