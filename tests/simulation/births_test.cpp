// Populations whose rates are formulas of drivers that count: birth and death, immigration, batches,
// epidemics and reactions, against their known laws. They hold exactly within a step, however long it is.

#include "simulation/support.hpp"

#include <boost/math/distributions/binomial.hpp>

#include <map>

namespace casus::test {
namespace {

const std::string birth_and_death = R"(
horizon: 30 days
step: 10 days
drivers: {population: {start: 10}}
triggers:
  birth: {rate: 0.05 * population, effects: [add: {population: 1}]}
  death: {rate: 0.07 * population, effects: [add: {population: -1}]}
)";

/// Kendall 1948.
double mean_population(double day) { return 10 * std::exp((0.05 - 0.07) * day); }
double variance_of_population(double day) {
  const double growth = std::exp((0.05 - 0.07) * day);
  return 10 * (0.05 + 0.07) / (0.05 - 0.07) * growth * (growth - 1);
}

const std::string immigration = R"(
horizon: 60 days
step: 20 days
drivers: {population: {start: 0}}
triggers:
  arrival: {rate: 0.8 per day, effects: [add: {population: 1}]}
  death: {rate: 0.1 * population, effects: [add: {population: -1}]}
)";

const std::string batches = R"(
horizon: 20 days
step: 1 week
drivers: {stock: {start: 0}}
triggers:
  delivery:
    rate: 2 per week
    marks: {size: {discrete: {1: 0.5, 2: 0.3, 5: 0.2}}}
    effects: [add: {stock: size}]
  emptied: {at: 15 days, effects: [set: {stock: 0}]}
outcomes: {on_the_day: {value: stock, at: 15 days}}
)";

const std::string reaction = R"(
horizon: 10 days
step: 5 days
drivers: {a: {start: 12}, b: {start: 0}}
triggers:
  forth: {rate: 0.3 * a, effects: [add: {a: -1, b: 1}]}
  back: {rate: 0.1 * b, effects: [add: {a: 1, b: -1}]}
outcomes:
  none_left: {when: time >= 10 and a == 0}
  three_left: {when: time >= 10 and a == 3}
)";

const std::string epidemic = R"(
horizon: 400 days
step: 200 days
drivers: {susceptible: {start: 9}, infected: {start: 1}}
triggers:
  infection: {rate: 0.03 * susceptible * infected, effects: [add: {susceptible: -1, infected: 1}]}
  recovery: {rate: 0.2 * infected, effects: [add: {infected: -1}]}
outcomes:
  none: {when: infected == 0 and susceptible == 9}
  half: {when: infected == 0 and susceptible == 4}
  all: {when: infected == 0 and susceptible == 0}
)";

/// The chance that `left` of 9 escape infection, by following the embedded jump chain: (susceptible,
/// infected).
double chance_that_escape(int left) {
  std::map<std::pair<int, int>, double> at = {{{9, 1}, 1.0}};
  double escaped = 0;
  for (int jump = 0; jump < 20; ++jump) {
    std::map<std::pair<int, int>, double> next;
    for (const auto& [state, probability] : at) {
      const auto [susceptible, infected] = state;
      if (infected == 0) {
        if (susceptible == left) escaped += probability;
        continue;
      }
      const double infects = 0.03 * susceptible / (0.03 * susceptible + 0.2);
      if (susceptible > 0) next[{susceptible - 1, infected + 1}] += probability * infects;
      next[{susceptible, infected - 1}] += probability * (1 - infects);
    }
    at = next;
  }
  return escaped;
}

} // namespace

TEST_CASE("Births and deaths have the mean and variance of Kendall's process") {
  const Result result = simulate(birth_and_death, {}, {200'000});
  for (const double day : {10.0, 30.0}) {
    CHECK_THAT(mean_of(result, "population", day), Agrees(mean_population(day)));
    CHECK_THAT(variance_of(result, "population", day, 3.5), Agrees(variance_of_population(day)));
  }
  const Result biased = simulate(birth_and_death, {"triggers.birth.rate=0.0515 * population"}, {200'000});
  CHECK_THAT(mean_of(biased, "population", 30), !Agrees(mean_population(30)));
  CHECK_THAT(variance_of(biased, "population", 30, 3.5), !Agrees(variance_of_population(30)));
}

TEST_CASE("Immigration and death from nothing is Poisson at every date") {
  const Result result = simulate(immigration, {}, {60'000});
  for (const double day : {20.0, 40.0, 60.0}) {
    const double mean = 0.8 / 0.1 * (1 - std::exp(-0.1 * day));
    CHECK_THAT(mean_of(result, "population", day), Agrees(mean));
    CHECK_THAT(variance_of(result, "population", day, 3 + 1 / mean), Agrees(mean));
  }
  const Result biased = simulate(immigration, {"triggers.death.rate=0.103 * population"}, {60'000});
  CHECK_THAT(mean_of(biased, "population", 60), !Agrees(8 * (1 - std::exp(-6.0))));
}

TEST_CASE("Batch arrivals are compound Poisson until a scheduled reset") {
  const Result result = simulate(batches, {}, {200'000});
  const double mean_size = 0.5 * 1 + 0.3 * 2 + 0.2 * 5;
  const double mean_square = 0.5 * 1 + 0.3 * 4 + 0.2 * 25;
  for (const double day : {7.0, 14.0, 20.0}) {
    const double arrivals = 2.0 / 7 * (day > 15 ? day - 15 : day);
    CHECK_THAT(mean_of(result, "stock", day), Agrees(arrivals * mean_size));
    CHECK_THAT(variance_of(result, "stock", day, 6), Agrees(arrivals * mean_square));
  }
  CHECK(value_of(result, "on_the_day").value == 0);
  const Result biased = simulate(batches, {"triggers.delivery.rate=2.04 per week"}, {200'000});
  CHECK_THAT(mean_of(biased, "stock", 14), !Agrees(4 * mean_size));
}

TEST_CASE("A reversible reaction is binomial") {
  const double share_of_b = 0.3 / (0.3 + 0.1) * (1 - std::exp(-(0.3 + 0.1) * 10));
  const boost::math::binomial law(12, share_of_b);
  const Result result = simulate(reaction, {}, {200'000});
  CHECK_THAT(mean_of(result, "b", 10), Agrees(mean(law)));
  CHECK_THAT(variance_of(result, "b", 10, kurtosis(law)), Agrees(variance(law)));
  CHECK_THAT(probability_of(result, "none_left"), Agrees(pdf(law, 12)));
  CHECK_THAT(probability_of(result, "three_left"), Agrees(pdf(law, 9)));
  const Result biased = simulate(reaction, {"triggers.back.rate=0.103 * b"}, {200'000});
  CHECK_THAT(mean_of(biased, "b", 10), !Agrees(mean(law)));
}

TEST_CASE("A small epidemic has the final sizes of its jump chain") {
  const Result result = simulate(epidemic, {}, {200'000});
  CHECK_THAT(probability_of(result, "none"), Agrees(chance_that_escape(9)));
  CHECK_THAT(probability_of(result, "half"), Agrees(chance_that_escape(4)));
  CHECK_THAT(probability_of(result, "all"), Agrees(chance_that_escape(0)));
  const Result biased = simulate(epidemic, {"triggers.recovery.rate=0.206 * infected"}, {200'000});
  CHECK_THAT(probability_of(biased, "none"), !Agrees(chance_that_escape(9)));
}

} // namespace casus::test
