#include "simulation/driver_paths.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace casus::simulation {
namespace {

using plan::none;

Eigen::Index index(int number) { return static_cast<Eigen::Index>(number); }
Eigen::Index index(std::size_t number) { return static_cast<Eigen::Index>(number); }

/// So many changes of one step are added up one by one; more start it anew from where the drivers are.
constexpr int most_jolts = 24;

} // namespace

DriverPaths::DriverPaths(const plan::Plan& plan, const kernels::Kernels& kernels,
                         const DriverStepper& stepper, NoisePaths& noises, std::size_t widest)
    : plan_(plan), kernels_(kernels), stepper_(stepper), noises_(noises), paths_(plan.drivers.size()),
      origin_days_(widest), jolts_(widest), noted_(widest), brought_up_(plan.drivers.size()) {
  origins_.setZero(index(plan.drivers.size()), index(widest));
  std::size_t most = 0;
  for (const plan::GroupPlan& group : plan.groups) most = std::max(most, group.members.size());
  shares_.resize(most + 1 + kernels::lane_multiple);
  for (std::size_t d = 0; d < plan.drivers.size(); ++d) {
    const plan::MemberPlan& member = plan.member_of(plan.drivers[d]);
    is_ever_noted_ = is_ever_noted_ || plan.drivers[d].is_noted;
    const auto driver_of = [&](int other) { return plan.driver_of(plan.drivers[d].group, other); };
    Path& path = paths_[d];
    path.group = static_cast<std::size_t>(plan.drivers[d].group);
    path.member = index(plan.drivers[d].member);
    for (const int leader : member.leaders) path.leaders.push_back(driver_of(leader));
    for (const int reached : member.reached) path.reached.push_back(driver_of(reached));
  }
}

void DriverPaths::enter_world(BlockState& state) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (std::size_t d = 0; d < paths_.size(); ++d) {
    const plan::BoundsPlan& bounds = plan_.drivers[d].bounds;
    paths_[d].low = bounds.lower == none ? -infinity : state.world->number(bounds.lower);
    paths_[d].high = bounds.upper == none ? infinity : state.world->number(bounds.upper);
  }
  for (Path& path : paths_) enter_world(state, path);
}

void DriverPaths::enter_world(BlockState& state, Path& path) {
  const auto member = static_cast<std::size_t>(path.member);
  path.law = &state.world->law(path.group);
  const Flow& flow = path.law->flow;
  path.value = &flow.value(member);
  path.jolt_integral = &flow.jolt_integral(member);
  for (auto* list : {&path.becoming, &path.means}) list->clear();
  for (auto* list : {&path.mean_jolts, &path.lows, &path.highs}) list->clear();
  for (const int driver : path.reached) {
    const Path& reached = paths_[static_cast<std::size_t>(driver)];
    const plan::Row mean = plan_.layout.mean_of_driver[static_cast<std::size_t>(driver)];
    path.becoming.push_back(state.becoming.row(index(driver)).data());
    path.means.push_back(state.rows.row(mean).data());
    path.mean_jolts.push_back(flow.mean_jolt()(reached.member, path.member));
    path.lows.push_back(reached.low);
    path.highs.push_back(reached.high);
  }
  path.ways = {&flow.jolt(member), path.becoming.data(), path.means.data(),  path.mean_jolts.data(),
               path.lows.data(),   path.highs.data(),    path.reached.size()};
}

void DriverPaths::begin_step(const BlockState& state, double begin, double end, bool is_read) {
  is_within_ = true;
  is_read_ = is_read;
  noises_.begin_step(begin, end);
  ++moment_;
  if (!is_read && !is_ever_noted_) return;
  for (std::size_t d = 0; d < paths_.size(); ++d)
    std::copy_n(state.rows.row(plan_.layout.first_driver + index(d)).data(), state.width,
                origins_.row(index(d)).data());
  std::fill_n(origin_days_.begin(), state.width, begin);
  std::fill_n(noted_.begin(), state.width, 0);
  for (std::size_t lane = 0; lane < state.width; ++lane) jolts_[lane].clear();
}

