// The joint distribution of two ladders on the last day.

#include "simulation/scenario_generator.hpp"
#include "simulation/support.hpp"

#include <fmt/format.h>

namespace casus::test {
namespace {

Result independent(const std::string& rate) {
  return simulate(R"(
horizon: 30 days
step: 10 days
ladders:
  one: {rungs: [low, high], start: low, up: {rate: 0.02 per day}}
  two: {rungs: [bottom, middle, top], start: bottom, up: {rate: 0.03 per day}}
)",
                  {"ladders.one.up.rate=" + rate});
}

double trials_of(const Result& result) { return static_cast<double>(result.trajectories); }

} // namespace

TEST_CASE("The joint shares of independent ladders are products") {
  const Result result = independent("0.02 per day");
  REQUIRE(result.joint.size() == 1);
  CHECK(result.joint[0].first == "one");
  CHECK(result.joint[0].second == "two");
  const double low = std::exp(-0.6), middle = 0.9 * std::exp(-0.9);
  CHECK_THAT(share(result.joint[0].shares[0][1], trials_of(result)), Agrees(low * middle));
  CHECK_THAT(share(result.joint[0].shares[1][0], trials_of(result)), Agrees((1 - low) * std::exp(-0.9)));
  CHECK_THAT(share(independent("0.0215 per day").joint[0].shares[0][1], trials_of(result)),
             !Agrees(low * middle));
}

TEST_CASE("Ladders that one event moves together stand together") {
  const Result result = simulate(R"(
horizon: 30 days
step: 10 days
ladders: {one: {rungs: [low, high], start: low}, two: {rungs: [bottom, top], start: top}}
triggers: {turn: {rate: 0.02 per day, effects: [move: {one: high, two: bottom}]}}
)");
  const auto& shares = result.joint.at(0).shares;
  CHECK(shares[0][0] == 0);
  CHECK(shares[1][1] == 0);
  CHECK_THAT(share(shares[1][0], trials_of(result)), Agrees(-std::expm1(-0.6)));
}

TEST_CASE("The margins of joint shares are the ladders' last occupancy") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Result result = simulate(random_whatif(seed), {1000});
    REQUIRE(result.joint.size() == 1);
    const auto& shares = result.joint[0].shares;
    const auto& first = result.ladders[0].occupancy.back();
    const auto& second = result.ladders[1].occupancy.back();
    for (std::size_t r = 0; r < first.size(); ++r) {
      double sum = 0;
      for (const double each : shares[r]) sum += each;
      CHECK(sum == Approx(first[r]).margin(1e-12));
    }
    for (std::size_t s = 0; s < second.size(); ++s) {
      double sum = 0;
      for (const auto& row : shares) sum += row[s];
      CHECK(sum == Approx(second[s]).margin(1e-12));
    }
  }
}

TEST_CASE("Very many ladders have no joint shares, as all tables together would be too large") {
  const auto pairs = [](int ladders) {
    std::string text = "horizon: 2 days\nstep: 1 day\nladders:\n";
    for (int i = 0; i < ladders; ++i)
      text += fmt::format("  l{0}: {{rungs: [a{0}, b{0}], start: b{0}}}\n", i);
    return simulate(text, {}, {10}).joint.size();
  };
  CHECK(pairs(1) == 0);
  CHECK(pairs(224) == 224 * 223 / 2); // 99,904 shares
  CHECK(pairs(225) == 0);
}

} // namespace casus::test
