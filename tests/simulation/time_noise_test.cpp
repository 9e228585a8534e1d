// Noise and time: `set` and `scale` in mid-step, and how intensities follow drivers within a step.

#include "simulation/support.hpp"

namespace casus::test {
namespace {

constexpr double year = 365.25;
double theta(double half_life) { return std::log(2.0) / half_life; }
const double a = theta(10), b = theta(25);
constexpr double pull_of_x = 0.8, noise = 9 / year;

/// The integral of exp(-rate s) over s in [0, days].
double decayed(double rate, double days) { return (1 - std::exp(-rate * days)) / rate; }

/// What x is after some days of what it was, and y, which follows it, of x and of itself.
double xx(double days) { return std::exp(-a * days); }
double yy(double days) { return std::exp(-b * days); }
double yx(double days) { return pull_of_x * b * (yy(days) - xx(days)) / (a - b); }

/// The covariance that some days of x's noise make.
struct Covariance {
  double x, both, y;
};
Covariance made_in(double days) {
  const double g = pull_of_x * b / (a - b);
  const double aa = decayed(2 * a, days), ab = decayed(a + b, days), bb = decayed(2 * b, days);
  return {noise * aa, noise * g * (ab - aa), noise * g * g * (bb - 2 * ab + aa)};
}

const std::string changed_midway = R"(
horizon: 40 days
step: 10 days
drivers:
  x: {start: 5, mean: 0, half_life: 10 days, volatility: 3}
  y: {start: 1, mean: 0, half_life: 25 days, follows: {x: 0.8}}
triggers: {change: {at: 3 days, effects: [set: {x: 2}]}}
outcomes: {product: {value: x * y}}
)";

/// After `scale` by that factor on day 3 and the addition of a number.
struct Law {
  double x, y;
  Covariance around;
};
Law law_after_change(double scale, double added, double day) {
  const double rest = day - 3;
  const Covariance before = made_in(3), after = made_in(rest);
  const double mean_x3 = scale * 5 * xx(3) + added, mean_y3 = yy(3) + 5 * yx(3);
  const double vx = scale * scale * before.x, vxy = scale * before.both;
  return {
      xx(rest) * mean_x3,
      yy(rest) * mean_y3 + yx(rest) * mean_x3,
      {xx(rest) * xx(rest) * vx + after.x, xx(rest) * (yx(rest) * vx + yy(rest) * vxy) + after.both,
       yx(rest) * yx(rest) * vx + 2 * yx(rest) * yy(rest) * vxy + yy(rest) * yy(rest) * before.y + after.y}};
}

void check_driver(const Result& result, const Law& law, double day) {
  CHECK_THAT(mean_of(result, "x", day), Agrees(law.x));
  CHECK_THAT(variance_of(result, "x", day), Agrees(law.around.x));
}

void check_follower(const Result& result, const Law& law, double day) {
  CHECK_THAT(mean_of(result, "y", day), Agrees(law.y));
  CHECK_THAT(variance_of(result, "y", day), Agrees(law.around.y));
  CHECK_THAT(value_of(result, "product"), Agrees(law.around.both + law.x * law.y));
}

constexpr double weight = 0.5;
const double stationary = noise / (2 * a);

/// Hazards begin when the driver has forgotten its start: 120 days are 12 half-lives.
const std::string log_linear = R"(
horizon: 520 days
step: 10 days
drivers: {x: {start: 0, mean: 0, half_life: 10 days, volatility: 3}}
triggers: {event: {rate: 0.5 per day, weights: {x: 0.5}, when: time >= 120 days}}
)";

const std::string fading_away = R"(
horizon: 40 days
step: 10 days
drivers: {x: {start: 2, mean: 0, half_life: 10 days}}
triggers: {event: {rate: 20 per day, weights: {x: 1}}}
)";

/// The integral of 20 exp(x) along x = 2 exp(-a t), by Simpson's rule.
double count_as_x_fades() {
  const int parts = 4000;
  const double h = 40.0 / parts;
  double sum = 0;
  for (int k = 0; k <= parts; ++k)
    sum += (k == 0 || k == parts ? 1 : k % 2 == 1 ? 4 : 2) * std::exp(2 * std::exp(-a * k * h));
  return 20 * sum * h / 3;
}

/// The same with each step's mean of x, or its value where it began.
double count_by_steps(double step, bool takes_mean) {
  double sum = 0;
  for (int k = 0; k < std::lround(40 / step); ++k)
    sum += 20 * step * std::exp(2 * std::exp(-a * k * step) * (takes_mean ? decayed(a, step) / step : 1));
  return sum;
}

std::vector<std::string> with_step(double step) { return {"step=" + std::to_string(step) + " days"}; }

Result changed(double half_lives, const std::vector<std::string>& more = {}) {
  std::vector<std::string> settings = with_step(10 * half_lives);
  settings.insert(settings.end(), more.begin(), more.end());
  return simulate(changed_midway, settings, {half_lives < 0.2 ? 50'000U : 200'000U});
}

const std::string scaled = "triggers.change.effects=[scale: {x: -0.5}]";
const std::string near = "horizon=10 days";

} // namespace

TEST_CASE("A driver that is set within a step has the law of its equation from there") {
  for (const double half_lives : {0.1, 0.25, 1.0, 4.0}) {
    INFO(half_lives << " half-lives");
    check_driver(changed(half_lives), law_after_change(0, 2, 40), 40);
  }
  check_driver(changed(1, {near}), law_after_change(0, 2, 10), 10);
  // With the noise of the whole step instead of that since the change:
  CHECK_THAT(variance_of(changed(1, {near}), "x", 10), !Agrees(made_in(10).x));
}

