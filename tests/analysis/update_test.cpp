// What a record changes.

#include "casus/update.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace casus;

namespace {

const std::string parts = R"(casus: 1
name: updated
start: 2020-01-01
horizon: 4 years
step: 1 month
parameters: {often: {gamma: {shape: 2, scale: 1}}}
drivers: {tension: {start: 0, half_life: 1 year, volatility: 1}}
triggers: {strike: {rate: often * 1 per year}}
ladders: {posture: {rungs: [peace, war], up: {rate: 1 per year}}}
outcomes: {late: {when: count(strike) > 0, from: 3 years}}
)";
const std::string record = R"(observed:
  until: 2.99 years
  events:
    - {trigger: strike, at: [0.3 years, 0.7 years, 1.1 years, 1.2 years, 1.9 years, 2.3 years, 2.95 years]}
  drivers: [{at: 2.9 years, values: {tension: 2}}]
  errors: {tension: {uniform: [0.1, 0.2]}}
)";

Scenario scenario(const std::string& text) { return parse_scenario(text, "updated.yaml"); }

RunOptions options_of(std::uint64_t trajectories) {
  RunOptions options;
  options.trajectories = trajectories;
  options.worlds = 64;
  return options;
}

} // namespace

TEST_CASE("Before is what the scenario says without its record, and after what it says given it") {
  const Update found = update(scenario(parts + record), options_of(2048));
  const Result without = run(scenario(parts), options_of(2048));
  CHECK(found.before.fingerprint == without.fingerprint);
  CHECK(found.before.fingerprint != found.after.fingerprint);
  CHECK_FALSE(found.before.observed.has_value());
  CHECK(found.before.outcomes[0].event->hits == without.outcomes[0].event->hits);
  CHECK(found.before.drivers[0].mean == without.drivers[0].mean);
  const Result given = run(scenario(parts + record), options_of(2048));
  CHECK(found.after.fingerprint == given.fingerprint);
  CHECK(found.after.drivers[0].mean == given.drivers[0].mean);
  REQUIRE(found.after.observed.has_value());
  CHECK(found.after.observed->log_evidence == given.observed->log_evidence);
}

TEST_CASE("Today is the first grid point that is not before now") {
  const Update found = update(scenario(parts + record), options_of(1024));
  const double now = found.after.observed->until;
  CHECK(found.after.days[found.today] >= now);
  CHECK(found.after.days[found.today - 1] < now);
  CHECK(found.before.days == found.after.days);
  // The tension was measured a month ago; without that nothing is known of it.
  CHECK(std::abs(found.before.drivers[0].mean[found.today]) < 0.2);
  CHECK(found.after.drivers[0].mean[found.today] > 1);
}

TEST_CASE("A scenario that says nothing of what has happened is told what to write") {
  CHECK_THROWS_WITH(update(scenario(parts), options_of(128)), Catch::Contains("observed: {until:"));
}

TEST_CASE("The progress of both runs is one") {
  RunOptions options = options_of(1024);
  options.threads = 1;
  std::uint64_t last = 0;
  bool rises = true;
  options.progress = [&](std::uint64_t finished) {
    rises &= finished >= last;
    last = finished;
  };
  update(scenario(parts + record), options);
  CHECK(rises);
  CHECK(last == 1024);
}
