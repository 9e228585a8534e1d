// Intervals of 95% hold the truth in 95 of 100 seeds. Of 400 seeds 380 should, give or take 4.4; beyond 4.5
// of these it is a mistake. Wrong intervals are required to be seen.

#include "comparisons.hpp"

#include <catch2/catch.hpp>

#include <functional>

namespace casus::test {
namespace {

constexpr int seeds = 400;

bool is_right(int covered) {
  return std::abs(covered - 0.95 * seeds) <= z_limit * std::sqrt(seeds * 0.95 * 0.05);
}

using Bounds = std::function<Interval(const Difference&)>;

Interval as_told(const Difference& difference) { return difference.ci95; }

int covered(const std::string& text, const std::vector<std::string>& settings, const std::string& outcome,
            double truth, How how, const Bounds& bounds = as_told) {
  int count = 0;
  for (how.seed = 1; how.seed <= seeds; ++how.seed)
    count += covers(bounds(difference(compared(text, settings, how), outcome)), truth);
  return count;
}

Interval wald(const Difference& difference) {
  const double reach = 1.96 * difference.se;
  return {*difference.difference - reach, *difference.difference + reach};
}

const std::string certain = R"(
horizon: 50 days
step: 50 days
triggers: {event: {rate: 0.01 per day}, other: {rate: 0.02 per day}}
outcomes:
  any: {when: count(event) > 0}
  given: {when: count(event) > 0, given: count(other) > count(event)}
)";

double none(double expected) { return std::exp(-expected); }

} // namespace

TEST_CASE("Intervals of a difference of probabilities hold the truth at their rate") {
  CHECK(is_right(covered(certain, {"triggers.event.rate=0.02 per day"}, "any", none(0.5) - none(1), {200})));
}

TEST_CASE("Intervals of a difference of conditional probabilities hold the truth at their rate") {
  // Given as many events of two independent Poisson numbers: N' > N.
  const auto probability = [](double events, double others) {
    double given = 0, hits = 0;
    for (int n = 0; n < 40; ++n)
      for (int m = n + 1; m < 40; ++m) {
        const double p = std::exp(-events - others + n * std::log(events) + m * std::log(others) -
                                  std::lgamma(n + 1) - std::lgamma(m + 1));
        given += p;
        hits += n > 0 ? p : 0;
      }
    return hits / given;
  };
  const double truth = probability(1, 1) - probability(0.5, 1);
  CHECK(is_right(covered(certain, {"triggers.event.rate=0.02 per day"}, "given", truth, {400})));
}

TEST_CASE("Intervals hold the truth where hardly a trajectory differs, which Wald's do not") {
  // Two of a thousand differ in the mean, and none at all in one seed of seven.
  const double truth = none(0.5) - none(0.5 + 2e-3 / none(0.5));
  const std::vector<std::string> settings = {"triggers.event.rate=(0.5 + 0.002 * exp(0.5)) / 50"};
  const int adjusted = covered(certain, settings, "any", truth, {1000});
  CHECK(adjusted >= 0.95 * seeds - z_limit * std::sqrt(seeds * 0.95 * 0.05));
  CHECK_FALSE(is_right(covered(certain, settings, "any", truth, {1000}, wald)));
}

TEST_CASE("Intervals hold the truth at their rate where worlds differ, which those of trajectories do not") {
  const std::string uncertain = R"(
horizon: 50 days
step: 50 days
parameters: {lift: {value: {uniform: [0, 1]}}, base: {value: 0.1}}
triggers: {event: {rate: base}}
outcomes: {number: {value: count(event)}, some: {when: count(event) > 5}}
)";
  const std::vector<std::string> settings = {"triggers.event.rate=base * (1 + 3 * lift)"};
  const How how{400, 0, 20};
  CHECK(is_right(covered(uncertain, settings, "number", 7.5, how)));
  // P(more than 5 of a Poisson number), over its mean from 5 to 20.
  double truth = 0;
  const auto more_than_five = [](double mean) {
    double below = 0;
    for (int n = 0; n <= 5; ++n) below += std::exp(-mean + n * std::log(mean) - std::lgamma(n + 1));
    return 1 - below;
  };
  for (int i = 0; i < 1000; ++i)
    truth += (more_than_five(5 + 15 * (i + 0.5) / 1000) - more_than_five(5)) / 1000;
  CHECK(is_right(covered(uncertain, settings, "some", truth, how)));
  const Bounds of_trajectories = [](const Difference& found) {
    const double share = static_cast<double>(found.changed) / 400;
    const double reach = 1.96 * std::sqrt(share * (1 - share) / 400);
    return Interval{*found.difference - reach, *found.difference + reach};
  };
  CHECK_FALSE(is_right(covered(uncertain, settings, "some", truth, how, of_trajectories)));
}

} // namespace casus::test
