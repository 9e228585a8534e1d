#pragma once

#include "casus/tune.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// What tuning has found, for people.
std::string to_text(const Tuning& tuning, const Scenario& scenario, const TextStyle& style);

/// The tuned numbers as an overlay that extends the scenario, with comments that say how they came about.
/// `extends` is how the overlay names the scenario's file, `targets` the file of the targets.
std::string tuned_overlay(const Tuning& tuning, const Scenario& scenario, const std::string& extends,
                          const std::string& targets);

} // namespace casus::report
