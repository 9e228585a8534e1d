// Drivers that nothing jolts are a linear Gaussian process, whose mean and covariance have closed forms. The
// law must not depend on the step.

#include "simulation/support.hpp"

#include <boost/math/distributions/normal.hpp>

namespace casus::test {
namespace {

constexpr double year = 365.25;
double theta(double half_life) { return std::log(2.0) / half_life; }

const std::string alone = R"(
horizon: 90 days
step: 30 days
drivers: {mood: {start: 2.0, mean: 0.5, half_life: 20 days, volatility: 3.0}}
)";

double mean_of_alone(double day) { return 0.5 + 1.5 * std::exp(-theta(20) * day); }
double variance_of_alone(double day) {
  return 9 / year / (2 * theta(20)) * (1 - std::exp(-2 * theta(20) * day));
}

// `mood` follows `news`, and their noises are correlated.
const std::string coupled = R"(
horizon: 90 days
step: 30 days
drivers:
  mood: {start: 1.0, mean: 0.2, half_life: 10 days, volatility: 2.0, follows: {news: 0.8}}
  news: {start: -1.0, mean: 0.4, half_life: 40 days, volatility: 3.0}
correlations: [[mood, news, 0.6]]
outcomes:
  mood_30: {value: mood, at: 30 days}
  news_30: {value: news, at: 30 days}
  product_30: {value: mood * news, at: 30 days}
  mood_90: {value: mood}
  news_90: {value: news}
  product_90: {value: mood * news}
)";

constexpr double coupling = 0.8;
const double fast = theta(10);
const double slow = theta(40);

double mean_news(double day) { return 0.4 - 1.4 * std::exp(-slow * day); }
/// Where mood starts, news' steady pull, and news' fading deviation, each through mood's own relaxation.
double mean_mood(double day) {
  const double level = 0.2 + coupling * 0.4;
  return level + (1.0 - level) * std::exp(-fast * day) +
         coupling * -1.4 * fast * (std::exp(-slow * day) - std::exp(-fast * day)) / (fast - slow);
}

/// The integral of exp(-rate s) over s in [0, day].
double decayed(double rate, double day) { return (1 - std::exp(-rate * day)) / rate; }

struct Covariance {
  double mood, both, news;
};

/// News' noise of s days ago is in news as exp(-slow s), and in mood as pull (exp(-slow s) - exp(-fast s));
/// mood's own as exp(-fast s). The covariance integrates their products over s.
Covariance covariance_of_coupled(double day, double volatility_of_mood = 2) {
  const double pull = coupling * fast / (fast - slow);
  const double own = volatility_of_mood * volatility_of_mood / year;
  const double others = 9 / year, shared = 0.6 * 3 * volatility_of_mood / year;
  const double ff = decayed(2 * fast, day), fs = decayed(fast + slow, day), ss = decayed(2 * slow, day);
  return {own * ff + 2 * shared * pull * (fs - ff) + others * pull * pull * (ss - 2 * fs + ff),
          shared * fs + others * pull * (ss - fs), others * ss};
}

/// Of what is Gaussian.
Estimate variance_of_outcome(const Result& result, const std::string& name) {
  const ValueResult& value = *outcome(result, name).value;
  return {value.sd * value.sd, value.sd * value.sd * std::sqrt(2 / static_cast<double>(value.trials))};
}

void check_coupled(const Result& result) {
  for (const int day : {30, 90}) {
    INFO("day " << day);
    const std::string on = day == 30 ? "_30" : "_90";
    const Covariance covariance = covariance_of_coupled(day);
    CHECK_THAT(value_of(result, "mood" + on), Agrees(mean_mood(day)));
    CHECK_THAT(value_of(result, "news" + on), Agrees(mean_news(day)));
    CHECK_THAT(variance_of_outcome(result, "mood" + on), Agrees(covariance.mood));
    CHECK_THAT(variance_of_outcome(result, "news" + on), Agrees(covariance.news));
    CHECK_THAT(value_of(result, "product" + on), Agrees(covariance.both + mean_mood(day) * mean_news(day)));
  }
}

} // namespace

