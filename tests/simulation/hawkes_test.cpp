// A self-exciting process: every firing raises a driver that decays, and the driver raises the rate (Hawkes
// 1971, with an exponential kernel). Its firings fall within steps and are followed by others there; how well
// a step does with that is seen against the law in continuous time.

#include "simulation/support.hpp"

namespace casus::test {
namespace {

constexpr double base = 2; // per day
constexpr double half_life = 10;
constexpr double horizon = 400;
const double decay = std::log(2.0) / half_life;
const double jump = decay / 2; // per day and firing: each has half a child

std::string text_with(const std::string& base_rate, double step) {
  return "horizon: 400 days\nstep: " + std::to_string(step) +
         " days\ndrivers: {excitement: {start: 0, mean: 0, half_life: 10 days}}\n"
         "triggers:\n  shot: {rate: " +
         base_rate + " + ln2 / 20 * excitement, effects: [add: {excitement: 1}]}\n" +
         "parameters: {ln2: 0.69314718055994531}\n";
}

/// d E[x]/dt = -decay E[x] + base + jump E[x], and the mean count is the integral of base + jump E[x].
const double relaxation = decay - jump;
double mean_excitement() { return base / relaxation * (1 - std::exp(-relaxation * horizon)); }
double mean_count() {
  const double settled = base / relaxation;
  return base * horizon + jump * settled * (horizon - (1 - std::exp(-relaxation * horizon)) / relaxation);
}

/// Of the step of the design, worked out by hand: rates read the driver's mean over the step, phi x; within a
/// step each firing adds kappa to that, so that the rate grows by exp(jump kappa t); and at the step's end
/// what it added has faded since its own moment.
struct Means {
  double count = 0, excitement = 0;
};
Means means_by_steps(double step) {
  const double z = decay * step;
  const double phi = -std::expm1(-z) / z;
  const double kappa = 2 / (z * z) * (z + std::expm1(-z));
  const double growth = jump * kappa;
  Means means;
  for (int k = 0; k < std::lround(horizon / step); ++k) {
    const double rate = base + jump * phi * means.excitement;
    means.count += rate * std::expm1(growth * step) / growth;
    means.excitement =
        means.excitement * std::exp(-z) + rate * (std::exp(growth * step) - std::exp(-z)) / (growth + decay);
  }
  return means;
}

/// With a step of first order, which puts the decay off to its end.
double mean_count_with_late_decay(double step) {
  double excitement = 0;
  double count = 0;
  for (int k = 0; k < std::lround(horizon / step); ++k) {
    const double births = (base + jump * excitement) * std::expm1(jump * step) / jump;
    count += births;
    excitement = (excitement + births) * std::exp(-decay * step);
  }
  return count;
}

/// Within that part of the truth, and what chance adds to it.
bool is_within(const Estimate& estimate, double share, double truth) {
  return std::abs(estimate.value - truth) <= share * truth + z_limit * estimate.se;
}

const Run many{5'000};

} // namespace

TEST_CASE("A Hawkes process has the mean count of its law, nearly so at steps of half-lives") {
  struct Allowed {
    double half_lives, of_count, of_driver;
    std::uint64_t trajectories;
  };
  for (const Allowed& each : {Allowed{0.05, 0.0005, 0.001, 2'000}, Allowed{0.25, 0.0005, 0.002, 5'000},
                              Allowed{1, 0.002, 0.02, 5'000}, Allowed{2, 0.01, 0.05, 5'000}}) {
    INFO(each.half_lives << " half-lives");
    const double step = each.half_lives * half_life;
    const Result result = simulate(text_with("2", step), {}, {each.trajectories});
    const Estimate count = count_of(result, "shot"), excitement = mean_of(result, "excitement", horizon);
    CAPTURE(count, mean_count(), excitement, mean_excitement());
    CHECK(is_within(count, each.of_count, mean_count()));
    CHECK(is_within(excitement, each.of_driver, mean_excitement()));
    const Means expected = means_by_steps(step);
    CHECK_THAT(count, Agrees(expected.count));
    CHECK_THAT(excitement, Agrees(expected.excitement));
    CHECK(std::abs(expected.count - mean_count()) <= each.of_count * mean_count());
    CHECK(std::abs(expected.excitement - mean_excitement()) <= each.of_driver * mean_excitement());
  }
  const Result biased = simulate(text_with("2.02", half_life), {}, many);
  CHECK_FALSE(is_within(count_of(biased, "shot"), 0.002, mean_count()));
}

TEST_CASE("A step that puts the decay of what fires off to its end would be seen on a Hawkes process") {
  CHECK(mean_count_with_late_decay(0.1) == Approx(mean_count()).epsilon(0.001));
  for (const double half_lives : {1.0, 2.0}) {
    INFO(half_lives << " half-lives");
    const double late = mean_count_with_late_decay(half_lives * half_life);
    const Estimate found = count_of(simulate(text_with("2", half_lives * half_life), {}, many), "shot");
    CHECK_THAT(found, !Agrees(late));
    CHECK_FALSE(is_within({late, found.se}, half_lives == 1 ? 0.002 : 0.01, mean_count()));
  }
}

} // namespace casus::test
