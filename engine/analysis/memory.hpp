#pragma once

#include <cstdint>

namespace casus::analysis {

/// The most memory of this process that was resident since the last forget_peak(). What was freed and kept
/// for later use still counts.
std::uint64_t peak_bytes();

/// Forgets the peak so far. Where the system has no such thing this does nothing, and peak_bytes() goes back
/// to the process's start.
void forget_peak();

} // namespace casus::analysis
