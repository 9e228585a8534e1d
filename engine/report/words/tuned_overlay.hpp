#pragma once

#include "casus/tune.hpp"

#include <string>

namespace casus::report {

/// The tuned numbers as an overlay that extends the scenario, with comments that say how they came about.
/// `extends` is how the overlay names the scenario's file, `targets` the file of the targets.
std::string tuned_overlay(const Tuning& tuning, const Scenario& scenario, const std::string& extends,
                          const std::string& targets);

} // namespace casus::report
