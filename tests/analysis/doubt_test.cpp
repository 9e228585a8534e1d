#include "comparisons.hpp"

#include "casus/errors.hpp"

#include <catch2/catch.hpp>

#include <atomic>

namespace casus::test {
namespace {

const std::string text = R"(
horizon: 50 days
step: 5 days
triggers:
  event: {rate: 0.02 per day}
  rare: {rate: 1e-7 per day}
ladders:
  alert: {rungs: [low, high], start: low, up: {rate: 0.02 per day}}
outcomes:
  any: {when: count(event) > 0}
  number: {value: count(event)}
  unmoved: {when: alert >= high}
  after_rare: {when: count(event) > 0, given: count(rare) > 0}
)";

const std::string faster = "triggers.event.rate=0.03 per day";

bool says(const std::string& words, const std::string& part) { return words.find(part) != std::string::npos; }

std::string error_of(const Scenario& baseline, const std::vector<Scenario>& whatifs, const How& how = {100}) {
  try {
    compare(baseline, whatifs, options_of(how));
  } catch (const RunError& error) {
    return error.what();
  }
  return "";
}

} // namespace

TEST_CASE("A what-if equal to its baseline differs by exactly zero, and nothing is doubted") {
  const Comparison found = compared(text, {"title=Another name for the same"}, {1000});
  for (const char* outcome : {"any", "number", "unmoved"}) {
    const Difference& same = difference(found, outcome);
    CHECK(*same.difference == 0);
    CHECK(same.se == 0);
    CHECK(same.ci95.low == 0);
    CHECK(same.ci95.high == 0);
    CHECK(same.changed == 0);
    CHECK(same.doubt.empty());
    CHECK(*same.correlation == Approx(1));
    CHECK_FALSE(same.variance_ratio.has_value());
    if (!same.relative) continue;
    CHECK(same.relative->ci95.low == 1);
    CHECK(same.relative->ci95.high == 1);
  }
  CHECK(difference(found, "any").relative.has_value());
  CHECK(found.whatifs[0].result.title == "Another name for the same");
  CHECK(found.baseline.title.empty());
}

TEST_CASE("Where no trajectory differs, the interval is not a point and the difference is doubted") {
  const Comparison found = compared(text, {"triggers.rare.rate=2e-7 per day"}, {1000});
  const Difference& any = difference(found, "any");
  CHECK(*any.difference == 0);
  CHECK(any.ci95.high == Approx(1.96 * std::sqrt(2) / 1000).epsilon(0.001));
  CHECK(any.ci95.low == -any.ci95.high);
  CHECK(any.doubt == "not one trajectory answers differently");
  const Difference& number = difference(found, "number"); // a Poisson number of variance 1
  CHECK(number.ci95.high == Approx(1.96 * std::sqrt(2) / 1000).epsilon(0.1));
}

TEST_CASE("A difference of which a few trajectories tell is doubted") {
  const Comparison found = compared(text, {"triggers.event.rate=0.0201 per day"}, {1000});
  const Difference& any = difference(found, "any");
  REQUIRE(any.changed > 1);
  REQUIRE(any.changed < 10);
  CHECK(any.doubt == "only " + std::to_string(any.changed) + " trajectories answer differently");
  CHECK(difference(compared(text, {faster}, {1000}), "any").doubt.empty());
  // Bonett and Price 2012: one more trajectory that turns each way. Here all turn one way.
  const double gained = static_cast<double>(any.changed + 1) / 1002, lost = 1.0 / 1002;
  const double reach = 1.96 * std::sqrt((gained + lost - std::pow(gained - lost, 2)) / 1002);
  CHECK(any.ci95.low == Approx(gained - lost - reach).margin(2e-5));
  CHECK(any.ci95.high == Approx(gained - lost + reach).margin(2e-5));
}

TEST_CASE(
    "A difference of conditional probabilities that hardly a trajectory met is doubted, or there is none") {
  const Difference none = difference(compared(text, {faster}, {1000}), "after_rare");
  CHECK_FALSE(none.difference.has_value());
  CHECK(none.doubt == "no trajectory of either met its condition");
  const Difference in_one =
      difference(compared(text, {"triggers.rare.rate=1e-2 per day"}, {1000}), "after_rare");
  CHECK_FALSE(in_one.difference.has_value());
  CHECK(in_one.doubt == "no trajectory of the baseline met its condition");
  const Comparison found =
      compare(what_if_text(text, {"triggers.rare.rate=1e-4 per day"}),
              {what_if_text(text, {"triggers.rare.rate=1e-2 per day"})}, options_of({1000}));
  CHECK(says(difference(found, "after_rare").doubt, "met its condition"));
  CHECK(difference(found, "after_rare").changed > 100);
}

