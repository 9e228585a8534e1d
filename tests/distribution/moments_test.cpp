// The mean and the standard deviation are integrals of the quantile function over (0, 1). They are compared
// with the closed forms of the textbooks (Johnson, Kotz and Balakrishnan, Continuous Univariate
// Distributions, 1994).

#include "distribution/variate.hpp"

#include <catch2/catch.hpp>

#include <boost/math/quadrature/tanh_sinh.hpp>

#include <cmath>

using namespace casus;
using casus::distribution::NamedValue;
using casus::distribution::Variate;

namespace {

struct Moments {
  double mean;
  double sd;
};

Moments integrated(const Variate& variate) {
  boost::math::quadrature::tanh_sinh<double> integrator;
  const double mean = integrator.integrate([&](double u) { return variate.quantile(u); }, 0.0, 1.0);
  const double variance =
      integrator.integrate([&](double u) { return std::pow(variate.quantile(u) - mean, 2); }, 0.0, 1.0);
  return {mean, std::sqrt(variance)};
}

void check(const std::string& family, const std::vector<NamedValue>& arguments, Moments expected) {
  const Moments found = integrated(Variate(family, arguments));
  INFO(family);
  CHECK(found.mean == Approx(expected.mean).epsilon(1e-8));
  CHECK(found.sd == Approx(expected.sd).epsilon(1e-7));
}

} // namespace

TEST_CASE("The moments of each family are those of the textbooks") {
  check("uniform", {{"min", -1}, {"max", 5}}, {2, 6 / std::sqrt(12)});
  check("normal", {{"mean", 0.3}, {"sd", 2}}, {0.3, 2});
  const double mu = -0.5, sigma = 0.8, variance = sigma * sigma;
  check("lognormal", {{"mu", mu}, {"sigma", sigma}},
        {std::exp(mu + variance / 2), std::exp(mu + variance / 2) * std::sqrt(std::expm1(variance))});
  check("triangular", {{"min", 1}, {"mode", 2}, {"max", 6}},
        {3, std::sqrt((1 + 4 + 36 - 1 * 2 - 1 * 6 - 2 * 6) / 18.0)});
  check("beta", {{"alpha", 2}, {"beta", 5}}, {2.0 / 7, std::sqrt(10.0 / (49 * 8))});
  check("gamma", {{"shape", 2.5}, {"scale", 0.4}}, {1, 0.4 * std::sqrt(2.5)});
}

TEST_CASE("The mean of a discrete variate is that of its weighted values") {
  const Variate variate("discrete", {{"value", 3}, {"weight", 1}, {"value", -1}, {"weight", 4}});
  double sum = 0;
  for (int i = 0; i < 1000; ++i)
    sum += variate.quantile((i + 0.5) / 1000); // 1000 is a multiple of all weights
  CHECK(sum / 1000 == Approx((3.0 - 4.0) / 5));
}

TEST_CASE("A pert distribution has the mean (min + 4 mode + max) / 6 and its variance over seven") {
  const double min = 0.4, mode = 1.0, max = 1.8, mean = (min + 4 * mode + max) / 6;
  check("pert", {{"min", min}, {"mode", mode}, {"max", max}},
        {mean, std::sqrt((mean - min) * (max - mean) / 7)});
}

TEST_CASE("A family given by mean and sd has these") {
  for (const char* family : {"normal", "lognormal", "beta", "gamma"})
    check(family, {{"sd", 0.2}, {"mean", 0.3}}, {0.3, 0.2});
}

TEST_CASE("Other arguments of a family name the same distribution") {
  const Variate by_mu("lognormal", {{"mu", std::log(3)}, {"sigma", 0.7}});
  const Variate by_median("lognormal", {{"median", 3}, {"sigma", 0.7}});
  const Variate by_scale("gamma", {{"shape", 3}, {"scale", 0.25}});
  const Variate by_rate("gamma", {{"shape", 3}, {"rate", 4}});
  for (const double u : {0.001, 0.3, 0.5, 0.99}) {
    CHECK(by_median.quantile(u) == Approx(by_mu.quantile(u)).epsilon(1e-13));
    CHECK(by_rate.quantile(u) == Approx(by_scale.quantile(u)).epsilon(1e-13));
  }
}
