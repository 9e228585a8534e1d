#include "simulation/drivers/driver_paths.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace casus::simulation {
namespace {

/// So many changes of one step are added up one by one; where there are more, the sum starts anew from where
/// the drivers are.
constexpr int most_jolts = 24;

} // namespace

DriverPaths::DriverPaths(const plan::Plan& plan, const kernels::Kernels& kernels,
                         const DriverStepper& stepper, NoisePaths& noises, std::size_t widest)
    : plan_(plan), kernels_(kernels), stepper_(stepper), noises_(noises), paths_(plan.drivers.size()),
      origins_(plan.drivers.size(), widest), origin_days_(widest), jolts_(widest), noted_(widest),
      brought_up_(plan.drivers.size()) {
  origins_.setZero();
  std::size_t most = 0;
  for (const plan::GroupPlan& group : plan.groups) most = std::max(most, group.members.size());
  shares_.resize(most + 1 + kernels::lane_multiple);
  for (const DriverId driver : plan.drivers.ids()) {
    const plan::DriverPlan& place = plan.drivers[driver];
    const plan::MemberPlan& member = plan.member_of(place);
    is_ever_noted_ = is_ever_noted_ || place.is_noted;
    const auto driver_of = [&](std::size_t other) { return plan.driver_of(place.group, other); };
    Path& path = paths_[driver];
    path.group = place.group;
    path.member = place.member;
    for (const std::size_t leader : member.leaders) path.leaders.push_back(driver_of(leader));
    for (const std::size_t reached : member.reached) path.reached.push_back(driver_of(reached));
  }
}

void DriverPaths::enter_worlds(BlockState& state) {
  in_worlds_.assign(state.worlds.size(), PathsInWorld(plan_.drivers.size()));
  for (std::size_t w = 0; w < state.worlds.size(); ++w) enter_world(state, state.worlds[w], in_worlds_[w]);
}

void DriverPaths::enter_world(BlockState& state, const World& world, PathsInWorld& paths) const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const DriverId driver : paths.ids()) {
    const plan::BoundsPlan& bounds = plan_.drivers[driver].bounds;
    paths[driver].low = bounds.lower ? world.number(*bounds.lower) : -infinity;
    paths[driver].high = bounds.upper ? world.number(*bounds.upper) : infinity;
  }
  for (const DriverId driver : paths.ids()) enter_world(state, world, driver, paths);
}

void DriverPaths::enter_world(BlockState& state, const World& world, DriverId driver,
                              PathsInWorld& paths) const {
  const Path& path = paths_[driver];
  PathInWorld& here = paths[driver];
  const Flow& flow = world.law(path.group).flow;
  here.value = flow.value(path.member);
  here.jolt_integral = &flow.jolt_integral(path.member);
  for (const DriverId reached : path.reached)
    here.reached.push_back(
        {.becoming = state.becoming.row(reached).data(),
         .mean = state.rows.row(plan_.layout.mean_of_driver[reached]).data(),
         .mean_share = flow.mean_jolt()(eigen_index(paths_[reached].member), eigen_index(path.member)),
         .low = paths[reached].low,
         .high = paths[reached].high});
  here.ways = {flow.jolt(path.member), here.reached.data()};
}

void DriverPaths::begin_step(const BlockState& state, bool is_read) {
  is_within_ = true;
  is_read_ = is_read;
  noises_.begin_step();
  ++moment_;
  if (!is_read && !is_ever_noted_) return;
  for (const DriverId driver : paths_.ids())
    std::copy_n(state.rows.row(plan_.layout.row_of(driver)).data(), state.width, origins_.row(driver).data());
  std::fill_n(origin_days_.begin(), state.width, state.step.begin);
  std::fill_n(noted_.begin(), state.width, 0);
  for (std::size_t lane = 0; lane < state.width; ++lane) jolts_[lane].clear();
}

