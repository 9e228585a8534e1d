#include "simulation/evidence/observed_past.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace casus::simulation {
namespace {

/// Draws for an item have these indices; those of its marks come after them.
constexpr std::uint64_t draw_of_moment = 0, draw_of_route = 1, first_draw_of_route_marks = 2;
/// Marks that take a ladder to its rung are drawn so often at most.
constexpr std::uint64_t most_draws = 100'000;

} // namespace

ObservedPast::ObservedPast(const plan::Plan& plan, std::uint64_t seed, LaneEvents& events, DriverPaths& paths,
                           MarkDrawer& marks, DriverStepper& drivers, Unrecorded& unrecorded)
    : plan_(plan), seed_(seed), events_(events), paths_(paths), marks_(marks), unrecorded_(unrecorded),
      measurements_(plan, seed, drivers), is_taken_(plan.schedule.size()) {
  for (const plan::ObservedItem& item : plan.observed->items)
    if (item.scheduled) is_taken_[*item.scheduled] = 1;
}

void ObservedPast::begin(const BlockState&, std::uint64_t number) {
  next_ = 0;
  is_over_ = false;
  log_predictive_.assign(plan_.observed->items.size(), 0);
  entries_.clear();
  rungs_.clear();
  for (const plan::LadderPlan& ladder : plan_.ladders) rungs_.push_back(static_cast<double>(ladder.start));
  const auto& items = plan_.observed->items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const plan::ObservedItem& item = items[i];
    const double share = uniform(key_of(seed_, item.stream), number, draw_of_moment);
    // Where a ladder of which not all is known stood on a date, it stood in the middle of the day.
    const bool is_look = item.ladder && !plan_.observed->known_ladders[*item.ladder];
    const double day = item.day + item.length * (is_look ? 0.5 : share);
    entries_.push_back({formula::whole_nanoseconds(day), item.length > 0 ? item.length : 1, i});
  }
  add_rungs();
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.day < b.day; });
}

/// A move of a ladder comes after all firings of its day: one of them may be what moved it.
void ObservedPast::add_rungs() {
  const auto& items = plan_.observed->items;
  for (Entry& entry : entries_) {
    const plan::ObservedItem& item = items[entry.item];
    if (!item.ladder || !plan_.observed->known_ladders[*item.ladder] || item.length == 0) continue;
    double last = item.day;
    for (const Entry& other : entries_)
      if (items[other.item].trigger && other.day < item.day + item.length) last = std::max(last, other.day);
    const double share = (entry.day - item.day) / item.length;
    entry.length = item.day + item.length - last;
    entry.day = formula::whole_nanoseconds(last + share * entry.length);
  }
}

double ObservedPast::next_day() const {
  if (is_over_) return std::numeric_limits<double>::infinity();
  const double now = plan_.observed->now;
  return next_ < entries_.size() ? std::min(entries_[next_].day, now) : now;
}

void ObservedPast::happen(BlockState& state, Moment moment) {
  LaneWeights& weights = unrecorded_.weights();
  while (next_ < entries_.size() && entries_[next_].day <= moment.day) {
    const std::vector<double> before = weights.relative();
    double rates = 0;
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (!weights.is_dead(lane)) rates += before[lane] * bring_about(state, lane, moment, entries_[next_]);
    if (weights.are_all_dead()) return; // at this item
    const plan::ObservedItem& item = plan_.observed->items[entries_[next_].item];
    if (item.ladder) rungs_[*item.ladder] = item.rung;
    log_predictive_[entries_[next_++].item] =
        std::log(rates / std::accumulate(before.begin(), before.end(), 0.0));
  }
  if (moment.day < plan_.observed->now) return;
  check_ladders(state, moment.day);
  unrecorded_.exposure().charge(state, moment, weights);
  unrecorded_.end();
  is_over_ = true;
}

/// Gives how likely the item was in the lane: a rate, or of where a ladder stood a probability.
double ObservedPast::bring_about(BlockState& state, std::size_t lane, Moment moment, const Entry& entry) {
  const plan::ObservedItem& item = plan_.observed->items[entry.item];
  paths_.enter_moment(lane, moment.day);
  if (!item.trigger)
    return plan_.observed->known_ladders[*item.ladder] ? move(state, lane, moment, entry)
                                                       : look(state, lane, item);
  const double rate = rate_of(state, lane, moment.day, item);
  unrecorded_.weights().multiply(lane, rate);
  if (rate > 0) fire(state, lane, moment, item);
  return rate;
}

void ObservedPast::fire(BlockState& state, std::size_t lane, Moment moment, const plan::ObservedItem& item) {
  LaneWeights& weights = unrecorded_.weights();
  const auto& plans = plan_.triggers[*item.trigger].marks;
  for (std::size_t m = 0; m < plans.size(); ++m)
    if (plans[m].variate && item.marks[m])
      weights.multiply(lane, marks_.density(state, lane, moment.day, plans[m], *item.marks[m]));
  const auto marks = marks_.draw_given(state, lane, moment.day, *item.trigger, item.marks, item.stream);
  weights.multiply(lane, unrecorded_.recording().share(state, lane, *item.trigger, marks));
  if (weights.is_dead(lane)) return;
  events_.fire_observed(state, lane, moment, *item.trigger, marks);
}

