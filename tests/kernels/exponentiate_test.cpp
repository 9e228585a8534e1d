// Powers of two against the C library's in 80 bits.

#include "kernels/support.hpp"

#include <limits>

namespace casus::test {
namespace {

/// 2 to the power of all of them, with odd counts too: what is beyond the count is room only.
std::vector<double> powers(const Kernels& kernels, const std::vector<double>& numbers) {
  std::vector<double> padded = numbers;
  padded.resize(numbers.size() + kernels::lane_multiple);
  kernels.exponentiate(numbers.size(), padded.data());
  padded.resize(numbers.size());
  return padded;
}

/// The largest relative error.
double worst(const Kernels& kernels, const std::vector<double>& numbers) {
  const std::vector<double> found = powers(kernels, numbers);
  double most = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const long double exact = std::exp2(static_cast<long double>(numbers[i]));
    most = std::max(most, static_cast<double>(std::abs(found[i] / exact - 1)));
  }
  return most;
}

} // namespace

TEST_CASE("A power of two is as near as it promises, over all that it takes") {
  Randomness random(4);
  std::vector<double> numbers;
  for (double x = -1021; x <= 1023.5; x += 0.00249) numbers.push_back(x);
  for (double x = -12; x <= 12; x += 0.0000333) numbers.push_back(x);
  for (int i = 0; i < 300'000; ++i) {
    numbers.push_back(random.uniform(-1021, 1023.5));
    numbers.push_back(random.uniform(-1, 1) * std::exp2(random.uniform(-60, 0)));
  }
  for (int k = -32'672; k <= 32'752; ++k) // where the table's entry changes, and its middles
    for (const double at : {k / 32.0, std::nextafter(k / 32.0, 1e9)})
      if (at <= 1023.5) numbers.push_back(at);
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    CHECK(worst(*kernels, numbers) < 1e-15);
    CHECK(worst(*kernels, numbers) > 2e-16); // the promise is not an empty one
  }
}

TEST_CASE("Powers to whole numbers are without an error") {
  for (const Kernels* kernels : all_kernels()) {
    CHECK(power_of_two(*kernels, -0.0) == 1.0);
    for (int k = -1021; k <= 1023; ++k) CHECK(power_of_two(*kernels, k) == std::ldexp(1.0, k));
  }
}

TEST_CASE("Beyond its ends a power of two stays at the value there, finite and not zero") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const Kernels* kernels : all_kernels()) {
    INFO(name_of(kernels->instruction_set));
    const double low = power_of_two(*kernels, -1021), high = power_of_two(*kernels, 1023.5);
    CHECK(low > std::numeric_limits<double>::min());
    CHECK(high < infinity);
    for (const double x : {-1021.0001, -1200.0, -1e300, -infinity}) CHECK(power_of_two(*kernels, x) == low);
    for (const double x : {1023.50001, 1200.0, 1e300, infinity}) CHECK(power_of_two(*kernels, x) == high);
  }
}

TEST_CASE("The power of what is not a number is none, in its own lane alone") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const Kernels* kernels : all_kernels())
    for (std::size_t at = 0; at < kernels::lane_multiple; ++at) {
      INFO(name_of(kernels->instruction_set) << ", lane " << at);
      std::vector<double> numbers(kernels::lane_multiple, 0.0);
      numbers[at] = at % 2 == 0 ? nan : -nan;
      const std::vector<double> found = powers(*kernels, numbers);
      for (std::size_t i = 0; i < found.size(); ++i) CHECK((i == at ? std::isnan(found[i]) : found[i] == 1));
    }
}

TEST_CASE("Any count of numbers is exponentiated") {
  for (const Kernels* kernels : all_kernels())
    for (std::size_t count = 0; count < 40; ++count) {
      const std::vector<double> found = powers(*kernels, std::vector<double>(count, 1.0));
      CHECK(same_bits(found, std::vector<double>(count, power_of_two(*kernels, 1.0))));
    }
}

} // namespace casus::test
