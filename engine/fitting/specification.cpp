#include "fitting/specification.hpp"

#include "scenario/verbs.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::fitting {

using scenario::ActsOn;
using scenario::verb_of;

namespace {

Formula constant(const Formula& like, double value) {
  Formula formula = like;
  formula.expression = {};
  formula.expression.value = value;
  return formula;
}

bool reads_state(const Expression& expression) {
  const Operation operation = expression.operation;
  if (expression.arguments.empty())
    return operation != Operation::constant && operation != Operation::parameter;
  return std::any_of(expression.arguments.begin(), expression.arguments.end(), reads_state);
}

template <typename Predicate>
void keep_changes(std::vector<Effect>& effects, Predicate is_kept) {
  for (Effect& effect : effects)
    std::erase_if(effect.changes, [&](const Change& change) { return !is_kept(change); });
  std::erase_if(effects, [](const Effect& effect) { return effect.changes.empty(); });
}

void neutralise(Intensity& hazard) {
  if (!reads_state(hazard.rate.expression)) hazard.rate = constant(hazard.rate, 1);
  for (Term& term : hazard.weights) term.weight = constant(term.weight, 0);
}

bool is_subject(const std::vector<int>& subjects, std::size_t index) {
  return std::binary_search(subjects.begin(), subjects.end(), static_cast<int>(index));
}

bool changes(const Trigger& trigger, int driver) {
  for (const Effect& effect : trigger.effects)
    for (const Change& change : effect.changes)
      if (verb_of(change.kind).acts_on == ActsOn::drivers && change.target == driver) return true;
  return false;
}

} // namespace

Specification::Specification(const Scenario& scenario, const History& history)
    : scenario_(std::make_shared<Scenario>(scenario)), subjects_(subjects_of(scenario, history)) {
  const Relevance relevance(scenario, history, subjects_);
  for (NumberEntry& entry : numbers_of(scenario)) entries_.emplace(entry.path, entry);
  set_medians(scenario);
  still(relevance);
  prune(relevance);
  find_half_lives(history);
  neutralise();
}

plan::Plan Specification::plan(const HalfLives& half_lives) const {
  auto scenario = std::make_shared<Scenario>(*scenario_);
  for (const auto& [index, days] : half_lives) {
    Driver& driver = scenario->drivers[static_cast<std::size_t>(index)];
    driver.half_life = constant(*driver.half_life, days);
  }
  return plan::compile(scenario);
}

double Specification::value(const Number& number) const {
  formula::Inputs inputs;
  const double* const parameters = parameters_.data();
  inputs.numbers = {&parameters, 1};
  return formula::Program(number.expression, {}).in_lane(inputs, 0);
}

NumberEntry Specification::rate_entry(const Formula& rate) const {
  NumberEntry result = entry(rate.path);
  if (is_constant(rate)) return result;
  const std::size_t unit = std::min(rate.text.find(" per "), rate.text.size());
  result.unit = fmt::format(" * ({}){}", rate.text.substr(0, unit), rate.text.substr(unit));
  result.unit_size = 1;
  return result;
}

bool Specification::is_constant(const Formula& rate) const { return !reads_state(rate.expression); }

void Specification::set_medians(const Scenario& scenario) {
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  for (std::size_t i = 0; i < plan.parameters.size(); ++i) {
    Parameter& parameter = scenario_->parameters[i];
    if (plan.parameters[i]) {
      at_medians_.push_back(parameter.name);
      parameter.value = plan.parameters[i]->quantile(0.5);
      parameter.distribution.reset();
    }
    parameters_.push_back(parameter.value);
  }
}

/// Makes covariates stand still but for what the history says, and everything else move without chance.
void Specification::still(const Relevance& relevance) {
  for (std::size_t i = 0; i < scenario_->drivers.size(); ++i) {
    Driver& driver = scenario_->drivers[i];
    driver.volatility.reset();
    if (!relevance.is_covariate(static_cast<int>(i))) continue;
    driver.half_life.reset();
    driver.mean.reset();
    driver.trend.reset();
    driver.follows.clear();
    driver.lower.reset();
    driver.upper.reset();
  }
  scenario_->correlations.clear();
}

void Specification::prune(const Relevance& relevance) {
  scenario_->outcomes.clear();
  const auto matters = [&](const Change& change) {
    if (verb_of(change.kind).acts_on == ActsOn::ladders) return relevance.has_ladder(change.target);
    return relevance.has_driver(change.target) && !relevance.is_covariate(change.target);
  };
  for (std::size_t t = 0; t < scenario_->triggers.size(); ++t) {
    Trigger& trigger = scenario_->triggers[t];
    keep_changes(trigger.effects, matters);
    if (!is_subject(subjects_.triggers, t)) trigger.hazard.reset();
    if (relevance.has_trigger(static_cast<int>(t))) continue;
    trigger.at.clear();
    trigger.upon.reset();
    std::erase_if(scenario_->forced,
                  [&](const ForcedFiring& forced) { return forced.trigger == static_cast<int>(t); });
  }
  for (std::size_t l = 0; l < scenario_->ladders.size(); ++l) {
    Ladder& ladder = scenario_->ladders[l];
    for (Rung& rung : ladder.rungs)
      for (auto* effects : {&rung.on_enter, &rung.on_leave}) keep_changes(*effects, matters);
    if (is_subject(subjects_.ladders, l)) continue;
    for (auto* steps : {&ladder.up, &ladder.down})
      for (auto& step : *steps) step.reset();
  }
}

void Specification::find_half_lives(const History& history) {
  for (std::size_t i = 0; i < scenario_->drivers.size(); ++i) {
    const Driver& driver = scenario_->drivers[i];
    if (!driver.half_life) continue;
    const auto raises = [&](const RecordedEvent& event) {
      return changes(scenario_->triggers[static_cast<std::size_t>(event.trigger)], static_cast<int>(i));
    };
    for (const Sequence& sequence : history.sequences)
      if (std::any_of(sequence.events.begin(), sequence.events.end(), raises))
        half_lives_[static_cast<int>(i)] = value(*driver.half_life);
  }
}

void Specification::neutralise() {
  for (Trigger& trigger : scenario_->triggers)
    if (trigger.hazard) fitting::neutralise(*trigger.hazard);
  for (Ladder& ladder : scenario_->ladders)
    for (auto* steps : {&ladder.up, &ladder.down})
      for (auto& step : *steps)
        if (step) fitting::neutralise(*step);
}

} // namespace casus::fitting
