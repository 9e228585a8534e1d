#include "fitting/relevance.hpp"

#include "fitting/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace casus::fitting {

using scenario::ActsOn;
using scenario::verb_of;

namespace {

bool moves_of_itself(const Ladder& ladder) {
  const auto any = [](const auto& steps) {
    return std::any_of(steps.begin(), steps.end(), [](const auto& step) { return step.has_value(); });
  };
  return any(ladder.up) || any(ladder.down);
}

bool is_certain(const Trigger& trigger) {
  const auto& probability = trigger.probability;
  return !probability ||
         (probability->expression.operation == Operation::constant && probability->expression.value == 1);
}

} // namespace

Subjects subjects_of(const Scenario& scenario, const History& history) {
  std::set<int> triggers, ladders;
  for (const Sequence& sequence : history.sequences) {
    for (const RecordedEvent& event : sequence.events)
      if (event.day >= sequence.from && scenario.triggers[static_cast<std::size_t>(event.trigger)].hazard)
        triggers.insert(event.trigger);
    for (const RungObservation& observation : sequence.observations) ladders.insert(observation.ladder);
  }
  return {{triggers.begin(), triggers.end()}, {ladders.begin(), ladders.end()}};
}

Relevance::Relevance(const Scenario& scenario, const History& history, const Subjects& subjects)
    : scenario_(scenario), subjects_(subjects),
      covariates_(history.covariates.begin(), history.covariates.end()) {
  for (const int t : subjects.triggers) {
    triggers_.insert(t);
    need(*scenario.triggers[static_cast<std::size_t>(t)].hazard);
  }
  for (const int l : subjects.ladders) {
    const Ladder& ladder = scenario.ladders[static_cast<std::size_t>(l)];
    own_ladder_ = l;
    for (const auto* steps : {&ladder.up, &ladder.down})
      for (const auto& step : *steps)
        if (step) need(*step);
    own_ladder_ = -1;
    check_moves(l);
  }
  if (!problems_.empty()) throw ScenarioError(problems_);
}

void Relevance::need(const Intensity& intensity) {
  need(intensity.rate.expression);
  for (const Term& term : intensity.weights) need(term.term.expression);
  if (intensity.when) need(intensity.when->expression);
}

void Relevance::need(const Expression& expression) {
  for (const Expression& argument : expression.arguments) need(argument);
  if (expression.operation == Operation::driver) need_driver(expression.symbol);
  if (expression.operation == Operation::ladder) need_ladder(expression.symbol);
  const bool is_of_trigger = expression.operation == Operation::count ||
                             expression.operation == Operation::count_within ||
                             expression.operation == Operation::since;
  if (is_of_trigger) need_trigger(expression.symbol);
}

void Relevance::need_driver(int index) {
  if (!drivers_.insert(index).second || is_covariate(index)) return;
  const int own_ladder = std::exchange(own_ladder_, -1); // its past is not known, though its rung is
  const Driver& driver = scenario_.drivers[static_cast<std::size_t>(index)];
  if (driver.volatility)
    refuse(
        driver.place,
        fmt::format("the path of driver '{}' is not known (it has volatility, and the fitted hazards depend "
                    "on it): give it a column in --covariates, or fit a scenario without its volatility",
                    driver.name));
  for (const Follow& follow : driver.follows) need_driver(follow.driver);
  need_changes(ActsOn::drivers, index);
  own_ladder_ = own_ladder;
}

void Relevance::need_ladder(int index) {
  if (index == own_ladder_ || !ladders_.insert(index).second) return;
  const bool is_observed = std::binary_search(subjects_.ladders.begin(), subjects_.ladders.end(), index);
  const Ladder& ladder = scenario_.ladders[static_cast<std::size_t>(index)];
  if (moves_of_itself(ladder))
    refuse(
        ladder.place,
        fmt::format("the path of ladder '{}' is not known (it moves of itself, and the fitted hazards depend "
                    "on it{}): take it out of their terms, or write it as a driver that is a covariate",
                    ladder.name, is_observed ? " between its observations" : ""));
  need_changes(ActsOn::ladders, index);
}

void Relevance::need_trigger(int index) {
  if (!triggers_.insert(index).second) return;
  const int own_ladder = std::exchange(own_ladder_, -1);
  const Trigger& trigger = scenario_.triggers[static_cast<std::size_t>(index)];
  if (!trigger.at.empty() && !is_certain(trigger))
    refuse(trigger.place,
           fmt::format("whether trigger '{}' fired is not known (it is scheduled with a "
                       "probability, and the fitted hazards depend on it): set its probability "
                       "to 1, or take out the dates on which it did not fire",
                       trigger.name));
  if (trigger.upon) need(trigger.upon->expression);
  if (trigger.when) need(trigger.when->expression);
  own_ladder_ = own_ladder;
}

void Relevance::need_changes(ActsOn acts_on, int target) {
  for (std::size_t t = 0; t < scenario_.triggers.size(); ++t)
    if (need_changes(scenario_.triggers[t].effects, acts_on, target)) need_trigger(static_cast<int>(t));
  for (std::size_t l = 0; l < scenario_.ladders.size(); ++l)
    for (const Rung& rung : scenario_.ladders[l].rungs)
      for (const auto* effects : {&rung.on_enter, &rung.on_leave})
        if (need_changes(*effects, acts_on, target)) need_ladder(static_cast<int>(l));
}

bool Relevance::need_changes(const std::vector<Effect>& effects, ActsOn acts_on, int target) {
  bool any = false;
  for (const Effect& effect : effects)
    for (const Change& change : effect.changes) {
      if (verb_of(change.kind).acts_on != acts_on || change.target != target) continue;
      any = true;
      if (effect.condition) need(effect.condition->expression);
      need(change.amount.expression);
    }
  return any;
}

/// Panel likelihoods are of a ladder that moves by its own hazards alone.
void Relevance::check_moves(int index) {
  const Ladder& ladder = scenario_.ladders[static_cast<std::size_t>(index)];
  for (const Trigger& trigger : scenario_.triggers)
    for (const Effect& effect : trigger.effects)
      for (const Change& change : effect.changes)
        if (verb_of(change.kind).acts_on == ActsOn::ladders && change.target == index)
          refuse(effect.place,
                 fmt::format("trigger '{}' moves ladder '{}' (only a ladder that moves by its own "
                             "hazards can be fitted): leave out the effect, or the observations",
                             trigger.name, ladder.name));
}

void Relevance::refuse(const Place& place, std::string message) {
  const bool is_told = std::any_of(problems_.begin(), problems_.end(),
                                   [&](const Problem& problem) { return problem.message == message; });
  if (!is_told) problems_.push_back(problem_at(place, std::move(message)));
}

} // namespace casus::fitting
