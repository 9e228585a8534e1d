#include "simulation/evidence/unrecorded.hpp"

#include "plan/stream_number.hpp"

namespace casus::simulation {
namespace {

/// Marks of a firing that is not recorded are drawn so often at most; a firing that would be recorded in
/// nearly every case is left out before.
constexpr std::uint64_t most_draws = 100'000;
/// Draws that are tried anew have indices this far apart, above those of all firings and dates.
constexpr std::uint64_t next_draw = std::uint64_t{1} << 40;

} // namespace

Unrecorded::Unrecorded(const plan::Plan& plan, std::uint64_t seed, MarkDrawer& marks, DriverPaths& paths,
                       std::size_t widest)
    : plan_(plan), marks_(marks), paths_(paths), recording_(plan, marks, paths),
      exposure_(plan, recording_, paths, widest) {
  for (const plan::ClockPlan& clock : plan.clocks)
    clock_keys_.push_back(key_of(seed, plan::stream_of("observed/" + clock.name)));
  for (const plan::TriggerPlan& trigger : plan.triggers)
    mark_keys_.push_back(key_of(seed, plan::stream_of("observed/marks/" + trigger.name)));
}

void Unrecorded::begin(std::size_t lanes) {
  is_known_ = true;
  weights_.begin(lanes);
}

void Unrecorded::leave_out(BlockState& state, std::vector<kernels::Expiry>& events, Expiries& expiries) {
  std::erase_if(events, [&](const kernels::Expiry& event) {
    const plan::ClockId clock(event.clock);
    if (!exposure_.concerns(clock)) return false;
    exposure_.add_threshold(clock, event.lane, event.threshold);
    if (!is_left_out(state, event)) return false;
    ++state.draws(clock, event.lane);
    expiries.note(event.lane, clock, state.clocks.add(clock, event.lane, event.threshold));
    return true;
  });
}

bool Unrecorded::is_left_out(BlockState& state, const kernels::Expiry& event) {
  const plan::ClockId clock(event.clock);
  paths_.enter_moment(event.lane, event.day);
  const double chance = exposure_.chance(state, event.lane, event.day, clock);
  const std::uint64_t draw = state.draws(clock, event.lane);
  return chance > 0 && uniform(clock_keys_[clock], state.stream(event.lane), draw) < chance;
}

std::span<const double> Unrecorded::draw_marks(BlockState& state, std::size_t lane, double day,
                                               TriggerId trigger, std::uint64_t firing) {
  const std::uint64_t draws = recording_.chance(state, lane, day, trigger) == 1 ? 0 : most_draws;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const std::uint64_t index = firing + draw * next_draw;
    const auto marks = marks_.draw(state, lane, day, trigger, index);
    const double chance = recording_.chance(state, lane, day, trigger, marks);
    if (chance == 0 || uniform(mark_keys_[trigger], state.stream(lane), index) >= chance) return marks;
  }
  weights_.kill(lane);
  return marks_.draw(state, lane, day, trigger, firing);
}

void Unrecorded::weigh_threshold(BlockState& state, std::size_t lane, double day, TriggerId trigger) {
  if (plan_.observed->known[trigger].exists() && !weights_.is_dead(lane))
    weights_.multiply(lane, 1 - recording_.chance(state, lane, day, trigger));
}

double Unrecorded::weigh_scheduled(BlockState& state, std::size_t lane, double day, TriggerId trigger) {
  const auto number = plan_.triggers[trigger].probability;
  const double probability = number ? state.world(lane).number(*number) : 1;
  if (!plan_.observed->known[trigger].exists()) return probability;
  const double known = probability * recording_.chance(state, lane, day, trigger);
  weights_.multiply(lane, 1 - known);
  return known == 1 ? 0 : (probability - known) / (1 - known);
}

} // namespace casus::simulation
