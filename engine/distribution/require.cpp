#include "distribution/require.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace casus::distribution {

std::string text_of(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

void require(bool condition, const std::string& message) {
  if (!condition) throw std::invalid_argument(message);
}

void require_positive(std::string_view name, double value) {
  require(value > 0, std::string(name) + " is " + text_of(value) + ", but must be above zero");
}

void require_range(double min, double max) {
  require(min != max, "min and max are both " + text_of(min) + ": write the plain number " + text_of(min));
  require(min < max, "min " + text_of(min) + " is not below max " + text_of(max));
}

void require_exponent(std::string_view name, double value) {
  constexpr double least = 1e-6, greatest = 1e6;
  require_positive(name, value);
  require(least <= value && value <= greatest,
          std::string(name) + " is " + text_of(value) +
              ", but must lie between 1e-6 and 1e6 to be computed: use another "
              "family");
}

} // namespace casus::distribution
