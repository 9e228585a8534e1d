#pragma once

#include "casus/run.hpp"

namespace casus::tally {

/// An interval of fewer trajectories is not known well enough to stop by it: these are 4,096 worlds, whose
/// error is known to 2% (Glynn and Whitt 1992: a rule that stops by an error must not stop early by chance).
inline constexpr std::uint64_t fewest_to_be_sure = 32'768;

/// Throws RunError where the precision cannot be had: an outcome is unknown, a probability's half-width is
/// asked of a value, or nothing is asked.
void check(const Precision& precision, const Scenario& scenario);

/// Whether the interval about an answer is narrow enough.
bool is_narrow(const Interval& interval, double answer, const Precision& precision);
/// Whether the precision is asked of the outcome.
bool is_asked(const Precision& precision, const std::string& outcome, bool is_event);

/// Whether all answers that are asked for are so sure.
bool is_reached(const Precision& precision, const Result& result);

} // namespace casus::tally
