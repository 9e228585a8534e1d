#pragma once

#include "casus/bench.hpp"
#include "report/text/style.hpp"

#include <string>

namespace casus::report {

/// The measurements for a person: the speed and how it grows with the threads, where the time goes, and how
/// two subjects compare.
std::string to_text(const Bench& bench, const TextStyle& style);

} // namespace casus::report
