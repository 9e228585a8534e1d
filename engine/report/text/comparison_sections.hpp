#pragma once

#include "casus/compare.hpp"
#include "report/text/sheet.hpp"

namespace casus::report {

/// The sections of a comparison's sheet, as those of a result's.
void write_differences(Sheet& sheet, const Comparison& comparison);
void write_ladder_differences(Sheet& sheet, const Comparison& comparison);
void write_explanation(Sheet& sheet, const Explanation& explanation);

/// An error that tells which digits of an estimate mean something, whatever its interval rests on.
double shown_error(double se, const Interval& ci95);

/// A difference as `+6.55 percentage points`, or of a value as `+0.12`.
std::string effect_in_words(double difference, double error, bool is_value);

} // namespace casus::report
