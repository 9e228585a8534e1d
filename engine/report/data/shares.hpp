#pragma once

#include <cmath>
#include <cstdint>

namespace casus::report {

/// The count that a share of so many was made of.
inline std::uint64_t count_of(double share, std::uint64_t trials) {
  return static_cast<std::uint64_t>(std::llround(share * static_cast<double>(trials)));
}

} // namespace casus::report
