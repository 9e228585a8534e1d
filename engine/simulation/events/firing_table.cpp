#include "simulation/events/firing_table.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace casus::simulation {
namespace {

using kernels::tile_clocks;

/// Where fewer clocks of a tile change, they are multiplied one by one: whole vectors are not worth it.
constexpr std::ptrdiff_t fewest_in_tile = 2;

double value_of(const BlockState& state, std::size_t world, const formula::Program& constant) {
  return constant.in_lane(state.inputs(0), BlockWorlds::lane_in(world));
}

/// Whether somebody may read within the step what the trigger's firings have added.
bool is_noted(const plan::Plan& plan, const plan::TriggerPlan& trigger) {
  for (const plan::EffectPlan& effect : trigger.effects)
    for (const plan::ChangePlan& change : effect.changes)
      if (plan.drivers[change.driver()].is_noted) return true;
  return false;
}

} // namespace

void FiringTable::fill(BlockState& state, std::size_t world, const DriverPaths& paths) {
  world_ = world;
  weights_.fill(state.worlds[world]);
  firings_.clear();
  follow_ups_.assign(plan_.clocks.size(), {});
  stride_ = state.clocks.stride();
  changes_.clear();
  fading_.clear();
  tiles_.clear();
  tile_factors_.clear();
  clock_factors_.clear();
  for (const plan::ClockId clock : plan_.clocks.ids()) add(state, paths, clock);
  point_into_lists();
}

void FiringTable::add(BlockState& state, const DriverPaths& paths, plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[id];
  scaled_.assign(1, {id, 1});
  firings_.emplace_back();
  if (clock.trigger) {
    const plan::TriggerPlan& trigger = plan_.triggers[*clock.trigger];
    if (trigger.reaction && trigger.reaction->is_addition)
      add_effects(state, paths, trigger, follow_ups_[id]);
  }
  add_factors();
}

void FiringTable::add_effects(BlockState& state, const DriverPaths& paths, const plan::TriggerPlan& trigger,
                              FollowUp& follow_up) {
  kernels::RowChanges& rows = firings_.back().rows;
  rows.firings = state.rows.row(trigger.count_row).data();
  rows.last_days = state.rows.row(trigger.last_row).data();
  exponents_.assign(kernels::tiles_of(plan_.clocks.size()) * tile_clocks, 0);
  for (const plan::EffectPlan& effect : trigger.effects)
    for (const plan::ChangePlan& change : effect.changes) {
      const double amount = value_of(state, world_, change.amount);
      add_change(state, paths, rows, change.driver(), amount);
      add_exponents(change.driver(), amount);
    }
  const plan::Reaction& reaction = *trigger.reaction;
  scale(reaction, follow_up);
  follow_up.is_any = trigger.history.has_value() || !reaction.derived.empty() ||
                     !follow_up.evaluated.empty() || !reaction.watches.empty() || !reaction.timers.empty() ||
                     is_noted(plan_, trigger);
}

/// Adds a change of a driver. One that does not move is changed itself.
void FiringTable::add_change(BlockState& state, const DriverPaths& paths, kernels::RowChanges& rows,
                             DriverId driver, double amount) {
  if (!plan_.moves(driver)) {
    changes_.push_back({state.rows.row(plan_.layout.row_of(driver)).data(), amount});
    ++rows.change_count;
  }
  const kernels::JoltWays& ways = paths.ways(world_, driver);
  if (ways.fade.count == 0) return;
  fading_.push_back({&ways, amount});
  ++rows.fading_count;
}

void FiringTable::add_exponents(DriverId driver, double amount) {
  const kernels::ExponentWeights& weights = weights_.of(driver);
  for (std::size_t i = 0; i < weights.count; ++i)
    for (std::size_t at = 0; at < tile_clocks; ++at)
      exponents_[weights.tiles[i] * tile_clocks + at] += amount * weights.weights[i].of[at];
}

