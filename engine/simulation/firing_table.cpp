#include "simulation/firing_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace casus::simulation {
namespace {

using kernels::tile_clocks;

/// Beyond it an intensity is evaluated, not multiplied: it may have been too small for a number.
constexpr double greatest_exponent = 30;

/// A tile in which fewer clocks change is not worth whole vectors.
constexpr std::ptrdiff_t fewest_in_tile = 2;

double value_of(const BlockState& state, const formula::Program& constant) {
  return constant.in_lane(state.inputs(0), 0);
}

/// Somebody may read within the step what its firings have added.
bool is_noted(const plan::Plan& plan, const plan::TriggerPlan& trigger) {
  for (const plan::EffectPlan& effect : trigger.effects)
    for (const plan::ChangePlan& change : effect.changes)
      if (plan.drivers[static_cast<std::size_t>(change.target)].is_noted) return true;
  return false;
}

} // namespace

void FiringTable::fill(BlockState& state) {
  firings_.clear();
  follow_ups_.assign(plan_.clocks.size(), {});
  stride_ = state.clocks.stride();
  changes_.clear();
  fading_.clear();
  fading_rows_.clear();
  tiles_.clear();
  tile_factors_.clear();
  clock_factors_.clear();
  for (plan::ClockId clock = 0; clock < static_cast<plan::ClockId>(plan_.clocks.size()); ++clock)
    add(state, clock);
  point_into_lists();
}

void FiringTable::add(BlockState& state, plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
  scaled_.assign(1, {id, 1});
  firings_.emplace_back();
  if (clock.kind == plan::ClockKind::trigger) {
    const plan::TriggerPlan& trigger = plan_.triggers[static_cast<std::size_t>(clock.index)];
    if (trigger.reaction && trigger.reaction->is_addition)
      add_effects(state, trigger, follow_ups_[static_cast<std::size_t>(id)]);
  }
  add_factors();
}

void FiringTable::add_effects(BlockState& state, const plan::TriggerPlan& trigger, FollowUp& follow_up) {
  kernels::RowChanges& rows = firings_.back().rows;
  rows.firings = state.rows.row(trigger.count_row).data();
  rows.last_days = state.rows.row(trigger.last_row).data();
  for (const plan::EffectPlan& effect : trigger.effects)
    for (const plan::ChangePlan& change : effect.changes)
      add_change(state, rows, change.target, value_of(state, change.amount));
  const plan::Reaction& reaction = *trigger.reaction;
  scale(state, reaction, follow_up);
  follow_up.is_any = trigger.history != plan::none || !reaction.derived.empty() ||
                     !follow_up.evaluated.empty() || !reaction.watches.empty() || !reaction.timers.empty() ||
                     is_noted(plan_, trigger);
}

/// Of a driver that moves, its mean over the step and what it becomes, and the same of those that follow it.
void FiringTable::add_change(BlockState& state, kernels::RowChanges& rows, int driver, double amount) {
  const plan::DriverPlan& place = plan_.drivers[static_cast<std::size_t>(driver)];
  const plan::GroupPlan& group = plan_.groups[static_cast<std::size_t>(place.group)];
  const plan::MemberPlan& member = plan_.member_of(place);
  const Flow& flow = state.world->law(static_cast<std::size_t>(place.group)).flow;
  const auto add = [&](plan::Row row, double by) {
    changes_.push_back({state.rows.row(row).data(), by});
    ++rows.change_count;
  };
  if (!member.moves()) add(member.row, amount);
  if (member.reached.empty()) return;
  auto& becoming = fading_rows_.emplace_back();
  for (const int reached : member.reached) {
    const plan::MemberPlan& other = group.members[static_cast<std::size_t>(reached)];
    add(other.mean_row, amount * flow.mean_jolt()(reached, place.member));
    becoming.push_back(state.becoming.row(other.row - plan_.layout.first_driver).data());
  }
  fading_.push_back(
      {&flow.jolt(static_cast<std::size_t>(place.member)), becoming.data(), becoming.size(), amount});
  ++rows.fading_count;
}

/// Finds the factors of the clocks that it only multiplies, and the clocks that must be evaluated.
void FiringTable::scale(const BlockState& state, const plan::Reaction& reaction, FollowUp& follow_up) {
  follow_up.evaluated = reaction.evaluated;
  for (const plan::ScaledClock& scaled : reaction.scaled) {
    double exponent = 0;
    for (const plan::TermChange& addend : scaled.addends)
      exponent +=
          state.world->number(addend.weight) * value_of(state, addend.amount) * share_of(state, addend);
    if (std::abs(exponent) > greatest_exponent)
      follow_up.evaluated.push_back(scaled.clock);
    else if (scaled.clock == scaled_.front().clock)
      scaled_.front().factor = power_of_two(exponent * std::numbers::log2e);
    else
      scaled_.push_back({scaled.clock, power_of_two(exponent * std::numbers::log2e)});
  }
  std::sort(follow_up.evaluated.begin(), follow_up.evaluated.end());
}

/// What a term gets of an amount that is added to a driver: of a driver's mean over the step, a share.
double FiringTable::share_of(const BlockState& state, const plan::TermChange& addend) const {
  if (!plan_.moves(addend.mean_of)) return 1;
  const plan::DriverPlan& target = plan_.drivers[static_cast<std::size_t>(addend.target)];
  const plan::DriverPlan& term = plan_.drivers[static_cast<std::size_t>(addend.mean_of)];
  return state.world->law(static_cast<std::size_t>(target.group))
      .flow.mean_jolt()(term.member, target.member);
}

/// Tile by tile, the clock's own first.
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
  for (const Scaled& scaled : clocks)
    factors[static_cast<std::size_t>(scaled.clock) % tile_clocks] = scaled.factor;
  ++firings_.back().tile_count;
}

void FiringTable::add_clock(const Scaled& scaled) {
  constexpr std::size_t numbers = sizeof(kernels::Tile) / sizeof(double);
  const auto clock = static_cast<std::uint32_t>(scaled.clock);
  const auto offset = static_cast<std::uint32_t>(scaled.tile() * stride_ * numbers + clock % tile_clocks);
  clock_factors_.push_back({clock, offset, scaled.factor});
  ++firings_.back().clock_count;
}

/// Once the lists stand still.
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

/// The kernels' own, which is the same on every machine.
double FiringTable::power_of_two(double x) const {
  alignas(64) double values[kernels::lane_multiple] = {x};
  kernels_.exponentiate(1, values);
  return values[0];
}

} // namespace casus::simulation
