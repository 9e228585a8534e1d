// Triggers on dates and upon conditions: when they fire, in which order, and what holds them back.

#include "simulation/support.hpp"

namespace casus::test {

TEST_CASE("A scheduled trigger fires on each of its dates with its probability") {
  const std::string text = R"(
horizon: 100 days
step: 30 days
triggers: {summit: {at: [10 days, 2020-02-15, 90 days], probability: 0.3}}
outcomes: {twice: {when: count(summit) >= 2}, first: {when: count(summit) == 1, by: 10 days}}
)";
  const Result result = simulate(text);
  CHECK_THAT(count_of(result, "summit"), Agrees(0.9));
  CHECK_THAT(probability_of(result, "twice"), Agrees(3 * 0.09 * 0.7 + 0.027));
  CHECK_THAT(probability_of(result, "first"), Agrees(0.3));
  CHECK_THAT(count_of(simulate(text, {"triggers.summit.probability=0.31"}), "summit"), !Agrees(0.9));
}

TEST_CASE("Scheduled triggers respect gate, limit and cooldown before they draw their chance") {
  const Result result = simulate(R"(
horizon: 20 days
step: 5 days
drivers: {open: {start: 1}}
triggers:
  opens: {at: [0 days, 3 days, 7 days, 12 days], when: open == 1}
  capped: {at: [1 day, 2 days, 3 days], limit: 2}
  rests: {at: [1 day, 3 days, 8 days, 11 days], cooldown: 7 days}
  shut: {at: 5 days, effects: [set: {open: 0}]}
  open_again: {at: 12 days, effects: [set: {open: 1}]}
)",
                                 {}, {10});
  CHECK(count_of(result, "opens").value == 2); // on day 12 `opens` stands before `open_again`
  CHECK(count_of(result, "capped").value == 2);
  CHECK(count_of(result, "rests").value == 2); // on day 8 exactly seven days have passed
}

TEST_CASE("Scheduled triggers of one date fire in the order of the file, after the drivers have moved") {
  const Result result = simulate(R"(
horizon: 10 days
step: 10 days
drivers: {x: {start: 0, mean: 0, half_life: 10 days}}
triggers:
  zulu: {at: 10 days, effects: [set: {x: 3}]}
  alpha: {at: 10 days, effects: [scale: {x: 4}]}
)",
                                 {}, {10});
  CHECK(mean_of(result, "x", 10).value == Approx(12));
}

TEST_CASE("A threshold trigger fires at each turn from false to true, and at the start") {
  const std::string text = R"(
horizon: 50 days
step: 50 days
drivers: {pressure: {start: 0}}
triggers:
  push: {rate: 0.5 per day, effects: [add: {pressure: 1}]}
  relief: {upon: pressure >= 3, effects: [set: {pressure: 0}]}
  at_once: {upon: pressure < 1}
outcomes: {relieved: {when: count(relief) > 0, by: 4 days}}
)";
  // Every third of N Poisson pushes: E floor(N / 3), where N modulo 3 is uniform but for a part exp(-1.5
  // E[N]).
  const double thirds = (0.5 * 50 - 1) / 3;
  const Result result = simulate(text);
  CHECK_THAT(count_of(result, "relief"), Agrees(thirds));
  CHECK_THAT(Estimate({count_of(result, "at_once").value - 1, count_of(result, "at_once").se}),
             Agrees(thirds));
  CHECK_THAT(probability_of(result, "relieved"), Agrees(1 - std::exp(-2.0) * (1 + 2 + 2)));
  CHECK_THAT(count_of(simulate(text, {"triggers.push.rate=0.51 per day"}), "relief"), !Agrees(thirds));
}

TEST_CASE(
    "Threshold triggers that turn together fire in the order of the file, those they set off afterwards") {
  const Result result = simulate(R"(
horizon: 5 days
step: 5 days
drivers: {x: {start: 0}, story: {start: 0}}
triggers:
  third: {upon: story == 12, effects: [set: {story: 10 * story + 3}]}
  first: {upon: x == 1, effects: [set: {story: 10 * story + 1, x: 2}]}
  fourth: {upon: x == 2, effects: [set: {story: 10 * story + 4}]}
  second: {upon: x >= 1, effects: [set: {story: 10 * story + 2}]}
  start: {at: 1 day, effects: [set: {x: 1}]}
)",
                                 {}, {10});
  // `first` and `second` turn together; then x == 2 turns, then story == 12 for as long as `fourth` has to
  // wait.
  CHECK(mean_of(result, "story", 5).value == 1243);
}

TEST_CASE("A threshold trigger's gate, limit and cooldown are looked at when its turn comes") {
  const Result result = simulate(R"(
horizon: 20 days
step: 1 day
drivers: {x: {start: 0}, shut: {start: 0}}
triggers:
  shuts: {upon: x == 1, effects: [set: {shut: 1}]}
  gated: {upon: x >= 1, when: shut == 0}
  capped: {upon: x == 1, limit: 2}
  rests: {upon: x == 1, cooldown: 3 days}
  rises: {at: [1 day, 3 days, 5 days], effects: [set: {x: 1}]}
  falls: {at: [2 days, 4 days], effects: [set: {x: 0}]}
)",
                                 {}, {10});
  CHECK(count_of(result, "shuts").value == 3);
  CHECK(count_of(result, "gated").value == 0);
  CHECK(count_of(result, "capped").value == 2);
  CHECK(count_of(result, "rests").value == 2);
}

TEST_CASE("A condition on time alone turns at its moment, a strict one just after") {
  const Result result = simulate(R"(
horizon: 20 days
step: 4 days
drivers: {turned: {start: -1}}
triggers:
  late: {upon: time > 5, effects: [set: {turned: time}]}
  noise: {rate: 5 per day}
outcomes: {dated: {when: date >= 2020-01-10}}
)",
                                 {}, {100});
  CHECK(mean_of(result, "turned", 20).value > 5);
  CHECK(mean_of(result, "turned", 20).value == Approx(5).margin(1e-8));
  CHECK(outcome(result, "dated").event->first_passage_p50.value() == Approx(9).epsilon(1e-12));
}

} // namespace casus::test
