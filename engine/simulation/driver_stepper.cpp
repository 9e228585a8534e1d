#include "simulation/driver_stepper.hpp"

#include <fmt/core.h>

#include "simulation/normals.hpp"

#include <algorithm>
#include <cmath>

namespace casus::simulation {
namespace {

using plan::none;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

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

DriverStepper::DriverStepper(const plan::Plan& plan, std::uint64_t seed, std::size_t widest) : plan_(plan) {
  std::size_t largest = 0;
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    const plan::GroupPlan& members = plan.groups[g];
    if (!moves(members)) continue;
    groups_.push_back({g, noise_keys_.size()});
    for (const plan::MemberPlan& member : members.members) {
      if (has_noise(members)) noise_keys_.push_back(key_of(seed, member.noise_stream));
      if (member.moves()) moving_drivers_.push_back(member.row - plan.layout.first_driver);
    }
    largest = std::max(largest, members.members.size());
  }
  normals_.setZero(index(noise_keys_.size()), index(widest));
  spares_.setZero(index(noise_keys_.size()), index(widest));
  moved_.setZero(index(largest), index(widest));
}

void DriverStepper::move(BlockState& state, std::size_t step, double day) {
  draw_normals(state, step);
  const auto step_kind = static_cast<std::size_t>(plan_.step_kind[step]);
  for (const Group& group : groups_) move_group(state, group, step_kind);
  for (const int driver : moving_drivers_) {
    clamp(state, driver);
    check(state, driver, day);
  }
}

void DriverStepper::draw_normals(const BlockState& state, std::size_t step) {
  if (step % 2 == 1) {
    normals_.swap(spares_);
    return;
  }
  for (std::size_t i = 0; i < noise_keys_.size(); ++i)
    draw_normal_pairs(state, noise_keys_[i], step / 2, normals_.row(index(i)).data(),
                      spares_.row(index(i)).data());
}

void DriverStepper::move_group(BlockState& state, const Group& group, std::size_t step_kind) {
  const plan::GroupPlan& plan = plan_.groups[group.index];
  const Transition& transition = state.world->transition(group.index, step_kind);
  const auto width = index(state.width);
  const auto size = index(plan.members.size());
  const auto member = [&](Eigen::Index j) -> const plan::MemberPlan& {
    return plan.members[static_cast<std::size_t>(j)];
  };
  for (Eigen::Index i = 0; i < size; ++i) {
    auto moved = moved_.row(i).head(width);
    moved = transition.shift(i);
    for (Eigen::Index j = 0; j < size; ++j)
      if (const double factor = transition.propagator(i, j); factor != 0)
        moved += factor * state.rows.row(member(j).row).head(width);
    for (Eigen::Index j = 0; j < size; ++j)
      if (const double factor = transition.noise(i, j); factor != 0)
        moved += factor * normals_.row(index(group.first_normal) + j).head(width);
  }
  for (Eigen::Index i = 0; i < size; ++i)
    if (member(i).moves()) state.rows.row(member(i).row).head(width) = moved_.row(i).head(width);
}

void DriverStepper::clamp(BlockState& state, int driver) const {
  const plan::BoundsPlan& bounds = plan_.bounds[static_cast<std::size_t>(driver)];
  auto row = state.rows.row(plan_.layout.first_driver + driver).head(index(state.width));
  if (bounds.lower != none) row = row.max(state.world->number(bounds.lower));
  if (bounds.upper != none) row = row.min(state.world->number(bounds.upper));
}

void DriverStepper::check(const BlockState& state, int driver, double day) const {
  const plan::Row row = plan_.layout.first_driver + driver;
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
    if (!std::isfinite(state.at(row, lane)))
      fail(plan_, state, lane, day,
           fmt::format(
               "driver '{}' grows beyond all numbers: look at its follows, its trend and the effects on it",
               plan_.scenario->drivers[static_cast<std::size_t>(driver)].name));
}

} // namespace casus::simulation
