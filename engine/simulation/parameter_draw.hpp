#pragma once

#include "plan/stream_number.hpp"
#include "simulation/streams.hpp"

#include <string>

namespace casus::simulation {

/// The draw of an uncertain parameter in a world of the prior: uniform in (0, 1).
inline double parameter_draw(std::uint64_t seed, const std::string& name, std::uint64_t world) {
  return uniform(key_of(seed, plan::stream_of("parameter/" + name)), world, 0);
}

} // namespace casus::simulation
