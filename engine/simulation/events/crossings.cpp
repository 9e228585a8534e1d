// With a and b the distances of a stretch's ends from the threshold, a Brownian path between them crosses it
// with probability exp(-2 a b / v) if both are on one side; that of an Ornstein-Uhlenbeck process likewise,
// with v = volatility^2 sinh(theta h) / theta, as far as its threshold, in the time in which it is Brownian,
// is straight: so stretches are halved until they are short. When it is first crossed, Y / (1 + Y) of the
// stretch has passed, Y being inverse Gaussian with mean a / b and shape a^2 / v. docs/methods.md, Crossings.

#include "simulation/events/crossings.hpp"

#include "distribution/normal.hpp"

#include <algorithm>
#include <bit>
#include <boost/math/distributions/inverse_gaussian.hpp>
#include <cmath>
#include <limits>

namespace casus::simulation {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
/// A stretch of so much of theta h is short enough: the threshold is straight on it, however fast the driver
/// reverts.
constexpr double short_stretch = 0.2;
/// Stretches shorter than this share of a step are not halved: there --check-step tells.
constexpr double shortest_share = 1.0 / 512;

/// A quantile of the inverse Gaussian distribution, whose mean may be infinite (Levy's law) and whose shape
/// too. Where it is narrow, its numbers are the roots of Michael, Schucany and Haas (1976), one as likely as
/// the other.
double inverse_gaussian(double mean, double shape, double u) {
  const double normal = distribution::normal_quantile(u);
  constexpr double infinite = 1e9, narrow = 300; // of shape / mean
  if (mean > infinite * shape || mean == never) {
    const double half_normal = distribution::normal_quantile(u / 2);
    return shape / (half_normal * half_normal);
  }
  if (shape <= narrow * mean) return boost::math::quantile(boost::math::inverse_gaussian(mean, shape), u);
  const double phi = mean * normal * normal / (2 * shape);
  const double root = 1 + phi + std::sqrt(phi * (2 + phi));
  return normal < 0 ? mean / root : mean * root;
}

/// The share of a stretch that has passed when a path that crosses does so for the first time.
double share_passed(double from, double to, double variance, double u) {
  if (from == 0) return 0;
  const double passed_to_left = inverse_gaussian(to == 0 ? never : from / to, from * from / variance, u);
  return passed_to_left == never ? 1 : passed_to_left / (1 + passed_to_left);
}

} // namespace

Crossings::Crossings(const plan::Plan& plan, std::uint64_t seed, NoisePaths& noises, DriverPaths& paths,
                     const Watcher& watcher, Agenda& agenda, std::size_t widest)
    : plan_(plan), noises_(noises), paths_(paths), watcher_(watcher), agenda_(agenda) {
  for (const plan::CrossingId c : plan.crossings.ids()) sights_.emplace_back(plan, seed, c, paths, widest);
}

void Crossings::enter_worlds(const BlockState& state) {
  for (const plan::CrossingId c : sights_.ids()) sights_[c].enter_worlds(state, plan_, c);
}

void Crossings::begin_step(const BlockState& state) {
  for (const plan::CrossingId c : sights_.ids())
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      sights_[c].lanes[lane].nodes.clear();
      find(state, c, lane, state.step.begin, state.at(plan_.layout.row_of(plan_.crossings[c].driver), lane));
    }
}

void Crossings::renew(const BlockState& state, std::size_t lane, Moment moment,
                      std::span<const DriverId> drivers) {
  for (const plan::CrossingId c : sights_.ids()) {
    Sight& sight = sights_[c];
    const auto changes = [&](DriverId driver) { return sight.changed_by[driver]; };
    if (std::none_of(drivers.begin(), drivers.end(), changes)) continue;
    if (sight.lanes[lane].crossed <= moment.day || !is_asked(state, c, lane, moment.day)) continue;
    const DriverId driver = plan_.crossings[c].driver;
    const double noise = noises_.at(state, lane, driver, moment.day, {sight.lanes[lane].nodes, &sight});
    find(state, c, lane, moment.day, paths_.value_at(lane, driver, {moment.day, noise}));
  }
}

