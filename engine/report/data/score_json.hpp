#pragma once

#include "casus/score.hpp"

#include <string>

namespace casus::report {

/// Scores as one JSON object: "forecasts" under the scenarios' files, and of several the "ranking". What is
/// absent is null, and so is what is not finite.
std::string to_json(const Scores& scores);

} // namespace casus::report
