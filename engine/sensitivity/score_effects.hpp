#pragma once

#include "casus/sensitivity.hpp"

namespace casus::sensitivity {

/// What a change of a number does to an outcome (places in the gradient), as far as a straight line tells.
NumberEffect score_effect(const Gradient& gradient, std::size_t outcome, std::size_t number,
                          const PlausibleChange& change);

/// Why derivatives of an answer say little; empty where they say enough.
std::string doubt_of(const Answer& answer, std::size_t groups);

/// The answer as a run's result has it, with its interval.
OutcomeResult result_of(const Outcome& outcome, const Answer& answer, double coverage);

} // namespace casus::sensitivity
