#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace casus::report {

/// 100000 as `100,000`.
std::string grouped(std::uint64_t count);

/// `100,000 trajectories`, `1 world`.
std::string counted(std::uint64_t count, const char* noun);

/// A probability with the digits that its standard error leaves meaningful: `12.3%`.
std::string percent(double probability, double se);

/// The standard error of a share of independent trials.
double binomial_se(double share, double trials);

/// A small bound with two digits, away from zero, so that it goes on holding: 0.0000192 as `0.002%`.
std::string percent_above(double bound);

/// A bound near one with two digits of what is missing, towards zero: 0.9999808 as `99.998%`.
std::string percent_below(double bound);

/// A number with the digits that its standard error leaves meaningful; six where that is 0.
std::string estimate(double value, double se);

/// A difference with its sign and the digits that an error leaves meaningful: `+0.12`, and of probabilities
/// in percentage points, `+12.3`.
std::string signed_estimate(double difference, double error);
std::string points(double difference, double error);

/// A number with `digits` significant digits.
std::string number(double value, int digits = 3);

/// A number with so many decimals, and without a sign where all that it shows is zeros.
std::string with_decimals(double value, int decimals);

/// A share in percent with `digits` significant digits, or three where it would need an exponent for less:
/// `1.2`, `100`.
std::string percentage(double share, int digits = 3);

/// The time of day, as 14:05.
std::string clock_time(double day);

} // namespace casus::report
