// Correlated parameters: a Gaussian copula of their distributions.

#include "casus/numbers.hpp"
#include "plan/plan.hpp"
#include "simulation/same_result.hpp"
#include "simulation/support.hpp"
#include "simulation/world.hpp"

#include <fmt/format.h>

namespace casus::test {
namespace {

constexpr std::uint64_t draws = 40'000;
constexpr Run one_a_world{8 * draws, 3, draws};

const std::string a_day = "horizon: 1 day\nstep: 1 day\n";

/// The mean of a formula over worlds.
Estimate mean_over_worlds(const std::string& parameters, const std::string& correlations,
                          const std::string& formula) {
  return value_of(simulate(a_day + "parameters: {" + parameters + "}\ncorrelations: [" + correlations +
                               "]\noutcomes: {y: {value: \"" + formula + "\"}}\n",
                           {}, one_a_world),
                  "y");
}

const std::string normals = "a: {normal: [0, 1]}, b: {normal: [0, 1]}, c: {normal: [0, 1]}";
const std::string uniforms = "a: {uniform: [0, 1]}, b: {uniform: [0, 1]}";

} // namespace

TEST_CASE("Normal scores of parameters have the correlations of the file, and others have none") {
  const std::string correlations = "[c, a, 0.5], [b, c, -0.3]";
  CHECK_THAT(mean_over_worlds(normals, correlations, "a * c"), Agrees(0.5));
  CHECK_THAT(mean_over_worlds(normals, correlations, "b * c"), Agrees(-0.3));
  CHECK_THAT(mean_over_worlds(normals, correlations, "a * b"), Agrees(0));
  CHECK_THAT(mean_over_worlds(normals, "[c, a, 0.53], [b, c, -0.3]", "a * c"), !Agrees(0.5));
}

TEST_CASE("Ranks have the correlation of a Gaussian copula, whatever the distributions") {
  // Spearman's is 6 / pi asin(rho / 2) (Kruskal 1958), and twelve times the covariance of the levels.
  const double spearman = 6 / M_PI * std::asin(0.7 / 2);
  CHECK_THAT(mean_over_worlds(uniforms, "[a, b, 0.7]", "12 * (a - 0.5) * (b - 0.5)"), Agrees(spearman));
  CHECK_THAT(mean_over_worlds(uniforms, "[a, b, 0.7]", "12 * (a - 0.5) * (b - 0.5)"), !Agrees(0.7));
  CHECK_THAT(mean_over_worlds("a: {discrete: {0: 0.5, 1: 0.5}}, b: {discrete: {0: 0.5, 1: 0.5}}",
                              "[a, b, 0.7]", "a * b"),
             Agrees(0.25 + std::asin(0.7) / (2 * M_PI))); // both above their medians: Sheppard 1899
}

TEST_CASE("A correlated parameter keeps its own distribution") {
  for (const std::string correlation : {"[a, b, 0.8]", "[a, b, -0.95]"}) {
    const Result result = simulate(a_day + "parameters: {a: {uniform: [0, 1]}, b: {gamma: [2, 3]}}\n" +
                                       "correlations: [" + correlation +
                                       "]\noutcomes: {a: {value: a}, b: {value: b}, square: {value: b^2}, "
                                       "low: {when: b < 1.595}}\n",
                                   {}, one_a_world);
    CHECK_THAT(value_of(result, "a"), Agrees(0.5));
    CHECK_THAT(value_of(result, "b"), Agrees(6));
    CHECK_THAT(value_of(result, "b"), !Agrees(6.2));
    CHECK_THAT(value_of(result, "square"), Agrees(54));
    const double x = 1.595 / 3;
    CHECK_THAT(probability_of(result, "low"), Agrees(1 - std::exp(-x) * (1 + x)));
  }
}

TEST_CASE("Three parameters that add up to nothing are drawn though their matrix is singular") {
  const std::string correlations = "[a, b, -0.5], [b, c, -0.5], [c, a, -0.5]";
  CHECK(mean_over_worlds(normals, correlations, "abs(a + b + c)").value < 1e-12);
  CHECK_THAT(mean_over_worlds(normals, correlations, "a * b"), Agrees(-0.5));
  CHECK_THAT(mean_over_worlds(normals, correlations, "c^2"), Agrees(1));
}

TEST_CASE(
    "The order of parameters and of correlations changes no bit, nor does a pair that is not asked of") {
  const std::string outcomes = "outcomes: {y: {value: a * b + c}}\n";
  const auto with = [&](const std::string& parameters, const std::string& correlations) {
    return simulate(a_day + "parameters: {" + parameters + "}\n" + correlations + outcomes, {}, {4000});
  };
  const std::string a = "a: {normal: [0, 1]}", b = "b: {gamma: [2, 1]}", c = "c: {uniform: [0, 1]}",
                    d = "d: {uniform: [0, 1]}, e: {normal: [0, 1]}";
  const Result result =
      with(a + ", " + b + ", " + c + ", " + d, "correlations: [[a, b, 0.5], [c, b, 0.2], [d, e, -0.5]]\n");
  const std::vector<std::string> nothing;
  CHECK(differences(result, with(c + ", " + d + ", " + b + ", " + a,
                                 "correlations: [[d, e, -0.5], [b, c, 0.2], [b, a, 0.5]]\n")) == nothing);
  CHECK(differences(result, with(c + ", " + b + ", " + a, "correlations: [[b, c, 0.2], [b, a, 0.5]]\n")) ==
        nothing);
  CHECK(differences(result, with(c + ", " + b + ", " + a, "")) != nothing);
}

TEST_CASE("Draws are independent, and those of uncorrelated parameters and of the first keep their bits") {
  const std::string text = a_day + "parameters: {a: {normal: [0, 1]}, b: {normal: [0, 1]}, c: {normal: [0, "
                                   "1]}}\noutcomes: {y: {value: a + b + c}}\n";
  const auto plan_of = [](const Scenario& scenario) {
    return plan::compile(std::make_shared<const Scenario>(scenario));
  };
  const plan::Plan apart = plan_of(scenario_of(text));
  const plan::Plan tied = plan_of(scenario_of(text + "correlations: [[c, a, 0.5]]\n"));
  const auto number = [](const simulation::World& world, std::size_t parameter) {
    return world.number(plan::NumberId(parameter));
  };
  for (std::uint64_t index = 0; index < 100; ++index) {
    const simulation::World one(apart, 3, index), other(tied, 3, index);
    for (std::size_t parameter = 0; parameter < 3; ++parameter)
      CHECK(one.draw(parameter) == other.draw(parameter));
    CHECK(number(one, 0) == number(other, 0));
    CHECK(number(one, 1) == number(other, 1));
    CHECK(number(other, 2) ==
          Approx(0.5 * number(one, 0) + std::sqrt(0.75) * number(one, 2)).epsilon(1e-9).margin(1e-9));
  }
}

TEST_CASE("A parameter that is held fast leaves the others the law that they have among themselves") {
  const Scenario scenario = scenario_of(a_day + "parameters: {" + normals +
                                        "}\ncorrelations: [[a, b, 0.6], [b, c, 0.5], [a, c, 0.4]]\n"
                                        "outcomes: {bc: {value: b * c}, b: {value: b}}\n");
  const Result held = simulate(with_value(scenario, "parameters.a", 2), one_a_world);
  CHECK_THAT(value_of(held, "bc"), Agrees(0.5));
  CHECK_THAT(value_of(held, "b"), Agrees(0));
}

TEST_CASE("Strikes at a product of correlated lognormal multipliers come as often as its mean says") {
  const std::string strikes = R"(
horizon: 30 days
step: 1 week
parameters: {ours: {lognormal: {median: 1, sigma: 0.6}}, theirs: {lognormal: {median: 1, sigma: 0.5}}}
triggers: {strike: {rate: 0.1 * ours * theirs}}
outcomes: {strikes: {value: count(strike)}}
)";
  const auto mean = [](double correlation) {
    return 3 * std::exp((0.36 + 0.25 + 2 * correlation * 0.3) / 2);
  };
  for (const double correlation : {0.8, -0.8}) {
    const Scenario scenario =
        scenario_of(strikes + fmt::format("correlations: [[ours, theirs, {}]]\n", correlation));
    RunOptions controlled; // by polynomials of the draws, too
    controlled.trajectories = 200'000;
    const Result result = run(scenario, controlled);
    CHECK(outcome(result, "strikes").value->gain.value_or(1) > 1.2);
    for (const Result& each : {result, simulate(scenario, {200'000})}) {
      CHECK_THAT(value_of(each, "strikes"), Agrees(mean(correlation)));
      CHECK_THAT(value_of(each, "strikes"), !Agrees(mean(0)));
    }
  }
}

} // namespace casus::test
