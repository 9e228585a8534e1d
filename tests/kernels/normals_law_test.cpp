// Ten million normals of one key: do they follow their law? Every quantity is compared with its standard
// error. The limit is 4, beyond which chance gets once in 16,000 comparisons; there are 29, so that another
// seed would fail once in 500 times. The seed is fixed. Each comparison is made again of draws that are
// biased, by hand, by twice the limit, and must then fail.

#include "kernels/box_muller.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <functional>
#include <numeric>

namespace casus::test {
namespace {

constexpr double limit = 4;
constexpr double planted = 2 * limit;

constexpr std::size_t lanes = 128;
constexpr std::size_t draws = 20'000;
constexpr double numbers = 4.0 * lanes * draws;

/// [index of the draw][row][lane]
const std::vector<float>& sample() {
  static const std::vector<float> all = [] {
    std::vector<float> found;
    NormalRows rows(lanes);
    for (std::uint64_t index = 0; index < draws; ++index) {
      rows.draw(kernels::best_kernels(), {0xa4093822, 0x299f31d0}, index, 7);
      found.insert(found.end(), rows.numbers.begin(), rows.numbers.end());
    }
    return found;
  }();
  return all;
}

double at(std::size_t draw, std::size_t row, std::size_t lane) {
  return sample()[(draw * 4 + row) * lanes + lane];
}

using Bias = std::function<double(double)>;
double unbiased(double x) { return x; }

/// In standard errors: of the mean, the variance, the skewness and the kurtosis.
std::array<double, 4> moments(const Bias& bias) {
  std::array<double, 4> sums{};
  for (const float number : sample()) {
    const double x = bias(number);
    sums[0] += x;
    sums[1] += x * x - 1;
    sums[2] += x * x * x - 3 * x;
    sums[3] += x * x * x * x - 6 * x * x + 3;
  }
  // Hermite's polynomials of degree k have variance k!.
  for (std::size_t k = 0; k < 4; ++k) sums[k] /= std::sqrt(numbers * std::tgamma(k + 2));
  return sums;
}

/// In standard errors, of two numbers of each draw and lane; `mixed` of the first are put into the second.
double covariance(std::size_t draw_lag, std::size_t row_a, std::size_t row_b, std::size_t lane_lag,
                  double mixed) {
  double sum = 0, count = 0;
  for (std::size_t draw = 0; draw + draw_lag < draws; ++draw)
    for (std::size_t lane = 0; lane + lane_lag < lanes; ++lane, ++count) {
      const double a = at(draw, row_a, lane);
      sum += a * (at(draw + draw_lag, row_b, lane + lane_lag) + mixed * a);
    }
  return sum / std::sqrt(count);
}

void check_covariance(std::size_t draw_lag, std::size_t row_a, std::size_t row_b, std::size_t lane_lag) {
  INFO("rows " << row_a << " and " << row_b << ", " << draw_lag << " draws and " << lane_lag
               << " lanes apart");
  CHECK(std::abs(covariance(draw_lag, row_a, row_b, lane_lag, 0)) < limit);
  const double count = static_cast<double>((draws - draw_lag) * (lanes - lane_lag));
  CHECK(covariance(draw_lag, row_a, row_b, lane_lag, planted / std::sqrt(count)) > limit);
}

/// Of counts in bins that are equally probable, in standard deviations of chi-square.
double chi_square(const std::vector<double>& counts) {
  const double bins = static_cast<double>(counts.size());
  double sum = 0;
  for (const double count : counts) sum += std::pow(count - numbers / bins, 2) / (numbers / bins);
  return (sum - (bins - 1)) / std::sqrt(2 * (bins - 1));
}

/// Of a Poisson number, by the transformation that makes its variance 1 (Anscombe 1948).
double poisson(double found, double expected) {
  return 2 * (std::sqrt(found + 0.375) - std::sqrt(expected + 0.375));
}

} // namespace

TEST_CASE("Normals have the mean, variance, skewness and kurtosis of their law") {
  const std::array<double, 4> z = moments(unbiased);
  const double unit = planted / std::sqrt(numbers);
  const std::array<Bias, 4> biases = {
      [=](double x) { return x + unit; },
      [=](double x) { return x * (1 + unit / std::sqrt(2.0)); },
      [=](double x) { return x + unit / std::sqrt(6.0) * (x * x - 1); },
      [=](double x) { return x + unit / std::sqrt(24.0) * (x * x * x - 3 * x); },
  };
  for (std::size_t k = 0; k < 4; ++k) {
    INFO("moment " << k + 1);
    CHECK(std::abs(z[k]) < limit);
    CHECK(moments(biases[k])[k] > limit);
  }
}

TEST_CASE("The four normals of a draw are independent, and so are those of neighbouring lanes and draws") {
  for (std::size_t a = 0; a < 4; ++a)
    for (std::size_t b = a + 1; b < 4; ++b) check_covariance(0, a, b, 0);
  for (std::size_t row = 0; row < 4; ++row) {
    check_covariance(0, row, row, 1);
    check_covariance(1, row, row, 0);
  }
  check_covariance(0, 0, 0, 8); // vectors of lanes
  check_covariance(1, 3, 0, 0); // successive steps
}

TEST_CASE("The squares of a pair, which share a radius, are independent") {
  for (const std::size_t first : {0, 2}) {
    double sum = 0, biased = 0;
    for (std::size_t draw = 0; draw < draws; ++draw)
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const double a = std::pow(at(draw, first, lane), 2) - 1;
        const double b = std::pow(at(draw, first + 1, lane), 2) - 1;
        sum += a * b;
        biased += a * (b + planted * a / std::sqrt(numbers / 4));
      }
    const double se = 2 * std::sqrt(numbers / 4);
    CHECK(std::abs(sum / se) < limit);
    CHECK(biased / se > limit);
  }
}

TEST_CASE("Normals fall alike into a hundred bins that are equally probable") {
  std::vector<double> ends, counts(100);
  for (int bin = 1; bin < 100; ++bin) ends.push_back(quantile(boost::math::normal(), bin / 100.0));
  for (const float x : sample())
    ++counts[static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), x) - ends.begin())];
  CHECK(std::abs(chi_square(counts)) < limit);
  // Moving so many from each bin to the next but one adds d^2 / expected a bin.
  const double moved = std::sqrt(planted * std::sqrt(2 * 99.0) * numbers) / 100;
  for (std::size_t bin = 0; bin < 100; ++bin) counts[bin] += bin % 2 == 0 ? moved : -moved;
  CHECK(chi_square(counts) > limit);
}

TEST_CASE("As many normals as should lie beyond 3, 4 and 5 standard deviations, on either side") {
  for (const double sigma : {3.0, 4.0, 5.0})
    for (const double side : {-1.0, 1.0}) {
      INFO(side * sigma);
      const double expected = numbers * cdf(complement(boost::math::normal(), sigma));
      const auto found = static_cast<double>(std::count_if(
          sample().begin(), sample().end(), [=](float x) { return side * static_cast<double>(x) > sigma; }));
      CHECK(std::abs(poisson(found, expected)) < limit);
      CHECK(poisson(found + planted * std::sqrt(expected) + planted * planted / 4, expected) > limit);
    }
}

} // namespace casus::test
