#include "scenarios.hpp"

using namespace casus;

Scenario eventful_scenario(const std::vector<std::string>& settings) {
  return parse_scenario(R"(casus: 1
name: eventful
start: 2020-01-01
horizon: 100 days
step: 1 day
drivers:
  mood: {start: 0, mean: 0, half_life: 10 days, volatility: 3}
triggers:
  strike:
    rate: 0.1 per day
    weights: {mood: 0.5}
    marks: {size: {uniform: [0, 1]}}
    effects: [add: {mood: size}]
  summit: {at: [20 days, 30 days], probability: 0.5}
  panic: {upon: mood > 1, effects: [set: {mood: 0}]}
ladders:
  alert: {rungs: [low, high], start: low, up: {rate: 1000 per day}}
outcomes:
  panicked: {when: count(panic) >= 1}
)",
                        "eventful.yaml", settings);
}

Scenario uncertain_scenario() {
  return parse_scenario(R"(casus: 1
name: uncertain
start: 2020-01-01
horizon: 10 days
step: 1 day
parameters:
  pace: {about: Shocks a day, value: {uniform: [0.5, 3]}}
triggers:
  shock: {rate: pace}
)",
                        "uncertain.yaml", {});
}
