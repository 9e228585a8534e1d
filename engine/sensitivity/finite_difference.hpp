#pragma once

#include "casus/sensitivity.hpp"

#include <variant>

namespace casus::sensitivity {

/// The effects on each outcome of the scenario.
using Effects = std::vector<NumberEffect>;

/// What a change of a number does, from both its ends simulated with the same random numbers (Rathinam,
/// Sheppard, Khammash 2010), or why that cannot be told. `options` are settled for the scenario.
std::variant<Effects, std::string> finite_difference(const Scenario& scenario, const ChangedNumber& number,
                                                     const RunOptions& options);

/// Why a number has no finite difference; empty where it has one.
std::string why_no_difference(const Scenario& scenario, const NumberEntry& number);

} // namespace casus::sensitivity
