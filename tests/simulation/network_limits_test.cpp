// Where a network must stop, and where it must not.

#include "simulation/support.hpp"

namespace casus::test {
namespace {

/// What the run says, or nothing where it ends well.
std::string complaint(const std::string& text, std::uint64_t seed = 7) {
  try {
    simulate(text, {}, {256, seed});
    return "";
  } catch (const RunError& error) {
    return error.what();
  }
}

/// Of one trajectory in a thousand, and only there: the step's events pass a million.
const std::string rarely_exploding = R"(
horizon: 2 days
step: 1 day
drivers: {sparks: {start: 0}, fire: {start: 0}}
triggers:
  lightning: {rate: 0.004 per day, effects: [add: {sparks: 1}]}
  burst: {at: 1 day, probability: 0.004, effects: [add: {fire: 1}]}
  spread: {rate: 2000000 * fire, effects: [add: {sparks: 1}]}
  drizzle: {rate: 3 per day, effects: [add: {sparks: 1}]}
  mist: {rate: 3 per day, effects: [add: {sparks: 1}]}
outcomes: {most: {value: sparks}}
)";

} // namespace

TEST_CASE("A rate of minus zero is a rate of zero, on every machine") {
  CHECK(complaint(R"(
horizon: 30 days
step: 1 week
drivers: {debt: {start: -3}}
triggers: {payment: {rate: -0.5 * debt, effects: [add: {debt: 1}]}}
outcomes: {owed: {value: debt}}
)") == "");
}

TEST_CASE("The trajectory in which events explode is the one that is named") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const std::string said = complaint(rarely_exploding, seed);
    INFO("seed " << seed << ": " << said);
    if (said.empty()) continue; // in none of these trajectories
    const std::uint64_t named = std::stoull(said.substr(said.find(' ') + 1));
    RunOptions options;
    options.trajectories = 256;
    options.seed = seed;
    CHECK_THROWS_AS(trace(scenario_of(rarely_exploding), options, named), RunError);
  }
}

} // namespace casus::test
