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
  noises_becoming_.setZero(eigen_index(plan.drivers.size()), eigen_index(widest));
}

void DriverStepper::enter_worlds(BlockState& state) {
  moves_.clear();
  terms_.clear();
  noises_.clear();
  ends_.clear();
  noise_moves_.clear();
  numbers_.clear();
  noise_numbers_.clear();
  std::size_t most = 0;
  for (const Group& group : groups_) {
    const std::size_t members = plan_.groups[group.id].members.size();
    most += 3 * members * members + members;
  }
  terms_.reserve(most); // moves point to both
  noises_.reserve(2 * most);
  const double* const ones = numbers_.add(state.worlds, [](std::size_t) { return 1; });
  for (const Group& group : groups_)
    for (std::size_t i = 0; i < plan_.groups[group.id].members.size(); ++i)
      if (plan_.groups[group.id].members[i].moves()) add_member(state, group, i, ones);
}

void DriverStepper::add_member(BlockState& state, const Group& group, std::size_t index, const double* ones) {
  const plan::GroupPlan& plan = plan_.groups[group.id];
  const plan::MemberPlan& member = plan.members[index];
  const DriverId driver = plan_.layout.driver_in(member.row);
  const Eigen::Index i = eigen_index(index);
  const auto law = [&](std::size_t world) -> const StepLaw& { return state.worlds[world].law(group.id); };
  const auto of_worlds = [&](auto row_of) {
    OfWorlds rows(eigen_index(state.worlds.size()), eigen_index(plan.members.size()));
    for (std::size_t w = 0; w < state.worlds.size(); ++w) rows.row(eigen_index(w)) = row_of(law(w));
    return rows;
  };
  const auto value = [&](const plan::MemberPlan& of) { return state.rows.row(of.row).data(); };
  const auto noise = [&](const plan::MemberPlan& of) {
    return state.noises.row(plan_.layout.driver_in(of.row)).data();
  };
  const OfWorlds mean_weights =
      of_worlds([i](const StepLaw& of) { return of.flow.mean_propagator().row(i); });
  const OfWorlds end_weights = of_worlds([i](const StepLaw& of) { return of.propagator.row(i); });
  kernels::Move mean{
      .constants = numbers_.add(state.worlds, [&](std::size_t w) { return law(w).flow.mean_shift()(i); }),
      .state = terms_of(state, group, mean_weights, value),
      .noise =
          noise_terms_of(state, group, of_worlds([i](const StepLaw& of) { return of.mean_noise.row(i); }),
                         of_worlds([i](const StepLaw& of) { return of.mean_noise_second.row(i); })),
      .moved = state.rows.row(member.mean_row).data()};
  add_bounds(mean, state, plan_.drivers[driver].bounds);
  const kernels::Move end{
      .constants = numbers_.add(state.worlds, [&](std::size_t w) { return law(w).shift(i); }),
      .state = terms_of(state, group, end_weights, value),
      .noise = noise_terms_of(state, group, of_worlds([i](const StepLaw& of) { return of.noise.row(i); }),
                              of_worlds([i](const StepLaw& of) { return of.noise_second.row(i); })),
      .moved = state.becoming.row(driver).data()};
  moves_.push_back(mean);
  moves_.push_back(end);
  // What noise alone makes of a member moves as the member does, from what it has made of all.
  if (group.is_noisy)
    noise_moves_.push_back({.state = terms_of(state, group, end_weights, noise),
                            .noise = end.noise,
                            .moved = noises_becoming_.row(driver).data()});
  terms_.push_back({end.moved, ones});
  ends_.push_back({.state = {&terms_.back(), 1},
                   .noise = {},
                   .lows = mean.lows,
                   .highs = mean.highs,
                   .moved = state.rows.row(member.row).data()});
}

void DriverStepper::add_bounds(kernels::Move& move, const BlockState& state, const plan::BoundsPlan& bounds) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (!bounds.exist()) return;
  const auto numbers = [&](std::optional<plan::NumberId> bound, double none) {
    return numbers_.add(state.worlds,
                        [&](std::size_t w) { return bound ? state.worlds[w].number(*bound) : none; });
  };
  move.lows = numbers(bounds.lower, -infinity);
  move.highs = numbers(bounds.upper, infinity);
}

/// The addends of a sum over the rows of a group's members. What has no weight in any world is left out.
template <class RowOf>
kernels::Terms DriverStepper::terms_of(const BlockState& state, const Group& group,
                                       const OfWorlds& all_weights, RowOf row_of) {
  const auto& members = plan_.groups[group.id].members;
  kernels::Terms terms{terms_.data() + terms_.size(), 0};
  for (std::size_t j = 0; j < members.size(); ++j) {
    const auto weights = all_weights.col(eigen_index(j));
    if ((weights.array() == 0).all()) continue;
    terms_.push_back({row_of(members[j]),
                      numbers_.add(state.worlds, [&](std::size_t w) { return weights(eigen_index(w)); })});
    ++terms.count;
  }
  return terms;
}

/// The same of the rows of normals.
kernels::NoiseTerms DriverStepper::noise_terms_of(const BlockState& state, const Group& group,
                                                  const OfWorlds& first_weights,
                                                  const OfWorlds& second_weights) {
  kernels::NoiseTerms terms{noises_.data() + noises_.size(), 0};
  const auto add = [&](const auto& weights, std::size_t row) {
    if (!group.is_noisy || (weights.template cast<float>().array() == 0).all()) return;
    const float* const numbers =
        noise_numbers_.add(state.worlds, [&](std::size_t w) { return weights(eigen_index(w)); });
    noises_.push_back({normals_.row(eigen_index(row)).data(), numbers});
    ++terms.count;
  };
  for (std::size_t j = 0; j < plan_.groups[group.id].members.size(); ++j) {
    add(first_weights.col(eigen_index(j)), group.first_normal + j);
    add(second_weights.col(eigen_index(j)), streams_ + group.first_normal + j);
  }
  return terms;
}

void DriverStepper::begin_step(BlockState& state, bool are_noises_read) {
  const std::size_t step = state.step.number;
  if (step % steps_a_draw() == 0) draw_normals(state);
  const std::size_t noise_offset = first_row(step) * static_cast<std::size_t>(normals_.cols());
  if (!kernels_.move_rows(moves_.data(), moves_.size(), noise_offset, state.width))
    check(state, state.step.end);
  if (!are_noises_read) return;
  kernels_.move_rows(noise_moves_.data(), noise_moves_.size(), noise_offset, state.width);
  state.noises.leftCols(eigen_index(state.width)) = noises_becoming_.leftCols(eigen_index(state.width));
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
      kernels_.draw_normals(refined_keys_[i], draw, state.first_stream, state.width, seconds);
    }
    kernels_.draw_normals(keys_[i], draw, state.first_stream, state.width, firsts);
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
  const StepLaw& law = state.world(lane).law(group);
  return noise(state, law.middle_noise, law.middle_noise_second, lane, group, member);
}

double DriverStepper::end_noise(const BlockState& state, std::size_t lane, plan::GroupId group,
                                std::size_t member) const {
  const StepLaw& law = state.world(lane).law(group);
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
