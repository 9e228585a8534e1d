#include "simulation/driver_stepper.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::simulation {
namespace {

using plan::none;

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

} // namespace

DriverStepper::DriverStepper(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                             std::size_t widest)
    : plan_(plan), kernels_(kernels), place_(plan.groups.size()) {
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    const plan::GroupPlan& group = plan.groups[g];
    if (!group.moves()) continue;
    place_[g] = groups_.size();
    groups_.push_back({g, group.is_noisy(), streams_});
    if (!group.is_noisy()) continue;
    streams_ += group.members.size();
    for (const plan::MemberPlan& member : group.members) {
      keys_.push_back(key_of(seed, member.noise_stream));
      refined_keys_.push_back(key_of(seed, member.refined_stream));
    }
  }
  normals_.setZero(index(steps_a_draw() * 2 * streams_), index(widest));
}

void DriverStepper::enter_world(BlockState& state) {
  moves_.clear();
  terms_.clear();
  noises_.clear();
  ends_.clear();
  std::size_t most = 0;
  for (const Group& group : groups_) {
    const std::size_t members = plan_.groups[group.index].members.size();
    most += 2 * members * members + members;
  }
  terms_.reserve(most); // moves point to both
  noises_.reserve(2 * most);
  for (const Group& group : groups_)
    for (std::size_t i = 0; i < plan_.groups[group.index].members.size(); ++i)
      if (plan_.groups[group.index].members[i].moves()) add_member(state, group, index(i));
}

void DriverStepper::add_member(BlockState& state, const Group& group, Eigen::Index i) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const StepLaw& law = state.world->law(group.index);
  const plan::MemberPlan& member = plan_.groups[group.index].members[static_cast<std::size_t>(i)];
  const int driver = member.row - plan_.layout.first_driver;
  const plan::BoundsPlan& bounds = plan_.drivers[static_cast<std::size_t>(driver)].bounds;
  const double low = bounds.lower == none ? -infinity : state.world->number(bounds.lower);
  const double high = bounds.upper == none ? infinity : state.world->number(bounds.upper);
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
  const auto& members = plan_.groups[group.index].members;
  kernels::Move move{.state = {terms_.data() + terms_.size(), 0},
                     .noise = {noises_.data() + noises_.size(), 0}};
  const auto add_noise = [&](double weight, std::size_t row) {
    const auto single = static_cast<float>(weight);
    if (!group.is_noisy || single == 0) return;
    noises_.push_back({normals_.row(index(row)).data(), single});
    ++move.noise.count;
  };
  for (std::size_t j = 0; j < members.size(); ++j) {
    add_noise(first_weights(index(j)), group.first_normal + j);
    add_noise(second_weights(index(j)), streams_ + group.first_normal + j);
    if (state_weights(index(j)) == 0) continue;
    terms_.push_back({state.rows.row(members[j].row).data(), state_weights(index(j))});
    ++move.state.count;
  }
  return move;
}

void DriverStepper::begin_step(BlockState& state, std::size_t step) {
  if (step % steps_a_draw() == 0) draw_normals(state, step);
  step_ = step;
  const std::size_t noise_offset = first_row(step) * static_cast<std::size_t>(normals_.cols());
  if (!kernels_.move_rows(moves_.data(), moves_.size(), noise_offset, state.width))
    check(state, plan_.step_end(step));
}

void DriverStepper::end_step(BlockState& state, double day) {
  if (!kernels_.move_rows(ends_.data(), ends_.size(), 0, state.width)) check(state, day);
}

void DriverStepper::draw_normals(const BlockState& state, std::size_t step) {
  const auto row = [this](std::size_t number) { return normals_.row(index(number)).data(); };
  for (std::size_t i = 0; i < streams_; ++i) {
    const std::uint64_t draw = step / steps_a_draw();
    float* firsts[4] = {row(i), row(streams_ + i), row(2 * streams_ + i), row(3 * streams_ + i)};
    if (plan_.is_refined) {
      float* seconds[4];
      for (std::size_t s = 0; s < 4; ++s) {
        firsts[s] = row(2 * s * streams_ + i);
        seconds[s] = row((2 * s + 1) * streams_ + i);
      }
      kernels_.draw_normals(refined_keys_[i], draw, state.trajectories(), state.width, seconds);
    }
    kernels_.draw_normals(keys_[i], draw, state.trajectories(), state.width, firsts);
  }
}

Eigen::VectorXd DriverStepper::normals(std::size_t lane, std::size_t g, bool are_second) const {
  const std::size_t first = first_row(step_) + groups_[place_[g]].first_normal + (are_second ? streams_ : 0);
  return normals_.col(index(lane))
      .segment(index(first), index(plan_.groups[g].members.size()))
      .matrix()
      .cast<double>();
}

double DriverStepper::noise(const Eigen::MatrixXd& of_first, const Eigen::MatrixXd& of_second,
                            std::size_t lane, std::size_t g, Eigen::Index member) const {
  const Eigen::Index first = index(first_row(step_) + groups_[place_[g]].first_normal);
  double sum = 0;
  for (Eigen::Index j = 0; j < of_first.cols(); ++j) {
    const float* const normal = normals_.data() + (first + j) * normals_.cols() + index(lane);
    sum += of_first(member, j) * static_cast<double>(normal[0]) +
           of_second(member, j) * static_cast<double>(normal[index(streams_) * normals_.cols()]);
  }
  return sum;
}

double DriverStepper::middle_noise(const BlockState& state, std::size_t lane, std::size_t group,
                                   Eigen::Index member) const {
  const StepLaw& law = state.world->law(group);
  return noise(law.middle_noise, law.middle_noise_second, lane, group, member);
}

double DriverStepper::end_noise(const BlockState& state, std::size_t lane, std::size_t group,
                                Eigen::Index member) const {
  const StepLaw& law = state.world->law(group);
  return noise(law.noise, law.noise_second, lane, group, member);
}

void DriverStepper::check(const BlockState& state, double day) const {
  for (std::size_t driver = 0; driver < plan_.drivers.size(); ++driver)
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (plan_.moves(static_cast<int>(driver)) && !std::isfinite(state.becoming(index(driver), index(lane))))
        fail(plan_, state, lane, day,
             fmt::format(
                 "driver '{}' grows beyond all numbers: look at its follows, its trend and the effects on it",
                 plan_.scenario->drivers[driver].name));
}

} // namespace casus::simulation
