// Differences whose joint law is known. Both runs spend the same exponential thresholds (random time change),
// so that a clock which runs twice as fast fires at half the time.

#include "comparisons.hpp"

#include <catch2/catch.hpp>

namespace casus::test {
namespace {

// Over the horizon 0.5 events are expected; of the other trigger 1.
const std::string events = R"(
horizon: 50 days
step: 5 days
triggers:
  event: {rate: 0.01 per day}
  other: {rate: 0.02 per day}
outcomes:
  any: {when: count(event) > 0}
  number: {value: count(event)}
  any_given_other: {when: count(event) > 0, given: count(other) > 0}
)";

const How in_plain_shares{.trajectories = 100'000, .is_plain = true};
const std::string twice = "triggers.event.rate=0.02 per day";

/// No event in a time in which that many are expected.
double none(double expected) { return std::exp(-expected); }

} // namespace

TEST_CASE("An event at twice the rate differs by what random time change says, and so do its errors") {
  const Comparison found = compared(events, {twice}, in_plain_shares);
  const Difference& any = difference(found, "any");
  CHECK(agrees(any, none(0.5) - none(1)));
  CHECK_FALSE(agrees(any, 1.03 * (none(0.5) - none(1))));
  // Whoever fires at half the pace does so at the whole: all that differ differ one way.
  const double p = *found.baseline.outcomes[0].event->probability;
  const double q = *found.whatifs[0].result.outcomes[0].event->probability;
  const double d = q - p;
  CHECK(*any.difference == Approx(d).epsilon(1e-12));
  CHECK(static_cast<double>(any.changed) == Approx(d * 100'000).epsilon(1e-12));
  CHECK(any.se == Approx(std::sqrt(d * (1 - d) / 100'000)).epsilon(1e-4));
  CHECK(*any.correlation == Approx(std::sqrt(p * (1 - q) / (q * (1 - p)))).epsilon(1e-9));
  CHECK(*any.variance_ratio == Approx((p * (1 - p) + q * (1 - q)) / (d * (1 - d))).epsilon(1e-4));
  CHECK(any.relative->ratio == Approx(q / p).epsilon(1e-12));
  CHECK(covers(any.relative->ci95, (1 - none(1)) / (1 - none(0.5))));
  CHECK(any.doubt.empty());
}

TEST_CASE("Numbers of events differ by a Poisson number of the rate's difference") {
  const Difference number = difference(compared(events, {twice}, in_plain_shares), "number");
  CHECK(agrees(number, 0.5));
  // The variance of a Poisson number's sample variance is known to a percent or so; 4.5 of these are 0.06.
  CHECK(number.se * number.se * 100'000 == Approx(0.5).epsilon(0.06));
  CHECK(*number.correlation == Approx(std::sqrt(0.5)).margin(0.02));
  CHECK(*number.variance_ratio == Approx(3).epsilon(0.06));
}

TEST_CASE("Streams that two scenarios do not share show in correlation and variance ratio") {
  std::string renamed = events;
  for (std::size_t at = 0; (at = renamed.find("event", at)) != std::string::npos; at += 6)
    renamed.replace(at, 5, "coming");
  const Comparison found =
      compare(what_if_text(events), {what_if_text(renamed, {"triggers.coming.rate=0.02 per day"})},
              options_of({100'000}));
  const Difference& any = difference(found, "any");
  CHECK(agrees(any, none(0.5) - none(1)));
  CHECK(std::abs(*any.correlation) < z_limit / std::sqrt(100'000));
  CHECK(*any.variance_ratio == Approx(1).epsilon(0.02));
}

TEST_CASE("Answers to a call differ by their own rate alone, though that of the call changes the trials") {
  const std::string calls = R"(
horizon: 130 days
step: 1 week
triggers: {call: {rate: 0.02 per day}, answer: {rate: 0.03 per day}}
outcomes: {answered: {when: since(answer) < 1e-6, after: count(call) > 0, within: 30 days}}
)";
  for (const How& how : {in_plain_shares, How{.trajectories = 100'000}}) {
    const Comparison by_answer = compared(calls, {"triggers.answer.rate=0.045 per day"}, how);
    CHECK(agrees(difference(by_answer, "answered"), none(0.9) - none(1.35)));
    CHECK_FALSE(agrees(difference(by_answer, "answered"), 1.1 * (none(0.9) - none(1.35))));
    const Comparison by_call = compared(calls, {"triggers.call.rate=0.04 per day"}, how);
    CHECK(by_call.whatifs[0].result.outcomes[0].event->trials > by_call.baseline.outcomes[0].event->trials);
    CHECK(agrees(difference(by_call, "answered"), 0));
  }
}

TEST_CASE("A condition that holds more often changes the trials, and the error is that of a ratio") {
  const Comparison found = compared(events, {"triggers.other.rate=0.06 per day"}, in_plain_shares);
  const Difference& given = difference(found, "any_given_other");
  CHECK(agrees(given, 0));
  // The trials of the baseline are among those of the what-if: p (1 - p) (1 / T - 1 / T'), with p the same in
  // both.
  const double p = 1 - none(0.5), trials = 1e5 * (1 - none(1)), more_trials = 1e5 * (1 - none(3));
  CHECK(given.se == Approx(std::sqrt(p * (1 - p) * (1 / trials - 1 / more_trials))).epsilon(0.03));
  CHECK(*given.correlation == Approx(std::sqrt(trials / more_trials)).epsilon(0.02));
  CHECK(difference(found, "any").changed == 0);
}

TEST_CASE("A driver's mean moved by a number moves its value by a known one, without any noise") {
  const Comparison found = compared(R"(
horizon: 20 days
step: 2 days
drivers: {x: {start: 1000, mean: 1000, half_life: 10 days, volatility: 3}}
outcomes: {level: {value: x}}
)",
                                    {"drivers.x.mean=1002"}, {20'000});
  const Difference& level = difference(found, "level");
  CHECK(*level.difference == Approx(2 * 0.75).epsilon(1e-9));
  CHECK(level.se < 1e-9);
  CHECK(*level.correlation == Approx(1));
  CHECK(level.ci95.high - level.ci95.low < 1e-3);
  CHECK(level.changed == 20'000);
  CHECK_FALSE(level.variance_ratio.has_value());
}

TEST_CASE("Where worlds differ in what the what-if does, the error is that of worlds") {
  const std::string uncertain = R"(
horizon: 50 days
step: 50 days
parameters: {lift: {value: {uniform: [0, 1]}}, base: {value: 0.1}}
triggers: {event: {rate: base}}
outcomes: {number: {value: count(event)}}
)";
  const Comparison found = compared(uncertain, {"triggers.event.rate=base * (1 + lift)"}, {20'000, 3, 1000});
  const Difference& number = difference(found, "number");
  // Of a world 5 * lift more on the average, and a Poisson number of that a trajectory.
  CHECK(agrees(number, 2.5));
  const double between = 25.0 / 12, within = 2.5;
  CHECK(number.se * number.se == Approx((between + within / 20) / 1000).epsilon(0.2)); // 4.5 sqrt(2 / 1000)
  CHECK(number.se * number.se > 2 * within / 20'000);
}

} // namespace casus::test
