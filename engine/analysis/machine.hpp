#pragma once

#include "casus/bench.hpp"

namespace casus::analysis {

/// This machine, as it is now.
Machine this_machine();

/// The path of the program that runs; empty where the system does not say.
std::string this_executable();

} // namespace casus::analysis
