#pragma once

#include "casus/run.hpp"
#include "tally/controls/controls.hpp"

namespace casus::tally {

/// An interval of fewer trajectories is not known well enough to stop by it: these are 4,096 worlds, whose
/// error is known to 2% (Glynn and Whitt 1992: a rule that stops by an error must not stop early by chance).
/// A run of that length has controls, as one that is cut to any length has.
inline constexpr std::uint64_t fewest_to_be_sure = fewest_controlled;

/// Throws RunError where the precision cannot be had: an outcome is unknown, a probability's half-width is
/// asked of a value, or nothing is asked.
void check(const Precision& precision, const Scenario& scenario);

/// Whether the interval about an answer is narrow enough.
bool is_narrow(const Interval& interval, double answer, const Precision& precision);
/// What decides whether an outcome is asked to be precise.
struct AskedOutcome {
  const std::string& name;
  bool is_event = false;
  bool is_conditional = false;
};
/// Whether it is: by its name or, where none is named, as all are that have no condition, since one that
/// hardly ever holds would take a run without end.
bool is_asked(const Precision& precision, const AskedOutcome& outcome);

/// Whether all answers that are asked for are so sure.
bool is_reached(const Precision& precision, const Result& result);

} // namespace casus::tally
