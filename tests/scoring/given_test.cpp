// Scores of forecasts that go on from a posterior.

#include "support.hpp"

#include "scoring/trajectory_worlds.hpp"

#include <catch2/catch.hpp>

using namespace casus;
using namespace casus::test;

namespace {

const std::string recorded = R"(horizon: 3 years
step: 1 month
parameters: {often: {gamma: {shape: 2, scale: 1}}}
triggers: {strike: {rate: often * 1 per year}}
observed: {until: 2 years, events: [{trigger: strike, at: [100.3, 290.2, 420.7]}]}
outcomes:
  more: {when: count(strike) > 3, from: now}
  strikes: {value: count(strike)}
)";

} // namespace

TEST_CASE("A scenario with a record is scored given that, with the errors that its run has") {
  const Scenario scenario = scenario_text(recorded);
  const std::vector<Observation> observations{{.outcome = "more", .observed = 1.0},
                                              {.outcome = "strikes", .is_event = false, .observed = 5}};
  const RunOptions options = options_of(12'800, 7, 512);
  const Result alone = run(scenario, options);
  const ForecastScores found = score({scenario}, observations, options).forecasts[0];
  const EventScore& event = *found.outcomes[0].event;
  // gamma(2 + 3, 1 + 2) a year: none in one more with (3/4)^5; without the record with (1/4)^2.
  CHECK(std::abs(event.probability - (1 - std::pow(0.75, 5))) < 6 * event.se);
  CHECK(event.hits == alone.outcomes[0].event->hits);
  CHECK(event.se == Approx(alone.outcomes[0].event->se));
  CHECK(found.outcomes[1].value->mean == Approx(*alone.outcomes[1].value->mean));
  CHECK(found.run.observed->log_evidence == alone.observed->log_evidence);
  CHECK(found.run.worlds == alone.worlds);
}

TEST_CASE("Without a record, worlds take turns as in any run") {
  const scoring::TrajectoryWorlds worlds(tally::Blocks(4000, 20));
  for (std::uint64_t k = 0; k < 4000; ++k) {
    CHECK(worlds.world(k) == simulation::world_of(k, 20));
    CHECK(worlds.cluster(k) == simulation::world_of(k, 20));
  }
  CHECK(worlds.clusters_seen() == 20);
}