/// Finds the factors of the clocks that it only multiplies, and the clocks that must be evaluated.
void FiringTable::scale(const plan::Reaction& reaction, FollowUp& follow_up) {
  follow_up.evaluated = reaction.evaluated;
  for (const plan::ClockId clock : reaction.clocks) {
    if (std::binary_search(reaction.evaluated.begin(), reaction.evaluated.end(), clock)) continue;
    const double exponent = exponents_[clock.number()];
    if (std::abs(exponent) > JoltWeights::greatest_exponent)
      follow_up.evaluated.push_back(clock);
    else if (clock == scaled_.front().clock)
      scaled_.front().factor = power_of_two(exponent);
    else
      scaled_.push_back({clock, power_of_two(exponent)});
  }
  std::sort(follow_up.evaluated.begin(), follow_up.evaluated.end());
}

/// Adds the factors tile by tile, the clock's own first.
void FiringTable::add_factors() {
  const auto is_in_own_tile = [own = scaled_.front().tile()](const Scaled& scaled) {
    return scaled.tile() == own;
  };
  const auto own_end = std::stable_partition(scaled_.begin(), scaled_.end(), is_in_own_tile);
  firings_.back().has_own_tile = own_end - scaled_.begin() >= fewest_in_tile;
  for (auto first = scaled_.begin(); first != scaled_.end();) {
    const auto last = std::find_if(
        first, scaled_.end(), [tile = first->tile()](const Scaled& scaled) { return scaled.tile() != tile; });
    if (last - first >= fewest_in_tile)
      add_tile({first, last});
    else
      std::for_each(first, last, [this](const Scaled& scaled) { add_clock(scaled); });
    first = last;
  }
}

void FiringTable::add_tile(std::span<const Scaled> clocks) {
  tiles_.push_back(static_cast<std::uint32_t>(clocks.front().tile()));
  auto& factors = tile_factors_.emplace_back().of;
  std::fill(std::begin(factors), std::end(factors), 1);
  for (const Scaled& scaled : clocks) factors[scaled.clock.number() % tile_clocks] = scaled.factor;
  ++firings_.back().tile_count;
}

void FiringTable::add_clock(const Scaled& scaled) {
  constexpr std::size_t numbers = sizeof(kernels::Tile) / sizeof(double);
  const std::uint32_t clock = scaled.clock.number();
  const auto offset = static_cast<std::uint32_t>(scaled.tile() * stride_ * numbers + clock % tile_clocks);
  clock_factors_.push_back({clock, offset, scaled.factor});
  ++firings_.back().clock_count;
}

/// Sets the pointers into the lists, once these have their final length.
void FiringTable::point_into_lists() {
  std::size_t change = 0, fading = 0, tile = 0, clock = 0;
  for (kernels::Firing& firing : firings_) {
    firing.rows.changes = changes_.data() + std::exchange(change, change + firing.rows.change_count);
    firing.rows.fading = fading_.data() + std::exchange(fading, fading + firing.rows.fading_count);
    firing.tiles = tiles_.data() + tile;
    firing.tile_factors = tile_factors_.data() + std::exchange(tile, tile + firing.tile_count);
    firing.clocks = clock_factors_.data() + std::exchange(clock, clock + firing.clock_count);
  }
}

/// A power of two by the kernels, which is the same on every machine.
double FiringTable::power_of_two(double x) const {
  alignas(64) double values[kernels::lane_multiple] = {x};
  kernels_.exponentiate(1, values);
  return values[0];
}

void FiringTables::enter_worlds(BlockState& state, const DriverPaths& paths) {
  count_ = state.worlds.size();
  while (tables_.size() < count_) tables_.emplace_back(plan_, kernels_);
  for (std::size_t w = 0; w < count_; ++w) tables_[w].fill(state, w, paths);
  for (std::size_t cell = 0; cell < block_cells; ++cell)
    firings_[cell] = tables_[std::min(world_in_block(cell * cell_lanes, count_), count_ - 1)].firings();
}

} // namespace casus::simulation
