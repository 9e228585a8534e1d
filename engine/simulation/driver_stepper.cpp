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
    lengths_[kind].rules.clear();
    lengths_[kind].terms.clear();
    for (const Group& group : groups_) {
      const Transition& transition = state.world->transition(group.index, kind);
      const auto& members = plan_.groups[group.index].members;
      for (std::size_t i = 0; i < members.size(); ++i)
        if (members[i].moves()) add_rule(lengths_[kind], state, group, transition, index(i));
    }
  }
}

void DriverStepper::add_rule(Length& length, BlockState& state, const Group& group,
                             const Transition& transition, Eigen::Index i) {
  const auto& members = plan_.groups[group.index].members;
  const plan::Row row = members[static_cast<std::size_t>(i)].row;
  Rule rule{row - plan_.layout.first_driver, transition.shift(i), length.terms.size(), 0, 0};
  for (Eigen::Index j = 0; j < index(members.size()); ++j)
    if (const double factor = transition.propagator(i, j); factor != 0)
      length.terms.push_back({state.rows.row(members[static_cast<std::size_t>(j)].row).data(), factor});
  rule.first_noise = length.terms.size();
  for (Eigen::Index j = 0; group.is_noisy && j < index(members.size()); ++j)
    if (const double factor = transition.noise(i, j); factor != 0)
      length.terms.push_back({normals_.row(index(group.first_normal) + j).data(), factor});
  rule.end = length.terms.size();
  length.rules.push_back(rule);
}

void DriverStepper::move(BlockState& state, std::size_t step, double day) {
  if (step % steps_a_draw == 0) draw_normals(state, step);
  const Length& length = lengths_[static_cast<std::size_t>(plan_.step_kind[step])];
  for (const Rule& rule : length.rules) {
    double* moved = moved_.row(rule.driver).data();
    if (!kernels_.move_row(move_of(state, length, rule, step), state.width, moved))
      check(state, rule.driver, day);
  }
  for (const Rule& rule : length.rules)
    std::copy_n(moved_.row(rule.driver).data(), state.width,
                state.rows.row(plan_.layout.first_driver + rule.driver).data());
}

void DriverStepper::draw_normals(const BlockState& state, std::size_t step) {
  for (std::size_t i = 0; i < noise_keys_.size(); ++i) {
    double* rows[steps_a_draw];
    for (std::size_t s = 0; s < steps_a_draw; ++s)
      rows[s] = normals_.row(index(s * noise_keys_.size() + i)).data();
    kernels_.draw_normals(noise_keys_[i], step / steps_a_draw, state.trajectories(), state.width, rows);
  }
}

kernels::Move DriverStepper::move_of(const BlockState& state, const Length& length, const Rule& rule,
                                     std::size_t step) const {
  const plan::BoundsPlan& bounds = plan_.bounds[static_cast<std::size_t>(rule.driver)];
  const kernels::Term* terms = length.terms.data();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return {.constant = rule.constant,
          .state = {terms + rule.first_term, rule.first_noise - rule.first_term},
          .noise = {terms + rule.first_noise, rule.end - rule.first_noise},
          .noise_offset =
              step % steps_a_draw * noise_keys_.size() * static_cast<std::size_t>(normals_.cols()),
          .low = bounds.lower == none ? -infinity : state.world->number(bounds.lower),
          .high = bounds.upper == none ? infinity : state.world->number(bounds.upper)};
}

void DriverStepper::check(const BlockState& state, int driver, double day) const {
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
    if (!std::isfinite(moved_(driver, index(lane))))
      fail(plan_, state, lane, day,
           fmt::format(
               "driver '{}' grows beyond all numbers: look at its follows, its trend and the effects on it",
               plan_.scenario->drivers[static_cast<std::size_t>(driver)].name));
}

} // namespace casus::simulation
