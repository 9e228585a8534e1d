#include "scenario/unobserved.hpp"

#include "scenario/fingerprint.hpp"

namespace casus::scenario {

Scenario unobserved(Scenario scenario) {
  scenario.observed.reset();
  // The size of an error may be a distribution, which is a parameter that nothing else can name, and is read
  // after all others.
  while (!scenario.parameters.empty() && scenario.parameters.back().name.starts_with("observed."))
    scenario.parameters.pop_back();
  scenario.fingerprint = fingerprint(scenario);
  return scenario;
}

} // namespace casus::scenario
