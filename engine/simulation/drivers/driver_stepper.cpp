#include "simulation/drivers/driver_stepper.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::simulation {

DriverStepper::DriverStepper(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                             std::size_t widest)
    : plan_(plan), kernels_(kernels), place_(plan.groups.size()) {
  for (const plan::GroupId id : plan.groups.ids()) {
    const plan::GroupPlan& group = plan.groups[id];
    if (!group.moves()) continue;
    place_[id] = groups_.size();
    groups_.push_back({id, group.is_noisy(), streams_});
    if (!group.is_noisy()) continue;
    streams_ += group.members.size();
    for (const plan::MemberPlan& member : group.members) {
      keys_.push_back(key_of(seed, member.noise_stream));
      refined_keys_.push_back(key_of(seed, member.refined_stream));
    }
  }
  normals_.setZero(eigen_index(steps_a_draw() * 2 * streams_), eigen_index(widest));
}

void DriverStepper::enter_world(BlockState& state) {
  moves_.clear();
  terms_.clear();
  noises_.clear();
  ends_.clear();
  std::size_t most = 0;
  for (const Group& group : groups_) {
    const std::size_t members = plan_.groups[group.id].members.size();
    most += 2 * members * members + members;
  }
  terms_.reserve(most); // moves point to both
  noises_.reserve(2 * most);
  for (const Group& group : groups_)
    for (std::size_t i = 0; i < plan_.groups[group.id].members.size(); ++i)
      if (plan_.groups[group.id].members[i].moves()) add_member(state, group, i);
}

void DriverStepper::add_member(BlockState& state, const Group& group, std::size_t index) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const StepLaw& law = state.world->law(group.id);
  const plan::MemberPlan& member = plan_.groups[group.id].members[index];
  const DriverId driver = plan_.layout.driver_in(member.row);
  const plan::BoundsPlan& bounds = plan_.drivers[driver].bounds;
  const double low = bounds.lower ? state.world->number(*bounds.lower) : -infinity;
  const double high = bounds.upper ? state.world->number(*bounds.upper) : infinity;
  const Eigen::Index i = eigen_index(index);
  kernels::Move mean = move_of(state, group, law.flow.mean_propagator().row(i), law.mean_noise.row(i),
                               law.mean_noise_second.row(i));
  mean.constant = law.flow.mean_shift()(i);
  mean.low = low;
  mean.high = high;
  mean.moved = state.rows.row(member.mean_row).data();
  kernels::Move end = move_of(state, group, law.propagator.row(i), law.noise.row(i), law.noise_second.row(i));
  end.constant = law.shift(i);
  end.low = -infinity;
  end.high = infinity;
  end.moved = state.becoming.row(driver).data();
  moves_.push_back(mean);
  moves_.push_back(end);
  terms_.push_back({end.moved, 1});
  ends_.push_back({.state = {&terms_.back(), 1},
                   .noise = {},
                   .low = low,
                   .high = high,
                   .moved = state.rows.row(member.row).data()});
}

kernels::Move DriverStepper::move_of(BlockState& state, const Group& group,
                                     const Eigen::VectorXd& state_weights,
                                     const Eigen::VectorXd& first_weights,
                                     const Eigen::VectorXd& second_weights) {
  const auto& members = plan_.groups[group.id].members;
  kernels::Move move{.state = {terms_.data() + terms_.size(), 0},
                     .noise = {noises_.data() + noises_.size(), 0}};
  const auto add_noise = [&](double weight, std::size_t row) {
    const auto single = static_cast<float>(weight);
    if (!group.is_noisy || single == 0) return;
    noises_.push_back({normals_.row(eigen_index(row)).data(), single});
    ++move.noise.count;
  };
  for (std::size_t j = 0; j < members.size(); ++j) {
    add_noise(first_weights(eigen_index(j)), group.first_normal + j);
    add_noise(second_weights(eigen_index(j)), streams_ + group.first_normal + j);
    if (state_weights(eigen_index(j)) == 0) continue;
    terms_.push_back({state.rows.row(members[j].row).data(), state_weights(eigen_index(j))});
    ++move.state.count;
  }
  return move;
}

