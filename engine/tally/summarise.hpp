#pragma once

#include "casus/result.hpp"
#include "tally/tally.hpp"

namespace casus::tally {

/// What is asked, with no answer yet.
OutcomeResult asked(const Outcome& outcome);

/// What a result says of its scenario, and nothing else yet.
Result head_of(const Scenario& scenario);

/// Makes a result of a tally: estimates, their errors, series. What the result says of the run and its
/// performance is filled in by the caller.
Result summarise(const plan::Plan& plan, const Tally& tally, std::uint64_t worlds);

} // namespace casus::tally
