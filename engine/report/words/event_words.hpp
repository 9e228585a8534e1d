#pragma once

#include "casus/trace.hpp"

#include <string>

namespace casus::report {

/// A trace counts in days, people and files in years (of 365.25 days).
inline constexpr double days_per_year = 365.25;

/// The phrases of the story in which one event is told.
std::string headline(const TracedEvent& event, const Scenario& scenario);
std::string marks_in_words(const TracedEvent& event);
std::string alteration_in_words(const Alteration& alteration, const Scenario& scenario);
/// What made it happen, and what had made it likely or unlikely then.
std::string cause_in_words(const TracedEvent& event, const Scenario& scenario);

/// The question of an outcome, or its name where it has none.
const std::string& question(const Outcome& outcome);
/// The rung of an index that a trace tells, as a double or an int.
const std::string& rung_name(const Ladder& ladder, double rung);

} // namespace casus::report
