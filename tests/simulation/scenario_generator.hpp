#pragma once

#include <cstdint>
#include <string>

namespace casus::test {

/// A valid scenario, drawn at random, that uses every feature of the format together; without its first
/// lines, as scenario_of() takes it. Every other seed has uncertain parameters.
std::string random_scenario(std::uint64_t seed);

} // namespace casus::test
