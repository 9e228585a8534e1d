#include "simulation/drivers/noise_paths.hpp"

#include "distribution/normal.hpp"
#include "simulation/drivers/bridge.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace casus::simulation {
namespace {

/// A path that does not go as it is known to have gone is drawn again so many times at most.
constexpr std::uint64_t most_draws = 100;

} // namespace

NoisePaths::NoisePaths(const plan::Plan& plan, std::uint64_t seed, const DriverStepper& stepper,
                       std::size_t widest)
    : plan_(plan), stepper_(stepper), nodes_(widest * plan.drivers.size()) {
  for (const plan::DriverPlan& driver : plan.drivers)
    keys_.push_back(key_of(seed, plan.member_of(driver).bridge_stream));
}

void NoisePaths::begin_step() {
  for (const std::size_t place : used_) nodes_[place].clear();
  used_.clear();
}

double NoisePaths::normal(const BlockState& state, std::size_t lane, DriverId driver, double day) const {
  return distribution::normal_quantile(
      uniform(keys_[driver], state.stream(lane), std::bit_cast<std::uint64_t>(day)));
}

NoiseNode NoisePaths::middle(const BlockState& state, std::size_t lane, DriverId driver) const {
  const plan::DriverPlan& place = plan_.drivers[driver];
  return {state.step.middle(), stepper_.middle_noise(state, lane, place.group, place.member)};
}

NoiseNode NoisePaths::last(const BlockState& state, std::size_t lane, DriverId driver, double day,
                           const NoiseNodes& aside) const {
  NoiseNode last{state.step.begin, 0};
  for (const NoiseNodes* known : {&nodes(lane, driver), &aside})
    for (const NoiseNode& node : *known)
      if (node.day <= day && node.day > last.day) last = node;
  return day >= state.step.middle() && last.day < state.step.middle() ? middle(state, lane, driver) : last;
}

NoiseNode NoisePaths::next(const BlockState& state, std::size_t lane, DriverId driver, double day,
                           const NoiseNodes& aside) const {
  const NoiseNode* next = nullptr;
  for (const NoiseNodes* known : {&nodes(lane, driver), &aside})
    for (const NoiseNode& node : *known)
      if (node.day > day && (next == nullptr || node.day < next->day)) next = &node;
  if (day < state.step.middle() && (next == nullptr || next->day > state.step.middle()))
    return middle(state, lane, driver);
  if (next != nullptr) return *next;
  const plan::DriverPlan& place = plan_.drivers[driver];
  return {state.step.end, stepper_.end_noise(state, lane, place.group, place.member)};
}

double NoisePaths::drawn(const BlockState& state, std::size_t lane, DriverId driver, double day,
                         const NoiseNodes& aside, const PathWitness* witness) const {
  assert(day >= state.step.begin && day <= state.step.end);
  const NoiseNode from = last(state, lane, driver, day, aside);
  if (from.day >= day) return from.noise;
  const NoiseNode to = next(state, lane, driver, day, aside);
  if (to.day <= day) return to.noise;
  const plan::DriverPlan& place = plan_.drivers[driver];
  const LinearSde& sde = state.world(lane).law(place.group).sde;
  const Eigen::Index member = eigen_index(place.member);
  const Bridge law =
      bridge(sde.drift(member, member), sde.diffusion(member, member), to.day - from.day, day - from.day);
  const double mean = law.of_begin * from.noise + law.of_end * to.noise;
  const std::uint64_t index = std::bit_cast<std::uint64_t>(day);
  double noise = mean;
  for (std::uint64_t draw = 0; draw < most_draws; ++draw) {
    const Bits bits = philox(keys_[driver], state.stream(lane), index + draw);
    noise = mean + law.deviation * distribution::normal_quantile(unit_interval(bits[0]));
    if (witness == nullptr ||
        unit_interval(bits[1]) < witness->likelihood(state, lane, driver, from, {day, noise}))
      break;
  }
  return noise;
}

double NoisePaths::glance(const BlockState& state, std::size_t lane, DriverId driver, double day) const {
  return drawn(state, lane, driver, day, {}, witness_);
}

double NoisePaths::at(const BlockState& state, std::size_t lane, DriverId driver, double day) {
  const double noise = drawn(state, lane, driver, day, {}, witness_);
  know(lane, driver, {day, noise});
  return noise;
}

double NoisePaths::at(const BlockState& state, std::size_t lane, DriverId driver, double day,
                      const Aside& aside) const {
  const double noise = drawn(state, lane, driver, day, aside.nodes, aside.witness);
  aside.nodes.push_back({day, noise});
  return noise;
}

void NoisePaths::know(std::size_t lane, DriverId driver, const NoiseNode& node) {
  const std::size_t place = place_of(lane, driver);
  NoiseNodes& known = nodes_[place];
  if (known.empty()) used_.push_back(place);
  if (!known.empty() && known.back().day == node.day)
    known.back() = node;
  else
    known.push_back(node);
}

} // namespace casus::simulation