void Crossings::begin_watch(const BlockState& state, plan::WatchId watch, double day) {
  for (const plan::CrossingId c : sights_.ids()) {
    if (!serves(c, watch)) continue;
    Sight& sight = sights_[c];
    const DriverId driver = plan_.crossings[c].driver;
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      const double noise = noises_.at(state, lane, driver, day, {sight.lanes[lane].nodes, &sight});
      find(state, c, lane, day, paths_.value_at(lane, driver, {day, noise}));
    }
  }
}

/// Finds the first crossing after a day on which the driver has the value.
void Crossings::find(const BlockState& state, plan::CrossingId c, std::size_t lane, double day,
                     double value) {
  LaneSight& sight = sights_[c].lanes[lane];
  sight.crossed = never;
  sight.start = value;
  sight.is_searched = is_asked(state, c, lane, day);
  if (!sight.is_searched) return;
  sight.crossed = crossed_after(state, c, lane, day, value);
  if (sight.crossed < state.step.end) agenda_.add(lane, {sight.crossed, c});
}

double Crossings::crossed_after(const BlockState& state, plan::CrossingId c, std::size_t lane, double day,
                                double value) {
  const DriverId driver = plan_.crossings[c].driver;
  Stretch stretch{.begin = day, .end = day, .from = value, .to = value};
  double crossed = never;
  while (crossed == never && stretch.end < state.step.end) {
    const NoiseNode next = noises_.next(state, lane, driver, stretch.end, sights_[c].lanes[lane].nodes);
    const double to =
        next.day < state.step.end ? paths_.value_at(lane, driver, next) : state.becoming(driver, lane);
    stretch = {stretch.end, next.day, stretch.to, to};
    crossed = crossed_within(state, c, lane, stretch);
  }
  return crossed;
}

/// The day of the first crossing within a stretch, which is halved as long as it is too long for the law.
double Crossings::crossed_within(const BlockState& state, plan::CrossingId c, std::size_t lane,
                                 const Stretch& stretch) {
  const DriverId driver = plan_.crossings[c].driver;
  const double length = stretch.length();
  const bool is_short = std::abs(sights_[c].in(lane).theta) * length <= short_stretch ||
                        length < shortest_share * plan_.step_length;
  if (is_short) return crossed_on(state, c, lane, stretch);
  const double day = (stretch.begin + stretch.end) / 2;
  const double noise = noises_.at(state, lane, driver, day, {sights_[c].lanes[lane].nodes});
  const double value = paths_.value_at(lane, driver, {day, noise});
  const double crossed = crossed_within(state, c, lane, {stretch.begin, day, stretch.from, value});
  if (crossed < never) return crossed;
  return crossed_within(state, c, lane, {day, stretch.end, value, stretch.to});
}

double Crossings::crossed_on(const BlockState& state, plan::CrossingId c, std::size_t lane,
                             const Stretch& stretch) const {
  constexpr double impossible = 1e-20; // less than any uniform number that is drawn
  const Threshold& threshold = sights_[c].in(lane);
  const double probability = threshold.chance(stretch);
  if (probability < impossible) return never;
  const Bits bits = philox(sights_[c].key, state.stream(lane), std::bit_cast<std::uint64_t>(stretch.begin));
  if (unit_interval(bits[0]) >= probability) return never;
  const double length = stretch.length();
  return stretch.begin + length * share_passed(std::abs(threshold.level - stretch.from),
                                               std::abs(threshold.level - stretch.to),
                                               threshold.variance(length), unit_interval(bits[1]));
}

std::vector<double> Crossings::beyond(plan::CrossingId c, std::size_t lane) const {
  const double start = sights_[c].lanes[lane].start, level = sights_[c].in(lane).level;
  std::vector<double> values;
  if (start <= level) values.push_back(std::nextafter(level, never));
  if (start >= level) values.push_back(std::nextafter(level, -never));
  return values;
}

