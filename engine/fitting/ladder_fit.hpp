#pragma once

#include "fitting/specification.hpp"

namespace casus::fitting {

/// Fits the intensities of all observed ladders and adds them to the fit. Throws ScenarioError, RunError.
void fit_ladders(const Scenario& scenario, const Specification& specification, const History& history,
                 Fit& fit);

} // namespace casus::fitting