TEST_CASE("A driver that reverts has the mean and variance of an Ornstein-Uhlenbeck process") {
  const Result result = simulate(alone, {}, {200'000});
  for (const double day : {30.0, 60.0, 90.0}) {
    CHECK_THAT(mean_of(result, "mood", day), Agrees(mean_of_alone(day)));
    CHECK_THAT(variance_of(result, "mood", day), Agrees(variance_of_alone(day)));
  }
  const Result biased = simulate(alone, {"drivers.mood.half_life=21 days"}, {200'000});
  CHECK_THAT(variance_of(biased, "mood", 90), !Agrees(variance_of_alone(90)));
}

TEST_CASE(
    "Drivers that follow one another and correlate have the joint law of the linear equation at any step") {
  check_coupled(simulate(coupled, {}, {200'000}));
  check_coupled(simulate(coupled, {"step=7 days"}, {200'000}));
  const double product = covariance_of_coupled(90).both + mean_mood(90) * mean_news(90);
  CHECK_THAT(value_of(simulate(coupled, {"drivers.mood.follows.news=0.84"}, {200'000}), "product_90"),
             !Agrees(product));
  CHECK_THAT(value_of(simulate(coupled, {"drivers.news.volatility=3.1"}, {200'000}), "product_90"),
             !Agrees(product));
}

TEST_CASE("Drivers that follow one another and correlate have their joint law on dates within long steps") {
  for (const std::string step : {"40 days", "80 days"}) {
    INFO("step " << step);
    check_coupled(simulate(coupled, {"step=" + step}, {200'000}));
  }
}

TEST_CASE("A driver without noise of its own that follows a noisy one has the noise that comes to it") {
  // As `coupled`; names are in another order, so that the follower comes once before and once after its
  // leader.
  for (const std::string& follower : {std::string("mood"), std::string("zeal")}) {
    const Result result =
        simulate("horizon: 90 days\nstep: 30 days\ndrivers:\n  " + follower +
                     ": {start: 1.0, mean: 0.2, half_life: 10 days, follows: {news: 0.8}}\n"
                     "  news: {start: -1.0, mean: 0.4, half_life: 40 days, volatility: 3.0}\n"
                     "outcomes: {product: {value: news * " +
                     follower + "}}\n",
                 {}, {200'000});
    const Covariance covariance = covariance_of_coupled(90, 0);
    CHECK_THAT(mean_of(result, follower, 90), Agrees(mean_mood(90)));
    CHECK_THAT(variance_of(result, follower, 90), Agrees(covariance.mood));
    CHECK_THAT(value_of(result, "product"), Agrees(covariance.both + mean_mood(90) * mean_news(90)));
    CHECK_THAT(variance_of(result, follower, 90), !Agrees(1.03 * covariance.mood));
  }
}

TEST_CASE("A driver without a half-life and with a trend is a Brownian motion with drift") {
  const std::string text = R"(
horizon: 2 years
step: 60 days
drivers: {capability: {start: 1, trend: 0.5 per year, volatility: 0.4}}
)";
  const Result result = simulate(text, {}, {100'000});
  for (const double day : {60.0, 730.5}) {
    CHECK_THAT(mean_of(result, "capability", day), Agrees(1 + 0.5 * day / year));
    CHECK_THAT(variance_of(result, "capability", day), Agrees(0.16 * day / year));
  }
  const Result biased = simulate(text, {"drivers.capability.trend=0.52 per year"}, {100'000});
  CHECK_THAT(mean_of(biased, "capability", 730.5), !Agrees(2));
}

TEST_CASE("Drivers without noise solve the decay chain of Bateman, to rounding") {
  const Result result = simulate(R"(
horizon: 50 days
step: 7 days
drivers:
  parent: {start: 3, mean: 0, half_life: 5 days}
  child: {start: 0, mean: 0, half_life: 12 days, follows: {parent: 1}}
  tally: {start: 4}
)",
                                 {}, {3});
  for (const double day : {7.0, 28.0, 50.0}) {
    const double a = theta(5), b = theta(12);
    CHECK(mean_of(result, "parent", day).value == Approx(3 * std::exp(-a * day)).epsilon(1e-12));
    CHECK(mean_of(result, "child", day).value ==
          Approx(3 * b / (a - b) * (std::exp(-b * day) - std::exp(-a * day))).epsilon(1e-12));
    CHECK(mean_of(result, "tally", day).value == 4);
  }
}

TEST_CASE("A jolt within a step fades from its own moment") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Result result = simulate(R"(
horizon: 20 days
step: 20 days
drivers: {alarm: {start: 0, mean: 0, half_life: 20 days}, moment: {start: -1}}
triggers: {jolt: {rate: 1 per day, limit: 1, effects: [add: {alarm: 1}, set: {moment: time}]}}
)",
                                   {}, {1, seed});
    const double moment = mean_of(result, "moment", 20).value;
    CHECK(moment > 0);
    CHECK(mean_of(result, "alarm", 20).value == Approx(std::exp2(-(20 - moment) / 20)).epsilon(1e-12));
  }
}

TEST_CASE("Bounds clamp after every move") {
  const std::string text = R"(
horizon: 10 days
step: 10 days
drivers: {floored: {start: 0.05, volatility: 1.0, bounds: [0, 100]}, capped: {start: 0, bounds: [-1, 2]}}
triggers:
  up: {at: 4 days, effects: [add: {capped: 5}, scale: {capped: -3}, add: {capped: 0.25}]}
)";
  const Result result = simulate(text, {}, {200'000});
  CHECK(mean_of(result, "capped", 10).value == -0.75);
  // The floor is touched once, at the grid point: E max(0, x).
  const boost::math::normal standard;
  const double sd = std::sqrt(10 / year), z = 0.05 / sd;
  CHECK_THAT(mean_of(result, "floored", 10), Agrees(0.05 * cdf(standard, z) + sd * pdf(standard, z)));
  const Result biased = simulate(text, {"drivers.floored.volatility=1.1"}, {200'000});
  CHECK_THAT(mean_of(biased, "floored", 10), !Agrees(0.05 * cdf(standard, z) + sd * pdf(standard, z)));
}

} // namespace casus::test