TEST_CASE("A driver that is scaled within a step has its noise so far scaled") {
  for (const double half_lives : {0.1, 1.0, 4.0}) {
    INFO(half_lives << " half-lives");
    check_driver(changed(half_lives, {scaled}), law_after_change(-0.5, 0, 40), 40);
  }
  check_driver(changed(1, {near, scaled}), law_after_change(-0.5, 0, 10), 10);
  CHECK_THAT(variance_of(changed(1, {near, scaled}), "x", 10), !Agrees(made_in(10).x));
}

TEST_CASE("What follows a driver that changes on a grid date has the law of its equation") {
  check_follower(changed(0.3, {"horizon=9 days"}), law_after_change(0, 2, 9), 9);
  check_follower(changed(0.1, {near, scaled}), law_after_change(-0.5, 0, 10), 10);
  CHECK_THAT(variance_of(changed(0.3, {"horizon=9 days"}), "y", 9), !Agrees(made_in(9).y));
}

/// A change in mid-step takes along the driver's noise by the driver's own bridge. What the noise of those
/// that follow it tells of its path is left out: means are right for any step, the follower's variance and
/// its product with the driver for steps that are short beside the half-lives.
TEST_CASE("What follows a driver that changes within a short step has the law of its equation") {
  for (const double half_lives : {0.1, 0.25}) {
    INFO(half_lives << " half-lives");
    check_follower(changed(half_lives), law_after_change(0, 2, 40), 40);
    check_follower(changed(half_lives, {scaled}), law_after_change(-0.5, 0, 40), 40);
  }
  for (const double half_lives : {1.0, 4.0}) {
    INFO(half_lives << " half-lives");
    CHECK_THAT(mean_of(changed(half_lives), "y", 40), Agrees(law_after_change(0, 2, 40).y));
    CHECK_THAT(mean_of(changed(half_lives, {scaled}), "y", 40), Agrees(law_after_change(-0.5, 0, 40).y));
  }
}

TEST_CASE("An effect within a step reads a driver without the step's noise") {
  const Result result = simulate(R"(
horizon: 20 days
step: 20 days
drivers: {x: {start: 5, mean: 0, half_life: 10 days, volatility: 3}, seen: {start: 0}}
triggers: {note: {at: 3 days, effects: [set: {seen: x}]}}
outcomes: {x_then: {value: x, at: 3 days}}
)",
                                 {}, {100'000});
  CHECK(mean_of(result, "seen", 20).value == Approx(5 * xx(3)).epsilon(1e-10));
  CHECK(driver(result, "seen").sd.back() == Approx(0).margin(1e-6));
  const ValueResult& asked = *outcome(result, "x_then").value; // but a question has the noise
  CHECK_THAT(value_of(result, "x_then"), Agrees(5 * xx(3)));
  CHECK_THAT(Estimate({asked.sd * asked.sd, made_in(3).x * std::sqrt(2 / 100'000.0)}), Agrees(made_in(3).x));
}

TEST_CASE("The mean of a log-linear intensity on a stationary driver is exact for any step") {
  const double truth = 0.5 * 400 * std::exp(weight * weight * stationary / 2);
  for (const double half_lives : {0.1, 0.25, 1.0, 4.0}) {
    INFO(half_lives << " half-lives");
    const Run how{half_lives < 0.2 ? 4'000U : 20'000U};
    CHECK_THAT(count_of(simulate(log_linear, with_step(10 * half_lives), how), "event"), Agrees(truth));
  }
  // A mean over the step with the variance that it has by itself falls short with long steps.
  const double z = 4 * std::log(2.0), shrunken = 2 / (z * z) * (z - 1 + std::exp(-z));
  CHECK_THAT(count_of(simulate(log_linear, with_step(40), {20'000}), "event"),
             !Agrees(0.5 * 400 * std::exp(weight * weight * stationary * shrunken / 2)));
  CHECK_THAT(count_of(simulate(log_linear, {"drivers.x.volatility=3.3"}, {20'000}), "event"), !Agrees(truth));
}

TEST_CASE("The error of an intensity that follows a fading driver is of second order in the step") {
  const double truth = count_as_x_fades();
  CHECK(count_by_steps(0.01, true) == Approx(truth).epsilon(1e-5));
  const auto error = [&](double step) {
    const Estimate count = count_of(simulate(fading_away, with_step(step), {4'000}), "event");
    INFO("step " << step);
    CHECK_THAT(count, Agrees(count_by_steps(step, true)));
    CHECK_THAT(count, !Agrees(count_by_steps(step, false))); // of first order: it overshoots
    return Estimate{truth - count.value, count.se};
  };
  const Estimate coarse = error(20), middle = error(10), fine = error(5);
  // With an error of first order it would be halved. Beyond a half-life a step is too long for the limit
  // of 4.
  CHECK(coarse.value / middle.value > 2.7);
  CHECK(middle.value / fine.value == Approx(3.8).margin(0.4));
  const auto left = [&](double step) { return truth - count_by_steps(step, true); };
  CHECK(left(5) / left(2.5) == Approx(4).margin(0.15));
  CHECK(left(1) / left(0.5) == Approx(4).margin(0.02));
}

} // namespace casus::test
