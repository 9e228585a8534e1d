#pragma once

#include "casus/result.hpp"

#include <string>

namespace casus::report {

/// All firings of a trigger in a run.
double firings(const TriggerResult& trigger, const Result& result);

/// The mean count with the half-width of its 95% interval, both down to the second digit of the latter:
/// "0.9400 ± 0.0011". What rests on few firings is told by their number.
std::string mean_count_in_words(const TriggerResult& trigger, const Result& result);

/// The share of the trajectories in which it fired: "94.00%".
std::string share_fired_in_words(const TriggerResult& trigger, const Result& result);

/// Why nothing is told of its marks; empty where there is enough to tell, or it has none.
std::string doubt_of_marks(const TriggerResult& trigger, const Result& result);

} // namespace casus::report
