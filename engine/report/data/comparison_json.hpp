#pragma once

#include "casus/compare.hpp"

#include <string>

namespace casus::report {

/// A comparison as one JSON object: "baseline" and each of "whatifs" as a result's own, "differences",
/// "ladder_differences" and, of several what-ifs, "rankings"; what-ifs stand under their files' names. What
/// is absent is null, and so is what is not finite.
std::string to_json(const Comparison& comparison);

/// The same of its one what-if, with "explanation".
std::string to_json(const Explanation& explanation);

} // namespace casus::report
