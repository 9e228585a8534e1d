#pragma once

#include "scenario/folder.hpp"
#include "scenario/texts.hpp"

#include <string>
#include <vector>

/// A small scenario in a folder, of which records are kept.
namespace records {

/// Of `strike`, `election` (on 2023-06-01 and 2023-11-05) and `panic`, a ladder `aid`, drivers `tension` and
/// `stock`; the last has no noise.
inline const std::string model = texts::head + R"(parameters: {sure: {uniform: [0.2, 0.9]}}
drivers:
  tension: {half_life: 8 weeks, volatility: 0.5}
  stock: {start: 1}
triggers:
  strike:
    rate: 10 per year
    marks:
      weapon: {domestic: 0.8, nato: 0.2}
      severity: {lognormal: {median: 1, sigma: 0.5}}
    effects: {add: {stock: sure}}
  election: {at: [2023-06-01, 2023-11-05], probability: 0.9}
  panic: {upon: tension > 1}
ladders:
  aid: {rungs: [closed, hidden, open], up: {rate: 1 per year, weights: {tension: 1}}}
outcomes:
  o: {when: aid == open and stock > 0}
)";

/// The model with a record, which is a map on one line.
inline std::string with(const std::string& record) { return model + "observed: " + record + "\n"; }

inline casus::Observed read(const std::string& record, const std::vector<std::string>& settings = {}) {
  return casus::parse_scenario(with(record), "s.yaml", settings).observed.value();
}

/// What is wrong with a record, without the places.
std::vector<std::string> problems_of(const std::string& record);

} // namespace records