/// How likely such a firing is there and then, with the categories that are known of it.
double ObservedPast::rate_of(BlockState& state, std::size_t lane, double day,
                             const plan::ObservedItem& item) {
  const plan::TriggerPlan& trigger = plan_.triggers[*item.trigger];
  double rate = 1;
  if (trigger.clock) {
    rate = state.clocks.intensity(*trigger.clock, lane);
  } else {
    if (!events_.may_fire(state, lane, day, *item.trigger)) return 0;
    if (trigger.probability) rate = state.world(lane).number(*trigger.probability);
  }
  for (std::size_t m = 0; m < trigger.marks.size() && rate > 0; ++m)
    if (!trigger.marks[m].variate && item.marks[m])
      rate *= marks_.density(state, lane, day, trigger.marks[m], *item.marks[m]);
  return rate;
}

double ObservedPast::look(BlockState& state, std::size_t lane, const plan::ObservedItem& item) {
  const plan::LadderPlan& ladder = plan_.ladders[*item.ladder];
  const auto number = plan_.observed->ladder_errors[*item.ladder];
  const double error = number ? state.world(lane).number(*number) : 0;
  const bool is_right = state.at(ladder.row, lane) == item.rung;
  const double chance = is_right ? 1 - error : error / std::max(1.0, static_cast<double>(ladder.rungs - 1));
  unrecorded_.weights().multiply(lane, chance);
  return chance;
}

/// What moves such a ladder beside its own steps and the effects of triggers, as another ladder's rung may,
/// is noticed here, and so is a recorded firing that moved it though the panel has no row of that day.
void ObservedPast::check_ladders(const BlockState& state, double day) {
  LaneWeights& weights = unrecorded_.weights();
  for (const LadderId ladder : plan_.ladders.ids()) {
    if (!plan_.observed->known_ladders[ladder]) continue;
    const auto moves_today = [&](const Entry& entry) {
      const plan::ObservedItem& item = plan_.observed->items[entry.item];
      return item.ladder == ladder && entry.day >= day && item.day < day;
    };
    if (std::any_of(entries_.begin(), entries_.end(), moves_today)) continue;
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (state.at(plan_.ladders[ladder].row, lane) != rungs_[ladder]) weights.kill(lane);
  }
}

/// A ladder of which all moves are known comes to the rung, if nothing that is recorded has brought it there.
double ObservedPast::move(BlockState& state, std::size_t lane, Moment moment, const Entry& entry) {
  const plan::ObservedItem& item = plan_.observed->items[entry.item];
  if (state.at(plan_.ladders[*item.ladder].row, lane) == item.rung) return 1 / entry.length;
  const std::vector<Route> ways = routes(state, lane, moment.day, item);
  const double total = std::accumulate(ways.begin(), ways.end(), 0.0,
                                       [](double sum, const Route& way) { return sum + way.rate; });
  unrecorded_.weights().multiply(lane, total * entry.length);
  if (unrecorded_.weights().is_dead(lane)) return 0;
  double left = drawn(state, lane, item, draw_of_route) * total;
  std::size_t chosen = 0;
  while (chosen + 1 < ways.size() && left >= ways[chosen].rate) left -= ways[chosen++].rate;
  take(state, lane, moment, item, ways[chosen]);
  return total;
}

std::vector<ObservedPast::Route> ObservedPast::routes(BlockState& state, std::size_t lane, double day,
                                                      const plan::ObservedItem& item) {
  std::vector<Route> routes;
  const auto add = [&](Route route) {
    if (route.rate > 0) routes.push_back(route);
  };
  const double rung = state.at(plan_.ladders[*item.ladder].row, lane);
  for (const plan::ClockId id : plan_.clocks.ids()) {
    const plan::ClockPlan& clock = plan_.clocks[id];
    const double intensity = state.clocks.intensity(id, lane);
    if (clock.ladder == item.ladder && item.rung == rung + (clock.kind == plan::ClockKind::up ? 1 : -1))
      add({.clock = id, .rate = intensity});
    if (clock.trigger && intensity > 0 && plan_.observed->known[*clock.trigger].moves_known_ladders)
      add({.trigger = clock.trigger,
           .rate = intensity * unrecorded_.recording().chance_to_move(state, lane, day, *clock.trigger,
                                                                      *item.ladder, item.rung)});
  }
  return routes;
}

void ObservedPast::take(BlockState& state, std::size_t lane, Moment moment, const plan::ObservedItem& item,
                        const Route& route) {
  if (route.clock) return events_.step_observed(state, lane, moment, *route.clock);
  Recording& recording = unrecorded_.recording();
  const TriggerId trigger = *route.trigger;
  for (std::uint64_t draw = 0; draw < most_draws; ++draw) {
    const std::uint64_t index = item.stream + draw;
    const auto marks =
        marks_.draw_given(state, lane, moment.day, trigger,
                          std::vector<std::optional<double>>(plan_.triggers[trigger].marks.size()), index);
    const double share = recording.share(state, lane, trigger, marks);
    if (!recording.moves(state, lane, moment.day, trigger, *item.ladder, item.rung, marks) ||
        drawn(state, lane, item, first_draw_of_route_marks + draw) < share)
      continue;
    return events_.fire_observed(state, lane, moment, trigger, marks);
  }
  unrecorded_.weights().kill(lane);
}

double ObservedPast::drawn(const BlockState& state, std::size_t lane, const plan::ObservedItem& item,
                           std::uint64_t index) const {
  return uniform(key_of(seed_, item.stream), state.stream(lane), index);
}

} // namespace casus::simulation
