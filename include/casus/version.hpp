#pragma once

namespace casus {

/// The version of the program, as printed by `casus --version` and in every result.
inline constexpr const char* version = "0.1.0";

/// The version of the scenario format that this program reads (`casus: 1`).
inline constexpr int format_version = 1;

} // namespace casus