void DriverStepper::begin_step(BlockState& state) {
  const std::size_t step = state.step.number;
  if (step % steps_a_draw() == 0) draw_normals(state);
  const std::size_t noise_offset = first_row(step) * static_cast<std::size_t>(normals_.cols());
  if (!kernels_.move_rows(moves_.data(), moves_.size(), noise_offset, state.width))
    check(state, state.step.end);
}

void DriverStepper::end_step(BlockState& state, double day) {
  if (!kernels_.move_rows(ends_.data(), ends_.size(), 0, state.width)) check(state, day);
}

void DriverStepper::draw_normals(const BlockState& state) {
  const auto row = [this](std::size_t number) { return normals_.row(eigen_index(number)).data(); };
  for (std::size_t i = 0; i < streams_; ++i) {
    const std::uint64_t draw = state.step.number / steps_a_draw();
    float* firsts[4] = {row(i), row(streams_ + i), row(2 * streams_ + i), row(3 * streams_ + i)};
    if (plan_.is_refined) {
      float* seconds[4];
      for (std::size_t s = 0; s < 4; ++s) {
        firsts[s] = row(2 * s * streams_ + i);
        seconds[s] = row((2 * s + 1) * streams_ + i);
      }
      kernels_.draw_normals(refined_keys_[i], draw, state.spec.first, state.width, seconds);
    }
    kernels_.draw_normals(keys_[i], draw, state.spec.first, state.width, firsts);
  }
}

Eigen::VectorXd DriverStepper::normals(const BlockState& state, std::size_t lane, plan::GroupId group,
                                       bool are_second) const {
  const std::size_t first =
      first_row(state.step.number) + groups_[place_[group]].first_normal + (are_second ? streams_ : 0);
  return normals_.col(eigen_index(lane))
      .segment(eigen_index(first), eigen_index(plan_.groups[group].members.size()))
      .matrix()
      .cast<double>();
}

double DriverStepper::noise(const BlockState& state, const Eigen::MatrixXd& of_first,
                            const Eigen::MatrixXd& of_second, std::size_t lane, plan::GroupId group,
                            std::size_t member) const {
  const Eigen::Index row = eigen_index(member);
  const Eigen::Index first = eigen_index(first_row(state.step.number) + groups_[place_[group]].first_normal);
  double sum = 0;
  for (Eigen::Index j = 0; j < of_first.cols(); ++j) {
    const float* const normal = normals_.data() + (first + j) * normals_.cols() + eigen_index(lane);
    sum += of_first(row, j) * static_cast<double>(normal[0]) +
           of_second(row, j) * static_cast<double>(normal[eigen_index(streams_) * normals_.cols()]);
  }
  return sum;
}

double DriverStepper::middle_noise(const BlockState& state, std::size_t lane, plan::GroupId group,
                                   std::size_t member) const {
  const StepLaw& law = state.world->law(group);
  return noise(state, law.middle_noise, law.middle_noise_second, lane, group, member);
}

double DriverStepper::end_noise(const BlockState& state, std::size_t lane, plan::GroupId group,
                                std::size_t member) const {
  const StepLaw& law = state.world->law(group);
  return noise(state, law.noise, law.noise_second, lane, group, member);
}

void DriverStepper::check(const BlockState& state, double day) const {
  for (const DriverId driver : plan_.drivers.ids())
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (plan_.moves(driver) && !std::isfinite(state.becoming(driver, lane)))
        fail(plan_, state, lane, day,
             fmt::format(
                 "driver '{}' grows beyond all numbers: look at its follows, its trend and the effects on it",
                 plan_.scenario->drivers[driver.number()].name));
}

} // namespace casus::simulation