void DriverPaths::enter_moment(std::size_t lane, double day) {
  changed_.clear();
  ++moment_;
  lane_ = lane;
  day_ = day;
}

void DriverPaths::bring_up(BlockState& state, std::span<const DriverId> drivers) {
  if (!is_within_) return;
  for (const DriverId driver : drivers) {
    if (!knows(driver) || !plan_.moves(driver)) continue;
    if (std::exchange(brought_up_[driver], moment_) == moment_) continue;
    state.at(plan_.layout.row_of(driver), lane_) = value_on(lane_, driver, day_);
  }
}

/// The value on a day, which may be an earlier one than the moment's; `is_before` leaves out what happened on
/// that day itself.
double DriverPaths::value_on(std::size_t lane, DriverId driver, double day, bool is_before) const {
  double value = come_to(lane, driver, day);
  for (const Jolt& jolt : jolts_[lane])
    if (jolt.value != 0 && jolt.happened_by(day, is_before))
      value += left_of(lane, driver, jolt.driver, day - jolt.day) * jolt.value;
  return value;
}

/// What a driver has come to since the lane's origin if nothing had happened.
double DriverPaths::come_to(std::size_t lane, DriverId driver, double day) const {
  const Path& path = paths_[driver];
  const double passed = day - origin_days_[lane];
  if (passed <= 0) return origins_(driver, lane);
  kernels_.fade(in_world(lane, driver).value, passed, shares_.data());
  double value = shares_[path.leaders.size()];
  for (std::size_t k = 0; k < path.leaders.size(); ++k)
    value = std::fma(shares_[k], origins_(path.leaders[k], lane), value);
  return value;
}

/// What is left of a change of a leader in the driver after a while.
double DriverPaths::left_of(std::size_t lane, DriverId driver, DriverId leader, double passed) const {
  const Path& path = paths_[driver];
  const auto found = std::find(path.leaders.begin(), path.leaders.end(), leader);
  if (found == path.leaders.end()) return 0;
  const auto place = static_cast<std::size_t>(found - path.leaders.begin());
  if (passed <= 0) return leader == driver ? 1 : 0;
  return kernels_.fade_one(in_world(lane, driver).value, place, passed);
}

void DriverPaths::change(Moment moment, DriverId driver, double value, double noise, Touched& touched) {
  const Path& path = paths_[driver];
  touched.add_row(plan_.layout.row_of(driver));
  if (!is_within_) return;
  assert(moment.day == day_);
  remember(driver, value);
  if (noise != 0) jolts_[lane_].push_back({day_, driver, 0, noise});
  touched.add_jolt(driver, value + noise);
  if (path.reached.empty()) return;
  for (const DriverId reached : path.reached) touched.add_row(plan_.layout.mean_of_driver[reached]);
  if (!moment.is_drawn && moment.left() > formula::same_moment)
    jolt_at_known_moment(driver, value + noise, moment.left());
  else if (kernels_.jolt(in_world(lane_, driver).ways, value + noise, lane_, moment.left()).is_held)
    touched.note_held();
}

/// What each mean gets is then known, too.
void DriverPaths::jolt_at_known_moment(DriverId driver, double amount, double left) const {
  const PathInWorld& here = in_world(lane_, driver);
  kernels_.fade(here.ways.fade, left, shares_.data());
  for (std::size_t k = 0; k < here.reached.size(); ++k)
    here.reached[k].becoming[lane_] += shares_[k] * amount;
  kernels_.fade(*here.jolt_integral, left, shares_.data());
  for (std::size_t k = 0; k < here.reached.size(); ++k) {
    const kernels::JoltWay& way = here.reached[k];
    double& mean = way.mean[lane_];
    mean = std::clamp(mean + shares_[k] / left * amount, way.low, way.high);
  }
}

void DriverPaths::note(DriverId driver, double value) {
  brought_up_[driver] = 0;
  remember(driver, value);
}

