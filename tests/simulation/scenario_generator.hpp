#pragma once

#include "casus/scenario.hpp"

#include <cstdint>
#include <string>

namespace casus::test {

/// A valid scenario, drawn at random, that uses every feature of the format together; without its first
/// lines, as scenario_of() takes it. Every other seed has uncertain parameters.
std::string random_scenario(std::uint64_t seed);

/// The scenario of that seed with five forced firings, of any triggers, some marks of which are given.
Scenario random_whatif(std::uint64_t seed);

} // namespace casus::test
