#pragma once

#include "casus/errors.hpp"

#include <string>

namespace casus::fitting {

/// A problem of the scenario or of a file of the history.
Problem problem_at(const Place& place, std::string message);
/// Throws ScenarioError of that problem alone.
[[noreturn]] void refuse(const Place& place, std::string message);

} // namespace casus::fitting