void DriverPaths::remember(DriverId driver, double value) {
  changed_.push_back(driver);
  if (!is_within_ || !knows(driver)) return;
  jolts_[lane_].push_back({day_, driver, value, 0});
  // Whoever looks on changes no bit.
  if (plan_.drivers[driver].is_noted && ++noted_[lane_] > most_jolts) start_anew();
}

/// Starts anew: the lane's drivers set out from where they are, with what they lack of the noise.
void DriverPaths::start_anew() {
  IdVector<DriverId, double> values, noises;
  for (const DriverId driver : paths_.ids()) {
    values.push_back(knows(driver) ? value_on(lane_, driver, day_) : 0);
    noises.push_back(noise_of_jolts(lane_, driver, day_));
  }
  jolts_[lane_].clear();
  noted_[lane_] = 0;
  origin_days_[lane_] = day_;
  for (const DriverId driver : paths_.ids()) {
    origins_(driver, lane_) = values[driver];
    if (noises[driver] != 0) jolts_[lane_].push_back({day_, driver, 0, noises[driver]});
  }
}

double DriverPaths::noise(const BlockState& state, DriverId driver) {
  if (!is_within_ || !plan_.groups[paths_[driver].group].is_noisy()) return 0;
  return noises_.at(state, lane_, driver, day_) + noise_of_jolts(lane_, driver, day_);
}

void DriverPaths::pin(DriverId driver, double noise) {
  const double of_jolts = noise_of_jolts(lane_, driver, day_);
  noises_.know(lane_, driver, {day_, noise - of_jolts});
}

double DriverPaths::value_at(std::size_t lane, DriverId driver, const NoiseNode& node, bool is_before) const {
  return value_on(lane, driver, node.day, is_before) + node.noise +
         noise_of_jolts(lane, driver, node.day, is_before);
}

/// What earlier events of the step took from the noise, as far as it is left.
double DriverPaths::noise_of_jolts(std::size_t lane, DriverId driver, double day, bool is_before) const {
  double sum = 0;
  for (const Jolt& jolt : jolts_[lane])
    if (jolt.noise != 0 && jolt.happened_by(day, is_before))
      sum += left_of(lane, driver, jolt.driver, day - jolt.day) * jolt.noise;
  return sum;
}

/// The noise of all members of the group together.
Eigen::VectorXd DriverPaths::noise_on(const BlockState& state, plan::ReadingId reading, std::size_t lane,
                                      plan::GroupId group) const {
  Eigen::VectorXd normals(eigen_index(plan_.groups[group].members.size()));
  for (std::size_t i = 0; i < plan_.groups[group].members.size(); ++i)
    normals(eigen_index(i)) =
        noises_.normal(state, lane, plan_.driver_of(group, i), plan_.readings[reading].day);
  const GroupBridge& law = state.world(lane).bridge(reading, group);
  return law.of_first * stepper_.normals(state, lane, group, false) +
         law.of_second * stepper_.normals(state, lane, group, true) + law.rest * normals;
}

void DriverPaths::read(const BlockState& state, plan::ReadingId id, std::size_t lane,
                       std::vector<double>& values) const {
  const plan::ReadingPlan& reading = plan_.readings[id];
  IdVector<plan::GroupId, Eigen::VectorXd> noises(plan_.groups.size());
  for (const plan::GroupId group : reading.groups) noises[group] = noise_on(state, id, lane, group);
  values.clear();
  for (const DriverId driver : reading.drivers) {
    const Path& path = paths_[driver];
    const PathInWorld& here = in_world(lane, driver);
    NoiseNode node{reading.day, 0};
    if (noises_.knows(lane, driver))
      node.noise = noises_.glance(state, lane, driver, reading.day);
    else if (plan_.groups[path.group].is_noisy())
      node.noise = noises[path.group](eigen_index(path.member));
    values.push_back(std::clamp(value_at(lane, driver, node), here.low, here.high));
  }
}

} // namespace casus::simulation
