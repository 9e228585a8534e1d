#pragma once

#include "casus/scenario.hpp"

namespace casus::cli {

/// Loads a scenario and tells its warnings, unless that is to be quiet. Throws ScenarioError.
Scenario load(const std::string& file, const std::vector<std::string>& settings, bool quiet);

/// The same of each in turn.
std::vector<Scenario> load_all(const std::vector<std::string>& files,
                               const std::vector<std::string>& settings, bool quiet);

/// Tells of what the scenario's step is too long for.
void tell_concerns(const Scenario& scenario);

} // namespace casus::cli
