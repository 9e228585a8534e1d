// Posteriors that are known exactly: of a conjugate rate, a hidden Markov chain, a Kalman filter, thinned
// processes, and ladders whose moves or places are known.

#include "filtering/support.hpp"

#include <Eigen/Dense>
#include <unsupported/Eigen/MatrixFunctions>

#include <cmath>
#include <numbers>

namespace casus::test {
namespace {

constexpr double year = 365.25;

TEST_CASE("A rate with a gamma prior has the gamma posterior of its counts and its exposure") {
  const Result result = given(R"(
horizon: 4 years
step: 1 month
parameters:
  often: {gamma: {shape: 2, scale: 1}}
triggers:
  strike: {rate: often * 1 per year}
observed:
  until: 3 years
  events:
    - {trigger: strike, at: [0.3 years, 0.7 years, 1.1 years, 1.2 years, 1.9 years, 2.3 years, 2.95 years]}
outcomes:
  one_next: {when: count(strike) > 7, from: now, by: 4 years}
  so_far: {value: count(strike), at: 3 years}
  rate: {value: often, at: 3 years}
)");
  CHECK_THAT(log_evidence(result), IsNear(std::lgamma(9) - 9 * std::log(4.0) - 7 * std::log(year)));
  CHECK_THAT(answer(result, "one_next"), IsNear(1 - std::pow(0.8, 9)));
  CHECK_THAT(answer(result, "so_far"), IsNear(7));
  CHECK_THAT(answer(result, "rate"), IsNear(2.25));
  CHECK_THAT(log_evidence(result), !IsNear(std::lgamma(9) - 9 * std::log(4.0) - 7 * std::log(year) + 0.2));
}

TEST_CASE("A hidden chain with events of each state has the likelihood of the forward algorithm") {
  const Result result = given(R"(
horizon: 3 years
step: 2 weeks
ladders:
  mood: {rungs: [calm, tense], up: {rate: 1 per year}, down: {rate: 2 per year}}
triggers:
  clash: {rate: 1 per year, weights: {"mood >= tense": 1.791759469228055}}
observed:
  until: 2 years
  events:
    - {trigger: clash, at: [0.2 years, 0.9 years, 1.0 years, 1.05 years, 1.1 years, 1.7 years]}
outcomes:
  tense_now: {value: mood >= tense, at: 2 years}
  clash_next: {when: count(clash) > 6, from: now, by: 2.25 years}
)");
  Eigen::Matrix2d generator, rates;
  generator << -1, 1, 2, -2;
  rates << 1, 0, 0, 6;
  const Eigen::Matrix2d hushed = generator - rates;
  const auto nothing_for = [&](double years) -> Eigen::Matrix2d { return (hushed * years).exp(); };
  Eigen::RowVector2d forward(1, 0);
  double last = 0;
  for (const double at : {0.2, 0.9, 1.0, 1.05, 1.1, 1.7}) {
    forward = (forward * nothing_for(at - last) * rates / year).eval();
    last = at;
  }
  forward = (forward * nothing_for(2 - last)).eval();
  CHECK_THAT(log_evidence(result), IsNear(std::log(forward.sum())));
  const Eigen::RowVector2d now = forward / forward.sum();
  CHECK_THAT(answer(result, "tense_now"), IsNear(now(1)));
  CHECK_THAT(answer(result, "clash_next"), IsNear(1 - (now * nothing_for(0.25)).sum()));
}

/// A Kalman filter of an Ornstein-Uhlenbeck process that starts at 0.
struct Kalman {
  double theta, variance_a_day, error;
  double mean = 0, variance = 0, day = 0, log_likelihood = 0;

