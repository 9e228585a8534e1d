#include "analysis/comparisons.hpp"

#include <catch2/catch.hpp>

namespace casus::test {
namespace {

const std::string events = R"(
horizon: 10 days
step: 10 days
parameters: {pace: {value: {gamma: [4, 0.05]}}}
triggers: {event: {rate: pace}, other: {rate: 0.01 per day}}
outcomes:
  any: {when: count(event) > 0}
  many: {when: count(event) > 3}
  untouched: {when: count(other) > 0}
  number: {value: count(event)}
)";

double half_width(const Interval& interval) { return (interval.high - interval.low) / 2; }

Comparison precise(const Precision& precision) {
  RunOptions options = options_of({10'000'000});
  options.precision = precision;
  return compare(what_if_text(events), {what_if_text(events, {"triggers.event.rate=1.2 * pace"})}, options);
}

} // namespace

TEST_CASE("A comparison goes on until its differences are as sure as is asked") {
  const Comparison found = precise({.half_width = 0.0005});
  for (const std::string name : {"any", "many", "untouched"})
    CHECK(half_width(difference(found, name).ci95) <= 0.0005);
  CHECK(*difference(found, "untouched").difference == 0);
  CHECK(found.baseline.trajectories < 10'000'000);
  CHECK_FALSE(found.baseline.stopped());
}

TEST_CASE("In a comparison a share is one of the baseline's answer, so that what is not touched has it too") {
  const Comparison found = precise({.half_width = 0.01, .is_relative = true});
  CHECK(half_width(difference(found, "number").ci95) <= 0.01 * 2);
  CHECK(half_width(difference(found, "untouched").ci95) <= 0.01 * 0.1);
  CHECK(found.baseline.trajectories < 10'000'000);
}

TEST_CASE("A comparison's answers are those of runs alone, and its differences theirs") {
  RunOptions options = options_of({40'000});
  const Scenario base = what_if_text(events),
                 whatif = what_if_text(events, {"triggers.event.rate=1.2 * pace"});
  const Comparison found = compare(base, {whatif}, options);
  const Result alone = run(base, options), changed = run(whatif, options);
  REQUIRE(alone.outcomes[0].event->gain);
  CHECK(*found.baseline.outcomes[0].event->probability == *alone.outcomes[0].event->probability);
  CHECK(*found.whatifs[0].result.outcomes[0].event->probability == *changed.outcomes[0].event->probability);
  CHECK(
      *difference(found, "any").difference ==
      Approx(*changed.outcomes[0].event->probability - *alone.outcomes[0].event->probability).epsilon(1e-9));
}

} // namespace casus::test
