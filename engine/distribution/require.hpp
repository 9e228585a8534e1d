#pragma once

#include <string>
#include <string_view>

namespace casus::distribution {

/// The shortest text that reads back as this number.
std::string text_of(double value);

/// Throws std::invalid_argument unless the condition holds.
void require(bool condition, const std::string& message);
/// Throws std::invalid_argument unless an argument of that name is above zero.
void require_positive(std::string_view name, double value);
/// Throws std::invalid_argument unless min < max.
void require_range(double min, double max);
/// Does what require_positive does for the exponents of a beta or a gamma distribution. They must also be
/// such that quantiles can be computed, and in microseconds: these are found by series of about as many terms
/// as the root of the exponent.
void require_exponent(std::string_view name, double value);

} // namespace casus::distribution
