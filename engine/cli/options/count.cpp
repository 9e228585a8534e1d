#include "cli/options/count.hpp"

#include <charconv>
#include <cmath>

namespace casus::cli {
namespace {

/// What std::from_chars makes of the whole text.
template <class Number>
std::optional<Number> parsed(std::string_view text) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return number;
}

} // namespace

std::optional<std::uint64_t> whole_number(std::string_view text) { return parsed<std::uint64_t>(text); }

std::optional<std::uint64_t> count(std::string_view text) {
  constexpr double largest = 9007199254740992.0; // 2^53: from here on a double skips whole numbers
  if (const auto whole = whole_number(text)) return whole;
  const auto number = parsed<double>(text);
  if (!number || !(*number >= 0 && *number <= largest) || std::floor(*number) != *number) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

} // namespace casus::cli