  void go_to(double other) {
    const double kept = std::exp(-theta * (other - day));
    mean *= kept;
    variance = variance * kept * kept + variance_a_day / (2 * theta) * (1 - kept * kept);
    day = other;
  }
  void see(double at, double value) {
    go_to(at);
    const double spread = variance + error * error;
    log_likelihood -= (std::log(2 * std::numbers::pi * spread) + std::pow(value - mean, 2) / spread) / 2;
    mean += variance / spread * (value - mean);
    variance *= 1 - variance / spread;
  }
};

std::string measured(const std::string& bounds) {
  return R"(
horizon: 210 days
step: 1 week
drivers:
  x: {start: 0, half_life: 30 days, volatility: 2)" +
         bounds + R"(}
observed:
  until: 140 days
  drivers:
    - {at: 14 days, values: {x: 0.4}}
    - {at: 28 days, values: {x: -0.2}}
    - {at: 49 days, values: {x: 0.9}}
    - {at: 70 days, values: {x: 1.3}}
    - {at: 77 days, values: {x: 1.1}}
    - {at: 105 days, values: {x: 0.2}}
    - {at: 133 days, values: {x: -0.8}}
  errors: {x: 0.3}
outcomes:
  today: {value: x, at: 140 days}
  square: {value: x * x, at: 140 days}
  later: {value: x, at: 210 days}
)";
}

TEST_CASE("Measurements of a noisy driver have the law of the Kalman filter, with and without far bounds") {
  Kalman kalman{.theta = std::numbers::ln2 / 30, .variance_a_day = 4 / year, .error = 0.3};
  const std::vector<std::pair<double, double>> seen{{14, 0.4}, {28, -0.2}, {49, 0.9},  {70, 1.3},
                                                    {77, 1.1}, {105, 0.2}, {133, -0.8}};
  for (const auto& [day, value] : seen) kalman.see(day, value);
  const double log_likelihood = kalman.log_likelihood;
  kalman.go_to(140);
  const double now = kalman.mean, square = kalman.variance + now * now;
  kalman.go_to(210);
  for (const char* bounds : {"", ", bounds: [-50, 50]"}) {
    const Result result = given(measured(bounds));
    CHECK_THAT(log_evidence(result), IsNear(log_likelihood));
    CHECK_THAT(answer(result, "today"), IsNear(now));
    CHECK_THAT(answer(result, "square"), IsNear(square));
    CHECK_THAT(answer(result, "later"), IsNear(kalman.mean));
    CHECK_THAT(answer(result, "later"), !IsNear(kalman.mean + 0.05));
  }
}

TEST_CASE("What is recorded with a probability leaves a thinned process unrecorded") {
  const Result result = given(R"(
horizon: 2 years
step: 2 weeks
triggers:
  raid: {rate: 10 per year}
observed:
  until: 1 year
  events: [{trigger: raid, at: [30 days, 100 days, 300 days]}]
  known: {raid: 0.3}
outcomes:
  raids: {value: count(raid), at: 365.25 days}
  square: {value: count(raid) * count(raid), at: 365.25 days}
)");
  CHECK_THAT(log_evidence(result), IsNear(3 * std::log(10 * 0.3 / year) - 3));
  CHECK_THAT(answer(result, "raids"), IsNear(3 + 7));
  CHECK_THAT(answer(result, "square"), IsNear(7 + 100));
}

TEST_CASE("Whether a firing is recorded may depend on its marks, and on what they depend on") {
  const Result result = given(R"(
horizon: 2 years
step: 2 weeks
ladders:
  mood: {rungs: [calm, tense], up: {rate: 1 per year}, down: {rate: 2 per year}}
drivers: {large: {start: 0}, small: {start: 0}}
triggers:
  raid:
    rate: 12 per year
    marks:
      size: {large: {share: 1, weights: {"mood >= tense": 1.3862943611198906}}, small: 3}
    effects: [{if: size == large, add: {large: 1}}, {if: size == small, add: {small: 1}}]
observed:
  until: 1 year
  events: [{trigger: raid, at: [0.2 years, 0.5 years, 0.55 years], marks: {size: large}}]
  known: {raid: size == large}
outcomes:
  tense: {value: mood >= tense, at: 1 year}
  large: {value: large, at: 1 year}
  all_small: {when: count(raid) - large - small != 0}
)");
  Eigen::Matrix2d generator, rates;
  generator << -1, 1, 2, -2;
  rates << 12.0 / 4, 0, 0, 12.0 * 4 / 7;
  const Eigen::Matrix2d hushed = generator - rates;
  const auto nothing_for = [&](double years) -> Eigen::Matrix2d { return (hushed * years).exp(); };
  Eigen::RowVector2d forward(1, 0);
  double last = 0;
  for (const double at : {0.2, 0.5, 0.55}) {
    forward = (forward * nothing_for(at - last) * rates / year).eval();
    last = at;
  }
  forward = (forward * nothing_for(1 - last)).eval();
  CHECK_THAT(log_evidence(result), IsNear(std::log(forward.sum())));
  CHECK_THAT(answer(result, "tense"), IsNear(forward(1) / forward.sum()));
  CHECK_THAT(answer(result, "large"), IsNear(3));
  CHECK_THAT(answer(result, "all_small"), IsNear(0));
}

TEST_CASE("A ladder of which all moves are known has the product of its intensities, by all ways") {
  const Result result = given(R"(
horizon: 2 years
step: 1 month
ladders:
  aid: {rungs: [none, some, much], up: {rate: 0.5 per year}, down: {rate: 0.25 per year}}
triggers:
  order:
    rate: 2 per year
    marks: {what: {aid: 1, talk: 3}}
    effects: [{if: what == aid, raise: {aid: 1}}]
observed:
  until: 1.5 years
  panel: [{ladder: aid, rung: some, at: 0.4 years}, {ladder: aid, rung: none, at: 1.1 years}]
  known: {aid: 1}
outcomes:
  aid_now: {value: aid, at: 1.5 years}
  orders: {value: count(order), at: 1.5 years}
)");
  // Up by its own step or by an order for aid, 0.5 a year each; down by its own step.
  const double up = 1.0, down = 0.25;
  const double exposure = up * 1.5 + down * 0.7;
  CHECK_THAT(log_evidence(result), IsNear(std::log(up / year) + std::log(down / year) - exposure));
  CHECK_THAT(answer(result, "aid_now"), IsNear(0));
  // Talk goes on unrecorded, and half of the first move is by an order.
  CHECK_THAT(answer(result, "orders"), IsNear(1.5 * 1.5 + 0.5));
}

TEST_CASE("A known ladder that another one takes along moves on its dates alone, too") {
  const Result result = given(R"(
horizon: 2 years
step: 1 month
ladders:
  alarm:
    rungs: [low, high]
    up: {rate: 1 per year}
    on_enter: {high: [raise: {aid: 1}]}
  aid: {rungs: [none, some], up: {rate: 0.5 per year}}
observed:
  until: 1 year
  known: {aid: 1}
outcomes:
  alarm: {value: alarm, at: 1 year}
)");
  CHECK_THAT(log_evidence(result), IsNear(-1.5));
  CHECK_THAT(answer(result, "alarm"), IsNear(0));
}

TEST_CASE("A panel of a ladder whose moves are not known has the likelihood of the chain's transitions") {
  const Result result = given(R"(
horizon: 2 years
step: 1 month
ladders:
  aid: {rungs: [none, some, much], up: {rate: 2 per year}, down: {rate: 1 per year}}
observed:
  until: 1.5 years
  panel: [{ladder: aid, rung: some, at: 0.4 years}, {ladder: aid, rung: much, at: 1.1 years}]
  errors: {aid: 0.1}
outcomes:
  aid_now: {value: aid, at: 1.5 years}
)");
  Eigen::Matrix3d generator;
  generator << -2, 2, 0, 1, -3, 2, 0, 1, -1;
  const auto transition = [&](double years) -> Eigen::Matrix3d { return (generator * years).exp(); };
  const auto seen = [](int rung) -> Eigen::Matrix3d {
    Eigen::Vector3d chance = Eigen::Vector3d::Constant(0.05);
    chance(rung) = 0.9;
    return chance.asDiagonal().toDenseMatrix();
  };
  Eigen::RowVector3d forward(1, 0, 0);
  forward = (forward * transition(0.4) * seen(1) * transition(0.7) * seen(2) * transition(0.4)).eval();
  CHECK_THAT(log_evidence(result), IsNear(std::log(forward.sum())));
  CHECK_THAT(answer(result, "aid_now"), IsNear((forward(1) + 2 * forward(2)) / forward.sum()));
}

TEST_CASE("Dates of a scheduled trigger without a row did not come about, if it is known") {
  const Result result = given(R"(
horizon: 400 days
step: 1 month
parameters: {often: {uniform: [0, 1]}}
triggers:
  vote: {at: [50 days, 150 days, 250 days, 350 days], probability: often}
observed:
  until: 300 days
  events: [{trigger: vote, at: 140 days}]
outcomes:
  often: {value: often, at: 300 days}
  next: {when: count(vote) > 1, from: now, by: 400 days}
)");
  // One of three, with a uniform prior: beta(2, 3).
  CHECK_THAT(log_evidence(result), IsNear(std::lgamma(2) + std::lgamma(3) - std::lgamma(5)));
  CHECK_THAT(answer(result, "often"), IsNear(0.4));
  CHECK_THAT(answer(result, "next"), IsNear(0.4));
}

TEST_CASE("A record that leaves few worlds of the prior alive is let in by steps") {
  std::string dates;
  for (int i = 0; i < 150; ++i) dates += std::to_string(3 + 7 * i) + " days, ";
  const Result result = given(R"(
horizon: 1500 days
step: 1 month
parameters:
  often: {lognormal: {p05: 1, p95: 400}}
  unread: {normal: [0, 1]}
triggers:
  strike: {rate: often * 1 per year}
observed:
  until: 1100 days
  events: [{trigger: strike, at: [)" +
                              dates + R"(1060 days]}]
outcomes:
  often: {value: often, at: 1100 days}
  unread: {value: unread, at: 1100 days}
)");
  // By numerical integration over the logarithm of the rate.
  const double centre = std::log(20.0), spread = std::log(20.0) / 1.6448536269514722;
  double mass = 0, mean = 0;
  for (double z = -6; z < 6; z += 1e-4) {
    const double rate = std::exp(centre + spread * z), at = rate / year;
    const double weight = std::exp(-z * z / 2 + 151 * (std::log(at) + 1) - 1100 * at + 300);
    mass += weight, mean += weight * rate;
  }
  const double log_mass = std::log(mass * 1e-4 / std::sqrt(2 * std::numbers::pi)) - 151 - 300;
  CHECK_THAT(log_evidence(result), IsNear(log_mass));
  CHECK_THAT(answer(result, "often"), IsNear(mean / mass));
  CHECK_THAT(answer(result, "unread"), IsNear(0));
  CHECK(result.observed->passes <= 10);
  CHECK(result.observed->effective_worlds > 200);
}

} // namespace
} // namespace casus::test