bool Crossings::is_asked(const BlockState& state, plan::CrossingId c, std::size_t lane, double day) const {
  for (const plan::WatchId watch : plan_.crossings[c].watches)
    if (state.truths(watch, lane) == 0 && !watcher_.is_idle(state, lane, day, watch)) return true;
  return false;
}

bool Crossings::serves(plan::CrossingId c, plan::WatchId watch) const {
  const auto& watches = plan_.crossings[c].watches;
  return std::find(watches.begin(), watches.end(), watch) != watches.end();
}

bool Crossings::put_values(BlockState& state, plan::WatchId watch, double day) {
  bool has_any = false;
  for (const plan::CrossingId c : sights_.ids()) {
    if (!serves(c, watch)) continue;
    const DriverId driver = plan_.crossings[c].driver;
    has_any = true;
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      const double noise = noises_.at(state, lane, driver, day, {sights_[c].lanes[lane].nodes, &sights_[c]});
      state.at(plan_.layout.row_of(driver), lane) = paths_.value_at(lane, driver, {day, noise});
    }
  }
  return has_any;
}

Crossings::Sight::Sight(const plan::Plan& plan, std::uint64_t seed, plan::CrossingId crossing,
                        const DriverPaths& paths, std::size_t widest)
    : changed_by(plan.drivers.size()), lanes(widest), paths_(paths),
      driver_(plan.crossings[crossing].driver) {
  const plan::DriverPlan& place = plan.drivers[driver_];
  key = key_of(seed, plan.member_of(place).crossing_stream);
  for (const std::size_t leader : plan.member_of(place).leaders)
    changed_by[plan.driver_of(place.group, leader)] = true;
}

void Crossings::Sight::enter_worlds(const BlockState& state, const plan::Plan& plan,
                                    plan::CrossingId crossing) {
  const plan::DriverPlan& place = plan.drivers[driver_];
  const Eigen::Index member = eigen_index(place.member);
  in_worlds_.clear();
  for (std::size_t w = 0; w < state.worlds.size(); ++w) {
    const LinearSde& sde = state.worlds[w].law(place.group).sde;
    in_worlds_.push_back({state.worlds[w].number(plan.crossings[crossing].level), -sde.drift(member, member),
                          sde.diffusion(member, member)});
  }
}

double Crossings::Threshold::chance(const Stretch& stretch) const {
  const double from = level - stretch.from, to = level - stretch.to;
  if (from == 0 || (from < 0) != (to < 0)) return 1;
  const double noise = variance(stretch.length());
  return noise > 0 ? std::exp(-2 * from * to / noise) : 0;
}

double Crossings::Threshold::variance(double length) const {
  const double x = theta * length;
  return diffusion * length * (std::abs(x) < 1e-8 ? 1 : std::sinh(x) / x);
}

/// How likely it is that the path has stayed on one side of the threshold, if that was looked for and has not
/// been crossed.
double Crossings::Sight::likelihood(const BlockState&, std::size_t lane, DriverId driver,
                                    const NoiseNode& from, const NoiseNode& to) const {
  const LaneSight& sight = lanes[lane];
  if (!sight.is_searched || sight.crossed < to.day) return 1;
  return 1 - in(lane).chance({from.day, to.day, paths_.value_at(lane, driver, from),
                              paths_.value_at(lane, driver, to, true)});
}

bool Crossings::watches(DriverId driver) const {
  return std::any_of(
      plan_.crossings.begin(), plan_.crossings.end(),
      [driver](const plan::CrossingPlan& each) { return each.driver == driver && !each.is_for_outcomes; });
}

double Crossings::likelihood(const BlockState& state, std::size_t lane, DriverId driver,
                             const NoiseNode& from, const NoiseNode& to) const {
  double likelihood = 1;
  for (const plan::CrossingId c : sights_.ids())
    if (plan_.crossings[c].driver == driver && !plan_.crossings[c].is_for_outcomes)
      likelihood *= sights_[c].likelihood(state, lane, driver, from, to);
  return likelihood;
}

} // namespace casus::simulation