void DriverPaths::enter_moment(std::size_t lane, double day) {
  changed_.clear();
  ++moment_;
  lane_ = lane;
  day_ = day;
}

void DriverPaths::bring_up(BlockState& state, std::span<const int> drivers) {
  if (!is_within_) return;
  for (const int driver : drivers) {
    const auto d = static_cast<std::size_t>(driver);
    if (!knows(driver) || !plan_.moves(driver)) continue;
    if (std::exchange(brought_up_[d], moment_) == moment_) continue;
    state.at(plan_.layout.first_driver + driver, lane_) = value_on(lane_, driver, day_);
  }
}

/// An earlier day, too; `is_before` leaves out what happened on that day itself.
double DriverPaths::value_on(std::size_t lane, int driver, double day, bool is_before) const {
  const Path& path = paths_[static_cast<std::size_t>(driver)];
  double value = come_to(lane, driver, day);
  for (const Jolt& jolt : jolts_[lane])
    if (jolt.value != 0 && jolt.happened_by(day, is_before))
      value += left_of(path, jolt.driver, day - jolt.day) * jolt.value;
  return value;
}

/// Since the lane's origin, by itself.
double DriverPaths::come_to(std::size_t lane, int driver, double day) const {
  const Path& path = paths_[static_cast<std::size_t>(driver)];
  const double passed = day - origin_days_[lane];
  if (passed <= 0) return origins_(index(driver), index(lane));
  kernels_.fade(*path.value, passed, shares_.data());
  double value = shares_[path.leaders.size()];
  for (std::size_t k = 0; k < path.leaders.size(); ++k)
    value = std::fma(shares_[k], origins_(index(path.leaders[k]), index(lane)), value);
  return value;
}

/// Of a change of a leader, in the driver, after a while.
double DriverPaths::left_of(const Path& path, int leader, double passed) const {
  const auto found = std::find(path.leaders.begin(), path.leaders.end(), leader);
  if (found == path.leaders.end()) return 0;
  const auto place = static_cast<std::size_t>(found - path.leaders.begin());
  if (passed <= 0) return &paths_[static_cast<std::size_t>(leader)] == &path ? 1 : 0;
  return kernels_.fade_one(*path.value, place, passed);
}

void DriverPaths::change(Moment moment, int driver, double value, double noise, Touched& touched) {
  const Path& path = paths_[static_cast<std::size_t>(driver)];
  touched.add_row(plan_.layout.first_driver + driver);
  if (!is_within_) return;
  std::uint64_t& brought_up = brought_up_[static_cast<std::size_t>(driver)];
  const std::uint64_t brought_up_before = brought_up;
  note(driver, value);
  brought_up = brought_up_before;
  if (noise != 0) jolts_[lane_].push_back({day_, driver, 0, noise});
  touched.add_jolt(driver, value + noise);
  if (path.reached.empty()) return;
  for (const int reached : path.reached)
    touched.add_row(plan_.layout.mean_of_driver[static_cast<std::size_t>(reached)]);
  if (!moment.is_drawn && moment.left() > formula::same_moment)
    jolt_at_known_moment(path, value + noise, moment.left());
  else if (kernels_.jolt(path.ways, value + noise, lane_, moment.left()).is_held)
    touched.note_held();
}

/// What each mean gets is then known, too.
void DriverPaths::jolt_at_known_moment(const Path& path, double amount, double left) const {
  kernels_.fade(*path.ways.fade, left, shares_.data());
  for (std::size_t k = 0; k < path.reached.size(); ++k) path.becoming[k][lane_] += shares_[k] * amount;
  kernels_.fade(*path.jolt_integral, left, shares_.data());
  for (std::size_t k = 0; k < path.reached.size(); ++k) {
    double& mean = path.means[k][lane_];
    mean = std::clamp(mean + shares_[k] / left * amount, path.lows[k], path.highs[k]);
  }
}

