// The exponential against the C library's in 80 bits.

#include "kernels/support.hpp"

#include <limits>

namespace casus::test {
namespace {

/// exp of all of them, with odd counts too: what is beyond the count is room only.
std::vector<double> exponentials(const Kernels& kernels, const std::vector<double>& numbers) {
  std::vector<double> padded = numbers;
  padded.resize(numbers.size() + kernels::lane_multiple);
  kernels.exponentiate(numbers.size(), padded.data());
  padded.resize(numbers.size());
  return padded;
}

/// The largest relative error over what is promised for it.
double worst(const Kernels& kernels, const std::vector<double>& numbers) {
  const std::vector<double> found = exponentials(kernels, numbers);
  double most = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const long double exact = std::exp(static_cast<long double>(numbers[i]));
    const double error = static_cast<double>(std::abs(found[i] / exact - 1));
    const double size = std::abs(numbers[i]);
    most = std::max(most, error / (size < 8 ? 2e-15 : 3e-16 * size));
  }
  return most;
}

} // namespace

TEST_CASE("the exponential is as near as it promises, over all that it takes") {
  Randomness random(4);
  std::vector<double> numbers;
  for (double x = -708; x <= 709.7; x += 0.00173) numbers.push_back(x);
  for (double x = -8; x <= 8; x += 0.0000231) numbers.push_back(x);
  for (int i = 0; i < 300'000; ++i) {
    numbers.push_back(random.uniform(-708, 709.7));
    numbers.push_back(random.uniform(-1, 1) * std::exp2(random.uniform(-60, 0)));
  }
  for (int k = -16'000; k <= 16'000; ++k) // where the table's entry changes, and its middles
    for (const double at : {k / 32.0 * std::log(2.0), std::nextafter(k / 32.0 * std::log(2.0), 1e9)})
      if (at >= -708 && at <= 709.7) numbers.push_back(at);
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    CHECK(worst(*kernels, numbers) < 1);
    CHECK(worst(*kernels, numbers) > 0.05); // the promise is not an empty one
  }
}

TEST_CASE("exp(0) is 1, without an error") {
  for (const Kernels* kernels : all_kernels()) {
    CHECK(exponential(*kernels, 0.0) == 1.0);
    CHECK(exponential(*kernels, -0.0) == 1.0);
  }
}

TEST_CASE("beyond its ends the exponential stays at the value there, finite and not zero") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    const double low = exponential(*kernels, -708), high = exponential(*kernels, 709.7);
    CHECK(low > std::numeric_limits<double>::min());
    CHECK(high < infinity);
    for (const double x : {-708.0001, -800.0, -1e300, -infinity}) CHECK(exponential(*kernels, x) == low);
    for (const double x : {709.70001, 800.0, 1e300, infinity}) CHECK(exponential(*kernels, x) == high);
  }
}

TEST_CASE("the exponential of what is not a number is none, in its own lane alone") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Kernels* kernels : all_kernels())
    for (std::size_t at = 0; at < kernels::lane_multiple; ++at) {
      INFO(name_of(kernels->instruction_set) << ", lane " << at);
      std::vector<double> numbers(kernels::lane_multiple, 0.0);
      numbers[at] = at % 2 == 0 ? nan : -nan;
      const std::vector<double> found = exponentials(*kernels, numbers);
      for (std::size_t i = 0; i < found.size(); ++i) CHECK((i == at ? std::isnan(found[i]) : found[i] == 1));
    }
}

TEST_CASE("any count of numbers is exponentiated") {
  for (const Kernels* kernels : all_kernels())
    for (std::size_t count = 0; count < 40; ++count) {
      const std::vector<double> found = exponentials(*kernels, std::vector<double>(count, 1.0));
      CHECK(same_bits(found, std::vector<double>(count, exponential(*kernels, 1.0))));
    }
}

} // namespace casus::test
