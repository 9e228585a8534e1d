#include "scenario/texts.hpp"

namespace texts {

casus::Scenario read(const std::string& rest, const std::vector<std::string>& settings) {
  return casus::parse_scenario(head + rest, "some.yaml", settings);
}

std::string line_of(const casus::Problem& problem) {
  const std::string text = casus::to_string(problem);
  return text.substr(0, text.find('\n'));
}

std::vector<std::string> problems_of(const std::string& text, const std::vector<std::string>& settings) {
  std::vector<casus::Problem> problems;
  try {
    problems = casus::parse_scenario(text, "some.yaml", settings).warnings;
  } catch (const casus::ScenarioError& error) {
    problems = error.problems();
  }
  std::vector<std::string> lines;
  for (const casus::Problem& problem : problems) lines.push_back(line_of(problem));
  return lines;
}

const std::string everything = R"(casus: 1 # the format
name: baseline
title: Chinese and Russian support, spring 2023
start: 2023-04-15
horizon: 3 years
step: 1 week

parameters:
  red_line: {about: How hard Beijing reacts to NATO weapons in Russia, value: {pert: [0.4, 1.0, 1.8]}}

drivers:
  russian_setbacks:
    about: Casualties and equipment shortages, as Moscow feels them and Beijing sees them
    sources: [S0-12, S2-30]
    start: 0.4
    mean: 0.4
    half_life: 26 weeks
    volatility: 0.25
    follows: {western_resolve: 0.3}
  western_resolve: {half_life: 1 year, volatility: 0.1}
  beijing_alarm: {about: How close events have come to Beijing's red line, start: 0, mean: 0, half_life: 12 weeks}
  ukrainian_reach: {}
  western_permission:
  sanctions_on_china: {}
  fear_of_isolation: {trend: 0.1 per year, bounds: [0, null]}

correlations: [[russian_setbacks, western_resolve, 0.3]]

triggers:
  strike_on_russian_soil:
    about: Ukraine strikes targets inside Russia
    sources: [S0-02, S0-03, S0-04, S0-05]
    rate: 6 per year
    weights: {ukrainian_reach: 0.6, western_permission: 0.3}
    when: not sanctions_on_china > 3
    marks:
      weapon: {domestic: 0.8, nato: {share: 0.2, weights: {western_permission: 1.5}}}
      target: {border: 0.70, strategic: 0.25, leadership: 0.05}
    effects:
      - add: {beijing_alarm: 0.1}
      - if: weapon == nato
        add: {beijing_alarm: 0.6 * red_line}
      - if: target in [strategic, leadership]
        add: {beijing_alarm: 0.8}
    limit: 100
    cooldown: {uniform: [1 day, 1 week]}
  us_election:
    about: …
    at: [2024-11-05, 30 months]
    probability: 0.9
    marks: {severity: {lognormal: {median: 1, sigma: {uniform: [0.1, 0.2]}}}}
    effects: {if: severity > 1, scale: {western_resolve: 1 / severity}, lower: {china_to_russia: 1}}
  panic: {upon: beijing_alarm > 2, when: "count(strike_on_russian_soil, 90 days) >= 2", effects: {set: {beijing_alarm: 2}, move: {china_to_russia: arsenal}}}

ladders:
  china_to_russia:
    about: …
    rungs: [diplomatic_cover, economic_lifeline, {dual_use: {about: chips, sources: S2-01}}, deniable_lethal, overt_lethal, arsenal]
    start: dual_use
    up:   {rate: 0.25 per year, weights: {beijing_alarm: 1.0, russian_setbacks: 0.7}}
    down: {rate: 0.15 per year, weights: {fear_of_isolation: 0.8}}
    steps:
      dual_use -> deniable_lethal: {rate: 0.4 per year}
      deniable_lethal -> overt_lethal: {weights: {beijing_alarm: 2, "china_to_russia >= dual_use": 0.1}, when: time > 30}
    on_enter: {overt_lethal: [add: {sanctions_on_china: 1.0}]}

outcomes:
  lethal_aid_in_a_year:
    question: Does China send lethal aid within a year?
    sources: [S0-17]
    when: china_to_russia >= overt_lethal
    by: 1 year
  russian_losses: {value: russian_setbacks, at: 2 years, given: since(panic) < 100 days}
)";

} // namespace texts
