#include "tally/fan.hpp"
#include "tally/quantile_sketch.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace casus::tally;

namespace {

std::vector<double> normals(std::size_t count, double mean, double sd, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal(mean, sd);
  std::vector<double> values(count);
  std::generate(values.begin(), values.end(), [&] { return normal(generator); });
  return values;
}

/// The smallest number that at least `rank` of them do not exceed.
double exact_quantile(std::vector<double> values, double rank) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(std::ceil(rank)) - 1];
}

/// A fan takes what is new in pieces, as a run gives it.
void add(Fan& fan, const FanScale& scale, std::size_t cell, const std::vector<double>& values) {
  constexpr std::size_t most = 5'000;
  for (std::size_t first = 0; first < values.size(); first += most) {
    Fan piece(scale);
    piece.add(cell, std::span(values).subspan(first, std::min(most, values.size() - first)), 0);
    fan.merge(piece);
  }
}

} // namespace

TEST_CASE("A sketch of whole numbers gives exact quantiles") {
  QuantileSketch sketch;
  for (int i = 0; i < 1000; ++i) sketch.add(i % 10);
  CHECK(sketch.at_rank(50) == 0);
  CHECK(sketch.at_rank(500) == 4);
  CHECK(sketch.at_rank(501) == 5);
  CHECK(sketch.at_rank(950) == 9);
}

TEST_CASE("A sketch stays near the order statistics for numbers of any size and sign") {
  for (const double scale : {1e-200, 1.0, 1e200}) {
    auto values = normals(50'000, 0.3, 1, 7);
    QuantileSketch sketch;
    for (double& value : values) sketch.add(value *= scale);
    for (const double p : {0.001, 0.05, 0.5, 0.95, 0.999}) {
      const double exact = exact_quantile(values, p * 50'000);
      CHECK(std::abs(sketch.at_rank(p * 50'000) - exact) <= 1e-3 * std::abs(exact));
    }
  }
}

TEST_CASE("Sketches merge to the same in any order, also when bins had to be joined") {
  const auto values = normals(60'000, 0, 1, 11);
  QuantileSketch whole, left, right, forward, backward;
  for (std::size_t i = 0; i < values.size(); ++i) {
    whole.add(values[i]);
    (i < 40'000 ? left : right).add(values[i]);
  }
  forward.merge(left);
  forward.merge(right);
  backward.merge(right);
  backward.merge(left);
  for (double rank = 1; rank <= 60'000; rank += 997) {
    CHECK(forward.at_rank(rank) == whole.at_rank(rank));
    CHECK(backward.at_rank(rank) == whole.at_rank(rank));
  }
}

TEST_CASE(
    "A fan's quantiles of a normal lie within a thousandth of a standard deviation of the order statistics") {
  const auto pilot = normals(256, 5, 0.1, 3);
  const auto values = normals(200'000, 5, 0.1, 4);
  const FanScale scale({pilot});
  Fan fan(scale);
  add(fan, scale, 0, values);
  for (const double p : {0.05, 0.5, 0.95})
    CHECK(std::abs(fan.quantile(0, p) - exact_quantile(values, p * 200'000)) < 1e-3 * 0.1);
}

TEST_CASE("A fan hits lumps exactly: a bound, a counter, a flag that is rarely raised") {
  std::vector<double> bounded = normals(20'000, 0, 1, 5);
  for (double& value : bounded) value = std::max(value, -0.5);
  std::vector<double> counter(20'000);
  for (std::size_t i = 0; i < counter.size(); ++i) counter[i] = static_cast<double>(i % 7);
  std::vector<double> flag(20'000, 0.4);
  for (std::size_t i = 500; i < flag.size(); i += 500) flag[i] = 1;
  const auto head = [](const std::vector<double>& v) {
    return std::vector<double>(v.begin(), v.begin() + 256);
  };
  const FanScale scale({head(bounded), head(counter), head(flag)});
  Fan fan(scale);
  add(fan, scale, 0, bounded);
  add(fan, scale, 1, counter);
  add(fan, scale, 2, flag);
  CHECK(fan.quantile(0, 0.05) == -0.5);
  CHECK(fan.quantile(1, 0.5) == 3);
  CHECK(fan.quantile(1, 0.95) == 6);
  CHECK(fan.quantile(2, 0.05) == 0.4);
  CHECK(fan.quantile(2, 0.95) == 0.4);
}
