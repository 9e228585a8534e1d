#pragma once

#include "casus/bench.hpp"

#include <string>

namespace casus::report {

/// The measurements in Google Benchmark's JSON format (its docs/user_guide.md), as its tools/compare.py reads
/// them. An iteration is a trajectory, so that runs of different length compare. Beyond the format, "ratios"
/// compares two subjects.
std::string to_json(const Bench& bench);

} // namespace casus::report
