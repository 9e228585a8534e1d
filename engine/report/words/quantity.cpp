#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

/// The power of ten of a positive number's first digit.
int magnitude(double value) { return static_cast<int>(std::floor(std::log10(value))); }

/// Decimals that show the first digit of an error, and no more than a double holds.
int decimals_for(double error) { return error > 0 ? std::clamp(-magnitude(error), 0, 15) : 0; }

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// A positive percentage rounded up to two digits.
struct RoundedUp {
  double value;
  int decimals;
};

RoundedUp rounded_up(double percentage) {
  const int decimals = std::clamp(1 - magnitude(percentage), 0, 15);
  const double unit = std::pow(10, decimals);
  // A bound that is two digits already must not be pushed to the next by the noise of its own multiplication.
  return {std::ceil(percentage * unit * (1 - 1e-12)) / unit, decimals};
}

/// Whether all that a number shows is zeros.
bool is_zero(const std::string& text) { return text.find_first_of("123456789") == std::string::npos; }

/// Puts a sign before a number, unless all that it shows is zeros.
std::string with_sign(const std::string& text) {
  if (text.starts_with('-')) return is_zero(text) ? text.substr(1) : text;
  return is_zero(text) ? text : "+" + text;
}

} // namespace

std::string grouped(std::uint64_t count) { return fmt::format("{}", fmt::group_digits(count)); }

std::string counted(std::uint64_t count, const char* noun) {
  if (count == 1) return fmt::format("1 {}", noun);
  const std::string_view singular = noun;
  if (singular.ends_with('y'))
    return fmt::format("{} {}ies", grouped(count), singular.substr(0, singular.size() - 1));
  return fmt::format("{} {}s", grouped(count), noun);
}

std::string percent(double probability, double se) {
  return fmt::format("{:.{}f}%", 100 * probability, decimals_for(100 * se));
}

double binomial_se(double share, double trials) { return std::sqrt(share * (1 - share) / trials); }

std::string percent_above(double bound) {
  if (!(bound > 0)) return "0%";
  const RoundedUp up = rounded_up(100 * bound);
  return without_trailing_zeros(fmt::format("{:.{}f}", up.value, up.decimals)) + "%";
}

std::string percent_below(double bound) {
  if (!(bound < 1)) return "100%";
  const RoundedUp missing = rounded_up(100 * (1 - bound));
  return without_trailing_zeros(fmt::format("{:.{}f}", 100 - missing.value, missing.decimals)) + "%";
}

std::string estimate(double value, double se) {
  constexpr double longest_spelt_out = 1e15;
  if (!(se > 0) || value == 0) return number(value, 6);
  if (std::abs(value) < longest_spelt_out && se > 1e-9)
    return fmt::format("{:.{}f}", value, decimals_for(se));
  return number(value, std::clamp(magnitude(std::abs(value)) - magnitude(se) + 1, 1, 15));
}

std::string signed_estimate(double difference, double error) {
  return with_sign(estimate(difference, error));
}

std::string points(double difference, double error) {
  return with_sign(fmt::format("{:.{}f}", 100 * difference, decimals_for(100 * error)));
}

std::string number(double value, int digits) { return fmt::format("{:.{}g}", value, digits); }

std::string with_decimals(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  return is_zero(text) && text.starts_with('-') ? text.substr(1) : text;
}

std::string percentage(double share, int digits) {
  constexpr double rounds_to_hundred = 0.995;
  return number(100 * share, std::abs(share) < rounds_to_hundred ? digits : std::max(digits, 3));
}

std::string clock_time(double day) {
  const auto minutes = static_cast<int>((day - std::floor(day)) * 24 * 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

} // namespace casus::report
