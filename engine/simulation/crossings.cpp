// With a and b the distances of a stretch's ends from the threshold, a Brownian path between them crosses it
// with probability exp(-2 a b / v) if both are on one side; that of an Ornstein-Uhlenbeck process likewise,
// with v = volatility^2 sinh(theta h) / theta, as far as its threshold, in the time in which it is Brownian,
// is straight. When it is first crossed, Y / (1 + Y) of the stretch has passed, Y being inverse Gaussian with
// mean a / b and shape a^2 / v. docs/methods.md, Crossings.

#include "simulation/crossings.hpp"

#include <bit>
#include <boost/math/distributions/inverse_gaussian.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>

namespace casus::simulation {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

Eigen::Index index(std::size_t number) { return static_cast<Eigen::Index>(number); }

/// The share of a stretch that has passed when a path that crosses does so for the first time.
double share_passed(double from, double to, double variance, double u) {
  if (from == 0) return 0;
  const double shape = from * from / variance;
  double passed_to_left = 0;
  if (to / from < 1e-9) // the mean is infinite: Levy's law
    passed_to_left = shape / (2 * std::pow(boost::math::erfc_inv(u), 2));
  else
    passed_to_left = boost::math::quantile(boost::math::inverse_gaussian(from / to, shape), u);
  return passed_to_left / (1 + passed_to_left);
}

} // namespace

Crossings::Crossings(const plan::Plan& plan, std::uint64_t seed, const DriverStepper& stepper,
                     DriverPaths& paths, const Watcher& watcher, Agenda& agenda, std::size_t widest)
    : plan_(plan), stepper_(stepper), paths_(paths), watcher_(watcher), agenda_(agenda),
      days_(Rows::Constant(index(plan.crossings.size()), index(widest), never)),
      is_from_below_(Flags::Zero(index(plan.crossings.size()), index(widest))) {
  for (const plan::CrossingPlan& crossing : plan.crossings) {
    const plan::DriverPlan& place = plan.drivers[static_cast<std::size_t>(crossing.driver)];
    keys_.push_back(key_of(seed, plan.member_of(place).crossing_stream));
    auto& changed_by = changed_by_.emplace_back(plan.drivers.size(), false);
    const auto& members = plan.groups[static_cast<std::size_t>(place.group)].members;
    for (const int leader : plan.member_of(place).leaders)
      changed_by[static_cast<std::size_t>(members[static_cast<std::size_t>(leader)].row -
                                          plan.layout.first_driver)] = true;
  }
}

void Crossings::begin_step(const BlockState& state, double begin, double end) {
  begin_ = begin;
  end_ = end;
  for (std::size_t c = 0; c < plan_.crossings.size(); ++c)
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      find(state, c, lane, begin, state.at(plan_.layout.first_driver + plan_.crossings[c].driver, lane));
}

void Crossings::renew(const BlockState& state, std::size_t lane, Moment moment,
                      std::span<const int> drivers) {
  for (std::size_t c = 0; c < plan_.crossings.size(); ++c) {
    bool is_changed = false;
    for (const int driver : drivers)
      is_changed = is_changed || changed_by_[c][static_cast<std::size_t>(driver)];
    if (!is_changed || days_(index(c), index(lane)) < moment.day) continue;
    const int driver = plan_.crossings[c].driver;
    find(state, c, lane, moment.day, paths_.value_on(lane, driver, moment.day) + paths_.noise(state, driver));
  }
}

/// From a day on, on which the driver has the value.
void Crossings::find(const BlockState& state, std::size_t c, std::size_t lane, double day, double value) {
  double& crossed = days_(index(c), index(lane));
  crossed = never;
  if (!is_asked(state, c, lane, day)) return;
  const plan::CrossingPlan& crossing = plan_.crossings[c];
  const auto driver = static_cast<std::size_t>(crossing.driver);
  const auto group = static_cast<std::size_t>(plan_.drivers[driver].group);
  const auto member = plan_.drivers[driver].member;
  is_from_below_(index(c), index(lane)) = value < state.world->number(crossing.level);
  const double middle = (begin_ + end_) / 2;
  Stretch stretch{.begin = day, .from = value};
  if (day < middle) {
    stretch.end = middle;
    stretch.to =
        paths_.value_on(lane, crossing.driver, middle) + stepper_.middle_noise(state, lane, group, member);
    crossed = crossed_on(state, c, lane, stretch);
    stretch = {.begin = middle, .from = stretch.to};
  }
  if (crossed == never) {
    stretch.end = end_;
    stretch.to = state.becoming(crossing.driver, index(lane));
    crossed = crossed_on(state, c, lane, stretch);
  }
  if (crossed < end_) agenda_.add(lane, {crossed, static_cast<int>(plan_.timers.size() + c)});
}

double Crossings::crossed_on(const BlockState& state, std::size_t c, std::size_t lane,
                             const Stretch& stretch) const {
  const plan::CrossingPlan& crossing = plan_.crossings[c];
  const plan::DriverPlan& place = plan_.drivers[static_cast<std::size_t>(crossing.driver)];
  const LinearSde& sde = state.world->law(static_cast<std::size_t>(place.group)).sde;
  const double theta = -sde.drift(place.member, place.member);
  const double length = stretch.end - stretch.begin;
  const double x = theta * length;
  const double variance =
      sde.diffusion(place.member, place.member) * length * (std::abs(x) < 1e-8 ? 1 : std::sinh(x) / x);
  const double level = state.world->number(crossing.level);
  const double from = std::abs(level - stretch.from), to = std::abs(level - stretch.to);
  const bool ends_beyond = (stretch.from < level) != (stretch.to < level);
  const double exponent = 2 * from * to / variance;
  constexpr double impossible = 45; // exp(-45) is below any uniform number that is drawn
  if (!ends_beyond && !(exponent < impossible)) return never;
  const std::uint64_t draw = std::bit_cast<std::uint64_t>(stretch.begin);
  const Bits bits = philox(keys_[c], state.trajectory(lane), draw);
  if (!ends_beyond && unit_interval(bits[0]) >= std::exp(-exponent)) return never;
  return stretch.begin + length * share_passed(from, to, variance, unit_interval(bits[1]));
}

double Crossings::beyond(const BlockState& state, std::size_t c, std::size_t lane) const {
  const double level = state.world->number(plan_.crossings[c].level);
  return std::nextafter(level, is_from_below_(index(c), index(lane)) != 0 ? never : -never);
}

bool Crossings::is_asked(const BlockState& state, std::size_t c, std::size_t lane, double day) const {
  for (const int watch : plan_.crossings[c].watches)
    if (state.truths(watch, index(lane)) == 0 && !watcher_.is_idle(state, lane, day, watch)) return true;
  return false;
}

} // namespace casus::simulation
