#include "simulation/events/watches.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::simulation {
namespace {

/// What a condition was found to be: 0, or one of these.
constexpr std::uint8_t holds = 1;
constexpr std::uint8_t held = 2; ///< until the next grid point

bool is_over(const plan::WatchPlan& watch, double day) { return day > watch.until + formula::same_moment; }

bool is_early(const plan::WatchPlan& watch, double day) { return day < watch.from - formula::same_moment; }

} // namespace

Watcher::Watcher(const plan::Plan& plan, Agenda& agenda, std::size_t widest)
    : plan_(plan), agenda_(agenda), scratch_(plan.deepest_program * widest), conditions_(widest) {}

std::vector<Watcher::Turned> Watcher::look_block(BlockState& state, double day, Which which) {
  std::vector<Turned> turned;
  for (const plan::WatchId w : plan_.watches.ids()) {
    const plan::WatchPlan& watch = plan_.watches[w];
    const bool is_new = which == Which::all || watch.from == day;
    if ((!is_new && !watch.moving) || is_over(watch, day) || is_early(watch, day)) continue;
    if (which == Which::moving_triggers && watch.outcome) continue;
    watch.condition.in_block(state.inputs(day), state.width, scratch_.data(), conditions_.data());
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      if (see(state, lane, day, w, conditions_[lane] != 0)) turned.push_back({lane, *watch.trigger});
  }
  begun_.clear(); // what may have come to hold unseen has been looked at here
  std::stable_sort(turned.begin(), turned.end(),
                   [](const Turned& a, const Turned& b) { return a.lane < b.lane; });
  return turned;
}

void Watcher::look_aside(BlockState& state, double day, plan::WatchId w) {
  plan_.watches[w].condition.in_block(state.inputs(day), state.width, scratch_.data(), conditions_.data());
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    see(state, lane, day, w, conditions_[lane] != 0);
    if (!begun_.empty()) note_held(state, lane, day, {&w, 1});
  }
}

void Watcher::look_lane(BlockState& state, std::size_t lane, double day,
                        std::span<const plan::WatchId> watches) {
  for (const plan::WatchId w : watches) {
    if (is_idle(state, lane, day, w)) continue;
    const plan::WatchPlan& watch = plan_.watches[w];
    const bool truth = watch.condition.in_lane(state.inputs(day), lane) != 0;
    if (see(state, lane, day, w, truth)) pending_.push_back(*watch.trigger);
  }
  if (!begun_.empty()) note_held(state, lane, day, watches);
}

void Watcher::look_at_crossing(BlockState& state, std::size_t lane, double day,
                               std::span<const plan::WatchId> watches) {
  look_lane(state, lane, day, watches);
  for (const plan::WatchId w : watches) {
    std::uint8_t& truth = state.truths(w, lane);
    if (truth == holds) truth = held;
  }
}

bool Watcher::is_idle(const BlockState& state, std::size_t lane, double day, plan::WatchId w) const {
  const plan::WatchPlan& watch = plan_.watches[w];
  if (state.truths(w, lane) == held) return true;
  if (!watch.outcome) return false;
  if (is_over(watch, day) || is_early(watch, day)) return true;
  if (watch.is_begin) return state.has_begun(*watch.outcome, lane);
  return std::isfinite(state.first_passages(*watch.outcome, lane)) ||
         day > state.begins(*watch.outcome, lane) + plan_.outcomes[*watch.outcome].within +
                   formula::same_moment;
}

bool Watcher::see(BlockState& state, std::size_t lane, double day, plan::WatchId w, bool truth) {
  std::uint8_t& before = state.truths(w, lane);
  const bool held_before = before != 0;
  before = truth ? holds : 0;
  const plan::WatchPlan& watch = plan_.watches[w];
  if (watch.spell && truth != held_before) note_spell(state, lane, day, *watch.spell, truth);
  if (!truth || held_before || watch.spell) return false;
  if (!watch.outcome) return true;
  if (watch.is_begin)
    begin(state, lane, day, *watch.outcome);
  else
    meet(state, lane, day, *watch.outcome);
  return false;
}

void Watcher::note_spell(BlockState& state, std::size_t lane, double day, Row row, bool truth) {
  state.at(row, lane) = truth ? day : std::numeric_limits<double>::infinity();
  spells_.push_back({lane, row});
}

/// An outcome's question begins, where it has not before. What came to hold at this very moment counts. The
/// agenda gets the day on which it ends, to look once more.
void Watcher::begin(BlockState& state, std::size_t lane, double day, OutcomeId outcome) {
  if (state.has_begun(outcome, lane)) return;
  state.begins(outcome, lane) = day;
  begun_.push_back(outcome);
  const plan::OutcomePlan& asked = plan_.outcomes[outcome];
  if (day - state.onsets(outcome, lane) <= formula::same_moment) meet(state, lane, day, outcome);
  if (std::isfinite(asked.within)) agenda_.add(lane, {day + asked.within, *asked.watch});
}

/// Where a question has begun and its condition has not been looked at, it may have come to hold since it
/// was: before the question, so that it does not count.
void Watcher::note_held(BlockState& state, std::size_t lane, double day,
                        std::span<const plan::WatchId> seen) {
  for (const OutcomeId outcome : begun_) {
    const plan::WatchId w = *plan_.outcomes[outcome].watch;
    const plan::WatchPlan& watch = plan_.watches[w];
    std::uint8_t& truth = state.truths(w, lane);
    if (truth != 0 || watch.has_crossings || std::find(seen.begin(), seen.end(), w) != seen.end()) continue;
    if (watch.condition.in_lane(state.inputs(day), lane) != 0) truth = holds;
  }
  begun_.clear();
}

/// The condition of an outcome has come to hold.
void Watcher::meet(BlockState& state, std::size_t lane, double day, OutcomeId outcome) {
  state.onsets(outcome, lane) = day;
  double& first_passage = state.first_passages(outcome, lane);
  if (is_open(state, lane, day, outcome)) first_passage = std::min(first_passage, day);
}

/// Whether the outcome's question is asked on the day.
bool Watcher::is_open(const BlockState& state, std::size_t lane, double day, OutcomeId outcome) const {
  const double passed = day - state.begins(outcome, lane);
  return passed >= -formula::same_moment && passed <= plan_.outcomes[outcome].within + formula::same_moment;
}

} // namespace casus::simulation
