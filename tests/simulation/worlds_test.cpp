// Numbers that are not known: their distributions, and what chance does within worlds apart from what is not
// known between them.

#include "simulation/support.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>

namespace casus::test {
namespace {

constexpr std::uint64_t draws = 40'000;

/// One draw a trajectory of a parameter with that distribution.
Result draw(const std::string& distribution) {
  return simulate("horizon: 1 day\nstep: 1 day\nparameters: {p: {value: {" + distribution +
                      "}}}\noutcomes: {p_itself: {value: p}, p_squared: {value: p * p}}\n",
                  {}, {8 * draws, 3, draws});
}

bool moments_agree(const Result& result, double mean, double square) {
  return Agrees(mean).match(value_of(result, "p_itself")) &&
         Agrees(square).match(value_of(result, "p_squared"));
}

/// Whether the moments and the quantiles of the draws are those of the law.
template <class Law>
bool draws_agree(const std::string& distribution, const Law& law, double shift = 0, double scale = 1) {
  const Result result = draw(distribution);
  const double expected = shift + scale * mean(law);
  const ValueResult& found = *outcome(result, "p_itself").value;
  const auto quantile_agrees = [&](double q, double value) {
    const double x = quantile(law, q);
    const double se = scale * std::sqrt(q * (1 - q) / draws) / pdf(law, x);
    return Agrees(shift + scale * x).match(Estimate{value, se});
  };
  return moments_agree(result, expected, expected * expected + scale * scale * variance(law)) &&
         quantile_agrees(0.05, found.p05) && quantile_agrees(0.25, found.p25) &&
         quantile_agrees(0.5, found.p50) && quantile_agrees(0.75, found.p75) &&
         quantile_agrees(0.95, found.p95);
}

using namespace boost::math;

/// PERT on [0, 10] with that mode: a beta distribution with shapes 1 + 4 (mode - min) / (max - min) and 1 + 4
/// (max - mode) / (max - min).
beta_distribution<> pert(double mode) {
  return beta_distribution<>(1 + 4 * mode / 10, 1 + 4 * (10 - mode) / 10);
}

const double z95 = quantile(normal(), 0.95);

} // namespace

TEST_CASE("Parameters are drawn from the distributions as they are written") {
  CHECK(draws_agree("uniform: [2, 5]", uniform(2, 5)));
  CHECK(draws_agree("normal: [3, 0.7]", normal(3, 0.7)));
  CHECK(draws_agree("lognormal: {median: 2, sigma: 0.4}", lognormal(std::log(2.0), 0.4)));
  CHECK(draws_agree("triangular: [1, 2, 5]", triangular(1, 2, 5)));
  CHECK(draws_agree("pert: [0, 3, 10]", pert(3), 0, 10));
  CHECK(draws_agree("beta: [2, 3]", beta_distribution<>(2, 3)));
  CHECK(draws_agree("gamma: [2.5, 0.8]", gamma_distribution<>(2.5, 0.8)));
  CHECK(moments_agree(draw("discrete: {1: 0.5, 2: 0.3, 6: 0.2}"), 2.3, 0.5 + 1.2 + 7.2));
}

TEST_CASE("Distributions can be told by their quantiles") {
  CHECK(draws_agree("uniform: {p05: 1, p95: 10}", uniform(0.5, 10.5)));
  CHECK(draws_agree("normal: {p05: -1, p95: 4}", normal(1.5, 2.5 / z95)));
  CHECK(draws_agree("lognormal: {p05: 0.2, p95: 1.5}",
                    lognormal(std::log(0.2 * 1.5) / 2, std::log(1.5 / 0.2) / 2 / z95)));
}

TEST_CASE("A distribution a few percent off is seen") {
  CHECK_FALSE(draws_agree("uniform: [2, 5.1]", uniform(2, 5)));
  CHECK_FALSE(draws_agree("normal: [3, 0.72]", normal(3, 0.7)));
  CHECK_FALSE(draws_agree("lognormal: {median: 2, sigma: 0.42}", lognormal(std::log(2.0), 0.4)));
  CHECK_FALSE(draws_agree("triangular: [1, 2.2, 5]", triangular(1, 2, 5)));
  CHECK_FALSE(draws_agree("pert: [0, 3.2, 10]", pert(3), 0, 10));
  CHECK_FALSE(draws_agree("beta: [2.1, 3]", beta_distribution<>(2, 3)));
  CHECK_FALSE(draws_agree("gamma: [2.6, 0.8]", gamma_distribution<>(2.5, 0.8)));
  CHECK_FALSE(moments_agree(draw("discrete: {1: 0.56, 2: 0.3, 6: 0.2}"), 2.3, 0.5 + 1.2 + 7.2));
}

TEST_CASE("Two places that name one parameter share its draw, two distributions do not") {
  const Result result = simulate(R"(
horizon: 1 day
step: 1 day
parameters:
  p: {value: {uniform: [0, 1]}}
  q: {value: {uniform: [0, 1]}}
drivers:
  a: {start: p}
  b: {start: p}
  c: {start: {uniform: [0, 1]}}
outcomes:
  apart: {value: abs(a - b)}
  same: {value: a * b}
  other: {value: a * c}
  another: {value: p * q}
)",
                                 {}, {8 * draws, 3, draws});
  CHECK(value_of(result, "apart").value == 0);
  CHECK_THAT(value_of(result, "same"), Agrees(1.0 / 3));
  CHECK_THAT(value_of(result, "other"), Agrees(0.25));
  CHECK_THAT(value_of(result, "another"), Agrees(0.25));
}

