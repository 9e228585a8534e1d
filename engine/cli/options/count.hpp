#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace casus::cli {

/// A whole number from 0 up to 2^64 - 1, digits only.
std::optional<std::uint64_t> whole_number(std::string_view text);

/// Reads a count in digits, or in scientific notation (1e6) as long as it is whole and known exactly, up to
/// 2^53.
std::optional<std::uint64_t> count(std::string_view text);

} // namespace casus::cli
