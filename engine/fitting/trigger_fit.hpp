#pragma once

#include "fitting/half_lives.hpp"
#include "fitting/specification.hpp"

namespace casus::fitting {

/// Fits the hazards of all triggers of the specification and the half-lives on which they depend, and adds
/// them to the fit. Throws ScenarioError, RunError.
void fit_triggers(const Scenario& scenario, const Specification& specification, const History& history,
                  Fit& fit);

/// The interval of a logarithm, exponentiated; se is its standard error.
Interval interval_of_log(double value, double se);
/// The interval value ± 1.96 se.
Interval interval_of(double value, double se);

} // namespace casus::fitting
