#pragma once

#include <optional>
#include <string>

namespace casus::cli {

/// Reads a duration as a scenario has it, `90 days` or `3 months`, in days; a bare number counts in days. The
/// result is none where it is no duration above zero.
std::optional<double> duration(const std::string& text);

} // namespace casus::cli
