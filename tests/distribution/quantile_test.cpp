// The quantile function against Boost's cumulative distribution functions and published tables.

#include "distribution/variate.hpp"

#include <catch2/catch.hpp>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>

#include <cmath>
#include <limits>

using namespace casus;
using casus::distribution::NamedValue;
using casus::distribution::Variate;

namespace {

/// The midpoints of the first and the last of 2^53 equal parts of (0, 1), the last rounded down to a double.
constexpr double least_u = 0x1p-54, greatest_u = 1 - 0x1p-53;

template <typename Reference>
void check_inverse(const Reference& reference, const std::string& family,
                   const std::vector<NamedValue>& arguments) {
  const Variate variate(family, arguments);
  for (const double u : {1e-9, 0.01, 0.2, 0.5, 0.7, 0.999}) {
    INFO(family << " at " << u);
    CHECK(cdf(reference, variate.quantile(u)) == Approx(u).epsilon(1e-9).margin(1e-15));
  }
}

double quantile(const std::string& family, const std::vector<NamedValue>& arguments, double u) {
  return Variate(family, arguments).quantile(u);
}

} // namespace

TEST_CASE("The quantile function inverts Boost's cumulative distribution function") {
  check_inverse(boost::math::uniform(-2, 3), "uniform", {{"min", -2}, {"max", 3}});
  check_inverse(boost::math::normal(1, 0.5), "normal", {{"mean", 1}, {"sd", 0.5}});
  check_inverse(boost::math::lognormal(1, 0.5), "lognormal", {{"mu", 1}, {"sigma", 0.5}});
  check_inverse(boost::math::triangular(-1, 0, 4), "triangular", {{"min", -1}, {"mode", 0}, {"max", 4}});
  check_inverse(boost::math::beta_distribution<>(0.5, 3), "beta", {{"alpha", 0.5}, {"beta", 3}});
  check_inverse(boost::math::gamma_distribution<>(0.7, 9), "gamma", {{"shape", 0.7}, {"scale", 9}});
  check_inverse(boost::math::beta_distribution<>(2, 4), "pert", {{"min", 0}, {"mode", 0.25}, {"max", 1}});
}

TEST_CASE("Quantiles are those of the published tables") {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1 and 1.3.6.7.4 (a chi-square with 10 degrees of
  // freedom is a gamma of shape 5 and scale 2).
  CHECK(quantile("normal", {{"mean", 0}, {"sd", 1}}, 0.975) == Approx(1.959964).epsilon(1e-7));
  CHECK(quantile("gamma", {{"shape", 5}, {"scale", 2}}, 0.95) == Approx(18.307).epsilon(1e-5));
  // The median of a beta of 1 and b is 1 - 2^(-1/b).
  CHECK(quantile("beta", {{"alpha", 1}, {"beta", 4}}, 0.5) == Approx(1 - std::pow(2, -0.25)));
}

TEST_CASE("A discrete variate takes the smallest value below or at which the share lies") {
  const Variate variate("discrete", {{"value", 7},
                                     {"weight", 2},
                                     {"value", 1},
                                     {"weight", 1},
                                     {"value", 100},
                                     {"weight", 0},
                                     {"value", 3},
                                     {"weight", 1}});
  CHECK(variate.quantile(0.1) == 1);
  CHECK(variate.quantile(0.25) == 1);
  CHECK(variate.quantile(0.2500001) == 3);
  CHECK(variate.quantile(0.5) == 3);
  CHECK(variate.quantile(0.9) == 7);
  CHECK(variate.quantile(greatest_u) == 7);
  CHECK(variate.lowest() == 1);
  CHECK(variate.highest() == 7);
}

TEST_CASE("The support ends where the family says") {
  const double infinity = std::numeric_limits<double>::infinity();
  const Variate normal("normal", {{"mean", 0}, {"sd", 1}});
  CHECK(normal.lowest() == -infinity);
  CHECK(normal.highest() == infinity);
  CHECK(Variate("gamma", {{"shape", 1}, {"scale", 1}}).lowest() == 0);
  CHECK(Variate("lognormal", {{"mu", 1}, {"sigma", 1}}).highest() == infinity);
  CHECK(Variate("beta", {{"alpha", 1}, {"beta", 1}}).highest() == 1);
  const Variate pert("pert", {{"min", 2}, {"mode", 3}, {"max", 5}});
  CHECK(pert.lowest() == 2);
  CHECK(pert.highest() == 5);
}

TEST_CASE("The quantile is finite, ascending and within the support up to the ends of what can be drawn") {
  const std::vector<std::pair<std::string, std::vector<NamedValue>>> variates = {
      {"uniform", {{"min", -1e308}, {"max", 1e308}}},  {"normal", {{"mean", 0}, {"sd", 1}}},
      {"lognormal", {{"mu", 0}, {"sigma", 50}}},       {"triangular", {{"min", 0}, {"mode", 0}, {"max", 1}}},
      {"pert", {{"min", 0}, {"mode", 1}, {"max", 1}}}, {"beta", {{"alpha", 1e-3}, {"beta", 1e-3}}},
      {"beta", {{"alpha", 1e6}, {"beta", 2e5}}},       {"gamma", {{"shape", 1e-3}, {"scale", 1}}},
      {"gamma", {{"shape", 1e6}, {"scale", 1}}},
  };
  for (const auto& [family, arguments] : variates) {
    const Variate variate(family, arguments);
    INFO(family << " of " << arguments[0].second);
    double last = variate.lowest();
    for (const double u : {least_u, 1e-12, 1e-4, 0.1, 0.3, 0.5, 0.6, 0.9, 0.9999, 1 - 1e-12, greatest_u}) {
      const double value = variate.quantile(u);
      CHECK(std::isfinite(value));
      CHECK(value >= last);
      last = value;
    }
    CHECK(last <= variate.highest());
  }
}

TEST_CASE("A uniform number that rounded up to one draws the highest finite quantile") {
  const Variate normal("normal", {{"mean", 0}, {"sd", 1}});
  CHECK(normal.quantile(1) == normal.quantile(greatest_u));
}
