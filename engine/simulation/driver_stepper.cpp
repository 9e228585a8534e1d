#include "simulation/driver_stepper.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::simulation {
namespace {

using plan::none;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

/// A draw of normals lasts so many steps.
constexpr std::size_t steps_a_draw = 4;

bool moves(const plan::GroupPlan& group) {
  return std::any_of(group.members.begin(), group.members.end(),
                     [](const plan::MemberPlan& member) { return member.moves(); });
}

/// One that follows a noisy driver has noise over a step too, even if it has no volatility of its own.
bool has_noise(const plan::GroupPlan& group) {
  return std::any_of(group.members.begin(), group.members.end(),
                     [](const plan::MemberPlan& member) { return member.volatility != none; });
}

} // namespace

DriverStepper::DriverStepper(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                             std::size_t widest)
    : plan_(plan), kernels_(kernels), lengths_(plan.step_lengths.size()) {
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    const plan::GroupPlan& group = plan.groups[g];
    if (!moves(group)) continue;
    groups_.push_back({g, has_noise(group), noise_keys_.size()});
    if (!has_noise(group)) continue;
    for (const plan::MemberPlan& member : group.members)
      noise_keys_.push_back(key_of(seed, member.noise_stream));
  }
  normals_.setZero(index(steps_a_draw * noise_keys_.size()), index(widest));
  moved_.setZero(index(plan.driver_starts.size()), index(widest));
}

void DriverStepper::enter_world(BlockState& state) {
  for (std::size_t kind = 0; kind < lengths_.size(); ++kind) {
    Length& length = lengths_[kind] = {};
    std::size_t most = 0;
    for (const Group& group : groups_) {
      const std::size_t members = plan_.groups[group.index].members.size();
      most += members * members;
    }
    length.terms.reserve(most); // moves point to both
    length.noises.reserve(most);
    for (const Group& group : groups_)
      add_group(length, state, group, state.world->transition(group.index, kind));
  }
}

void DriverStepper::add_group(Length& length, BlockState& state, const Group& group,
                              const Transition& transition) {
  const auto& members = plan_.groups[group.index].members;
  const bool is_coupled = !transition.propagator.isDiagonal(0);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!members[i].moves()) continue;
    add_move(length, state, group, transition, index(i));
    const int driver = members[i].row - plan_.layout.first_driver;
    if (!is_coupled) continue;
    length.moves.back().moved = moved_.row(driver).data();
    length.put_aside.push_back(driver);
  }
}

void DriverStepper::add_move(Length& length, BlockState& state, const Group& group,
                             const Transition& transition, Eigen::Index i) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto& members = plan_.groups[group.index].members;
  const plan::Row row = members[static_cast<std::size_t>(i)].row;
  const plan::BoundsPlan& bounds = plan_.bounds[static_cast<std::size_t>(row - plan_.layout.first_driver)];
  kernels::Move move{.constant = transition.shift(i),
                     .state = {length.terms.data() + length.terms.size(), 0},
                     .noise = {length.noises.data() + length.noises.size(), 0},
                     .low = bounds.lower == none ? -infinity : state.world->number(bounds.lower),
                     .high = bounds.upper == none ? infinity : state.world->number(bounds.upper),
                     .moved = state.rows.row(row).data()};
  for (Eigen::Index j = 0; j < index(members.size()); ++j) {
    const auto noise = static_cast<float>(transition.noise(i, j));
    if (const double factor = transition.propagator(i, j); factor != 0) {
      length.terms.push_back({state.rows.row(members[static_cast<std::size_t>(j)].row).data(), factor});
      ++move.state.count;
    }
    if (group.is_noisy && noise != 0) {
      length.noises.push_back({normals_.row(index(group.first_normal) + j).data(), noise});
      ++move.noise.count;
    }
  }
  length.moves.push_back(move);
}

void DriverStepper::move(BlockState& state, std::size_t step, double day) {
  if (step % steps_a_draw == 0) draw_normals(state, step);
  const Length& length = lengths_[static_cast<std::size_t>(plan_.step_kind[step])];
  const std::size_t noise_offset =
      step % steps_a_draw * noise_keys_.size() * static_cast<std::size_t>(normals_.cols());
  const bool is_finite =
      kernels_.move_rows(length.moves.data(), length.moves.size(), noise_offset, state.width);
  for (const int driver : length.put_aside)
    std::copy_n(moved_.row(driver).data(), state.width,
                state.rows.row(plan_.layout.first_driver + driver).data());
  if (!is_finite) check(state, day);
}

void DriverStepper::draw_normals(const BlockState& state, std::size_t step) {
  for (std::size_t i = 0; i < noise_keys_.size(); ++i) {
    float* rows[steps_a_draw];
    for (std::size_t s = 0; s < steps_a_draw; ++s)
      rows[s] = normals_.row(index(s * noise_keys_.size() + i)).data();
    kernels_.draw_normals(noise_keys_[i], step / steps_a_draw, state.trajectories(), state.width, rows);
  }
}

void DriverStepper::check(const BlockState& state, double day) const {
  for (std::size_t driver = 0; driver < plan_.driver_starts.size(); ++driver)
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (!std::isfinite(state.at(plan_.layout.first_driver + static_cast<plan::Row>(driver), lane)))
        fail(plan_, state, lane, day,
             fmt::format(
                 "driver '{}' grows beyond all numbers: look at its follows, its trend and the effects on it",
                 plan_.scenario->drivers[driver].name));
}

} // namespace casus::simulation