TEST_CASE("A difference that a few worlds make is doubted") {
  const std::string worlds = R"(
horizon: 50 days
step: 50 days
parameters: {kind: {value: {discrete: {0: 0.95, 1: 0.05}}}, base: {value: 0.02}}
triggers: {event: {rate: base}}
outcomes: {any: {when: count(event) > 0}}
)";
  const Comparison found = compared(worlds, {"triggers.event.rate=base * (1 + kind)"}, {10'000, 1, 100});
  const Difference& any = difference(found, "any");
  CHECK(any.changed > 10);
  CHECK(says(any.doubt, "of 100 worlds alone"));
}

TEST_CASE("An outcome that the what-if does not ask, or asks in another way, has no difference") {
  const Comparison removed =
      compare(what_if_text(text),
              {what_if_text("horizon: 50 days\nstep: 5 days\ntriggers: {event: {rate: 0.02 per day}}\n"
                            "outcomes: {number: {when: count(event) > 1}}\n")},
              options_of({100}));
  for (const char* outcome : {"any", "number"}) {
    CHECK_FALSE(difference(removed, outcome).difference.has_value());
    CHECK(says(difference(removed, outcome).doubt, "does not ask"));
  }
  CHECK(removed.whatifs[0].ladders.empty());
}

TEST_CASE("Scenarios that begin on different dates are refused") {
  const Scenario later = parse_scenario("casus: 1\nname: later\nstart: 2020-02-01\n" + text, "later.yaml");
  const std::string error = error_of(what_if_text(text), {later});
  CHECK(says(error, "'test.yaml' starts on 2020-01-01 and 'later.yaml' on 2020-02-01"));
  CHECK(says(error, "give them one start"));
}

TEST_CASE("No what-if, one given twice, and more than fit into memory are refused") {
  const Scenario baseline = what_if_text(text);
  CHECK(says(error_of(baseline, {}), "give a what-if"));
  CHECK(says(error_of(baseline, {baseline, baseline}), "'test.yaml' is given twice"));
  std::vector<Scenario> many;
  for (int i = 0; i < 101; ++i) {
    many.push_back(what_if_text(text, {"triggers.event.limit=" + std::to_string(i + 1)}));
    many.back().file = std::to_string(i);
  }
  CHECK(says(error_of(baseline, many), "too many to simulate at once"));
}

TEST_CASE("What-ifs of the same file name are told apart by their folders") {
  Scenario first = what_if_text(text, {faster}), second = what_if_text(text);
  first.file = "a/test.yaml";
  second.file = "b/test.yaml";
  Scenario third = second;
  third.file = "b/third.yaml";
  const Comparison found = compare(what_if_text(text), {first, second, third}, options_of({100}));
  CHECK(found.whatifs[0].file == "a/test.yaml");
  CHECK(found.whatifs[1].file == "b/test.yaml");
  CHECK(found.whatifs[2].file == "third.yaml");
}

TEST_CASE("An error at run time names the scenario that it befell") {
  const std::string error =
      error_of(what_if_text(text), {what_if_text(text, {"outcomes.number.value=1 / (count(event) - 1)"})});
  CHECK(says(error, "'test.yaml': trajectory "));
}

TEST_CASE("A comparison that is stopped tells of the trajectories that all have finished") {
  std::atomic<bool> stop = false;
  RunOptions options = options_of({100'000});
  options.stop = &stop;
  options.progress = [&](std::uint64_t finished) { stop = finished > 10'000; };
  const Comparison found = compare(what_if_text(text), {what_if_text(text, {faster})}, options);
  CHECK(found.baseline.stopped());
  CHECK(found.baseline.trajectories > 10'000);
  CHECK(found.whatifs[0].result.trajectories == found.baseline.trajectories);
  const double p = *found.baseline.outcomes[0].event->probability;
  const double q = *found.whatifs[0].result.outcomes[0].event->probability;
  CHECK(*difference(found, "any").difference == Approx(q - p).epsilon(1e-12));
}

TEST_CASE("Scenarios on different grids are compared on the days of both") {
  const std::string walk = R"(
horizon: 100 days
step: 5 days
drivers: {x: {start: 0, volatility: 1}}
outcomes: {end: {value: x, at: 50 days}}
)";
  // The same noise falls into the same steps, though each by itself would have other steps.
  const Comparison found = compared(walk, {"step=7 days", "horizon=60 days"}, {1000});
  CHECK(*difference(found, "end").difference == Approx(0).margin(1e-12));
  CHECK(difference(found, "end").changed == 0);
  CHECK(found.whatifs[0].result.days.back() == 60);
  CHECK(found.baseline.days.back() == 100);
}

// On a grid point, that is: on a date within a step, what follows a driver tells where it is.
TEST_CASE("What rounds differently is not told for a difference") {
  const Comparison found = compared(R"(
horizon: 98 days
step: 7 days
drivers:
  a_leader: {mean: 3, half_life: 10 days, volatility: 1}
  follower: {mean: 0, half_life: 20 days, volatility: 1, follows: {a_leader: 0.5}}
outcomes: {leader: {value: a_leader}, follows: {value: follower}}
)",
                                    {"drivers.follower.half_life=27 days"}, {1000});
  CHECK(difference(found, "leader").changed == 0);
  CHECK(difference(found, "leader").ci95.high > 1e-4);
  CHECK(difference(found, "follows").changed == 1000);
}

TEST_CASE("What-ifs are ranked by their effects, with how far each is ahead of the next") {
  const Scenario slow = what_if_text(text, {"triggers.event.rate=0.01 per day"});
  Scenario fast = what_if_text(text, {faster}),
           faster_still = what_if_text(text, {"triggers.event.rate=0.06 per day"});
  fast.file = "fast", faster_still.file = "faster";
  const Comparison found = compare(what_if_text(text), {slow, fast, faster_still}, options_of({20'000}));
  const Ranking& any = found.rankings.at(0);
  CHECK(any.outcome == "any");
  CHECK(any.order.at(0).whatif == 2);
  CHECK(any.order.at(1).whatif == 1);
  CHECK(any.order.at(2).whatif == 0);
  CHECK(agrees(any.order[0].ahead, std::exp(-1.5) - std::exp(-3)));
  CHECK(agrees(any.order[1].ahead, std::exp(-0.5) - std::exp(-1.5)));
  CHECK_FALSE(any.order[2].ahead.has_value());
  const double d = any.order[0].ahead->effect;
  CHECK(any.order[0].ahead->se == Approx(std::sqrt(d * (1 - d) / 20'000)).epsilon(1e-3));
}

} // namespace casus::test
