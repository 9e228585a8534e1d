#pragma once

#include <cstddef>

namespace casus::scenario {

/// Of a name in characters, of the scenario itself or of a part.
inline constexpr std::size_t longest_name = 64;

} // namespace casus::scenario