namespace {

// Events come at a rate that is gamma distributed between worlds: shape 4, mean 0.2 per day.
const std::string mixed_poisson = R"(
horizon: 30 days
step: 30 days
parameters: {pace: {value: {gamma: [4, 0.05]}}}
triggers: {event: {rate: pace}}
outcomes:
  events: {value: count(event)}
  any: {when: count(event) > 0}
  many: {when: count(event) > 5}
)";

/// The chance of no event given the rate averages to the gamma law's Laplace transform.
double laplace(double s) { return std::pow(1 + 0.05 * s, -4); }

} // namespace

TEST_CASE("A mixed Poisson process has the moments of its law, and the spread of its rate between worlds") {
  constexpr std::uint64_t worlds = 4000;
  const Result result = simulate(mixed_poisson, {}, {80'000, 3, worlds});
  CHECK(result.worlds == worlds);
  CHECK_THAT(value_of(result, "events"), Agrees(6));
  CHECK_THAT(count_of(result, "event"), Agrees(6));
  CHECK_THAT(probability_of(result, "any"), Agrees(1 - laplace(30)));
  CHECK(outcome(result, "events").value->sd == Approx(std::sqrt(6 + 9)).epsilon(0.05));
  // An sd over M worlds has a relative standard error of some 1 / sqrt(2 M), more with a gamma law's tail:
  // 2%.
  const double spread = std::sqrt(laplace(60) - laplace(30) * laplace(30));
  CHECK_THAT(Estimate({outcome(result, "events").between_worlds->sd, 0.02 * 3}), Agrees(3));
  CHECK_THAT(Estimate({outcome(result, "any").between_worlds->sd, 0.02 * spread}), Agrees(spread));
  const Result biased =
      simulate(mixed_poisson, {"parameters.pace.value.gamma=[4, 0.054]"}, {80'000, 3, worlds});
  CHECK_THAT(value_of(biased, "events"), !Agrees(6));
}

TEST_CASE("Clustered standard errors are as large as the scatter of the estimates between seeds") {
  constexpr int repeats = 200;
  constexpr double trajectories = 400;
  const double share_of_many = cdf(complement(negative_binomial(4, 0.4), 5));
  double clustered = 0, naive = 0, of_count = 0, of_share = 0;
  for (std::uint64_t seed = 1; seed <= repeats; ++seed) {
    const Result result = simulate(mixed_poisson, {}, {400, seed, 40});
    const Estimate events = value_of(result, "events"), count = count_of(result, "event");
    const Estimate many = probability_of(result, "many");
    clustered += std::pow((events.value - 6) / events.se, 2) / repeats;
    of_count += std::pow((count.value - 6) / count.se, 2) / repeats;
    of_share += std::pow((many.value - share_of_many) / many.se, 2) / repeats;
    naive += std::pow(events.value - 6, 2) * trajectories / 15 / repeats;
  }
  // Student's t with 39 degrees of freedom has variance 39 / 37; the mean of 200 squares scatters by a tenth.
  CHECK(clustered == Approx(39.0 / 37).margin(0.4));
  CHECK(of_count == Approx(39.0 / 37).margin(0.4));
  CHECK(of_share == Approx(39.0 / 37).margin(0.4));
  CHECK(naive > 2); // the standard error that takes trajectories for independent is seen to be too small
}

TEST_CASE("Where nothing is uncertain there is one world, and no spread between worlds") {
  RunOptions options;
  options.is_plain = true;
  const Result result = run(scenario_of("horizon: 5 days\nstep: 5 days\ntriggers: {e: {rate: 1 per day}}\n"
                                        "outcomes: {n: {value: count(e)}}\n"),
                            options);
  CHECK(result.worlds == 1);
  CHECK_FALSE(outcome(result, "n").between_worlds.has_value());
  CHECK_THAT(Estimate({outcome(result, "n").value->se, 1e-4}), Agrees(std::sqrt(5.0 / 100'000)));
}

} // namespace casus::test