void DriverPaths::note(int driver, double value) {
  changed_.push_back(driver);
  brought_up_[static_cast<std::size_t>(driver)] = 0;
  if (!is_within_ || !knows(driver)) return;
  jolts_[lane_].push_back({day_, driver, value, 0});
  // Whoever looks on changes no bit.
  if (plan_.drivers[static_cast<std::size_t>(driver)].is_noted && ++noted_[lane_] > most_jolts) start_anew();
}

/// The lane's drivers set out from where they are, with what they lack of the noise.
void DriverPaths::start_anew() {
  std::vector<double> values, noises;
  for (int driver = 0; driver < static_cast<int>(paths_.size()); ++driver) {
    values.push_back(knows(driver) ? value_on(lane_, driver, day_) : 0);
    noises.push_back(noise_of_jolts(paths_[static_cast<std::size_t>(driver)], lane_, day_));
  }
  jolts_[lane_].clear();
  noted_[lane_] = 0;
  origin_days_[lane_] = day_;
  for (int driver = 0; driver < static_cast<int>(paths_.size()); ++driver) {
    const auto d = static_cast<std::size_t>(driver);
    origins_(index(driver), index(lane_)) = values[d];
    if (noises[d] != 0) jolts_[lane_].push_back({day_, driver, 0, noises[d]});
  }
}

double DriverPaths::noise(const BlockState& state, int driver) {
  const Path& path = paths_[static_cast<std::size_t>(driver)];
  if (!is_within_ || !plan_.groups[path.group].is_noisy()) return 0;
  return noises_.at(state, lane_, driver, day_) + noise_of_jolts(path, lane_, day_);
}

void DriverPaths::pin(int driver, double noise) {
  const double of_jolts = noise_of_jolts(paths_[static_cast<std::size_t>(driver)], lane_, day_);
  noises_.know(lane_, driver, {day_, noise - of_jolts});
}

double DriverPaths::value_at(std::size_t lane, int driver, const NoiseNode& node, bool is_before) const {
  const Path& path = paths_[static_cast<std::size_t>(driver)];
  return value_on(lane, driver, node.day, is_before) + node.noise +
         noise_of_jolts(path, lane, node.day, is_before);
}

/// What earlier events of the step took from the noise, as far as it is left.
double DriverPaths::noise_of_jolts(const Path& path, std::size_t lane, double day, bool is_before) const {
  double sum = 0;
  for (const Jolt& jolt : jolts_[lane])
    if (jolt.noise != 0 && jolt.happened_by(day, is_before))
      sum += left_of(path, jolt.driver, day - jolt.day) * jolt.noise;
  return sum;
}

/// Of all members of the group together.
Eigen::VectorXd DriverPaths::noise_on(const BlockState& state, std::size_t r, std::size_t lane,
                                      std::size_t g) const {
  const auto size = static_cast<int>(plan_.groups[g].members.size());
  Eigen::VectorXd normals(size);
  for (int i = 0; i < size; ++i)
    normals(i) = noises_.normal(state, lane, plan_.driver_of(static_cast<int>(g), i), plan_.readings[r].day);
  const GroupBridge& law = state.world->bridge(r, g);
  return law.of_first * stepper_.normals(lane, g, false) + law.of_second * stepper_.normals(lane, g, true) +
         law.rest * normals;
}

void DriverPaths::read(const BlockState& state, std::size_t r, std::size_t lane,
                       std::vector<double>& values) const {
  const plan::ReadingPlan& reading = plan_.readings[r];
  std::vector<Eigen::VectorXd> noises(plan_.groups.size());
  for (const int group : reading.groups) {
    const auto g = static_cast<std::size_t>(group);
    noises[g] = noise_on(state, r, lane, g);
  }
  values.clear();
  for (const int driver : reading.drivers) {
    const Path& path = paths_[static_cast<std::size_t>(driver)];
    NoiseNode node{reading.day, 0};
    if (noises_.knows(lane, driver))
      node.noise = noises_.glance(state, lane, driver, reading.day);
    else if (plan_.groups[path.group].is_noisy())
      node.noise = noises[path.group](path.member);
    values.push_back(std::clamp(value_at(lane, driver, node), path.low, path.high));
  }
}

} // namespace casus::simulation
