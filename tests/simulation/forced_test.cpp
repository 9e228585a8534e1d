// Forced firings: what they do, what they leave alone, and what they draw.

#include "simulation/support.hpp"

#include <algorithm>

namespace casus::test {
namespace {

Run once() { return {10}; }

/// The events of a trigger by one cause in one trajectory.
std::vector<TracedEvent> told(const Scenario& scenario, std::uint64_t trajectory, const std::string& trigger,
                              Cause cause) {
  RunOptions options;
  options.trajectories = 1000;
  std::vector<TracedEvent> events = trace(scenario, options, trajectory).events;
  std::erase_if(events, [&](const TracedEvent& event) {
    return event.cause != cause || event.trigger < 0 ||
           scenario.triggers[static_cast<std::size_t>(event.trigger)].name != trigger;
  });
  return events;
}

/// Days and marks, one after the other.
std::vector<double> numbers_of(const std::vector<TracedEvent>& events) {
  std::vector<double> numbers;
  for (const TracedEvent& event : events) {
    numbers.push_back(event.day);
    for (const MarkValue& mark : event.marks) numbers.push_back(mark.value);
  }
  return numbers;
}

const std::string strikes = R"(
horizon: 40 days
step: 5 days
drivers: {alarm: {mean: 0, half_life: 10 days}, spy: {start: 0}}
triggers:
  strike:
    rate: 0.15 per day
    marks: {weapon: {domestic: 0.8, nato: 0.2}, severity: {lognormal: {median: 2, sigma: 0.5}}}
    effects: [add: {alarm: severity}]
  outcry: {upon: alarm > 2, marks: {loudness: {uniform: [0, 1]}}}
  summit: {at: [10 days, 20 days, 30 days], probability: 0.5, marks: {mood: {uniform: [0, 1]}}}
)";

} // namespace

TEST_CASE("A forced firing has its effects on its day, and they fade as any") {
  Scenario scenario = scenario_of(R"(
horizon: 40 days
step: 10 days
drivers: {alarm: {mean: 0, half_life: 10 days}}
triggers: {strike: {rate: 0, marks: {severity: {uniform: [0, 1]}}, effects: [add: {alarm: severity}]}}
outcomes: {on_the_day: {value: alarm, at: 15 days}}
)");
  force(scenario, "strike", 15, {{"severity", 2}});
  const Result result = simulate(scenario, once());
  CHECK(result.days == std::vector<double>{0, 10, 20, 30, 40});
  CHECK(mean_of(result, "alarm", 10).value == 0);
  CHECK(value_of(result, "on_the_day").value == Approx(2));
  CHECK(mean_of(result, "alarm", 20).value == Approx(2 * std::exp2(-0.5)));
  CHECK(mean_of(result, "alarm", 40).value == Approx(2 * std::exp2(-2.5)));
  CHECK(count_of(result, "strike").value == 1);
}

TEST_CASE("A forced firing happens whatever rate, gate, limit, cooldown, probability and condition say") {
  Scenario scenario = scenario_of(R"(
horizon: 20 days
step: 5 days
drivers: {shut: {start: 0}}
triggers:
  never: {rate: 0, when: shut == 1}
  capped: {rate: 0, limit: 1}
  rests: {rate: 0, cooldown: 30 days}
  unlikely: {at: 10 days, probability: 0, when: shut == 1, limit: 1}
  upon_nothing: {upon: shut == 1, when: shut == 1, cooldown: 30 days}
)");
  for (const Trigger& trigger : scenario.triggers)
    for (const double day : {0.0, 10.0, 10.0, 20.0}) force(scenario, trigger.name, day);
  const Result result = simulate(scenario, once());
  for (const TriggerResult& each : result.triggers) {
    INFO(each.name);
    CHECK(each.mean_count == 4);
  }
}

TEST_CASE("A forced firing counts towards the limit of later ones") {
  const auto mean_count = [](const std::string& rate) {
    Scenario scenario = scenario_of("horizon: 40 days\nstep: 20 days\ntriggers: {coup: {rate: 0, limit: 1}}",
                                    {"triggers.coup.rate=" + rate});
    force(scenario, "coup", 10);
    return count_of(simulate(scenario), "coup");
  };
  const double truth = 1 + -std::expm1(-1); // what comes, comes before day 10
  CHECK_THAT(mean_count("0.1 per day"), Agrees(truth));
  CHECK_THAT(mean_count("0.105 per day"), !Agrees(truth));
}

TEST_CASE("A forced firing begins the cooldown of later ones") {
  const auto mean_count = [](const std::string& rate) {
    Scenario scenario =
        scenario_of("horizon: 40 days\nstep: 10 days\ntriggers: {talks: {rate: 0, cooldown: 20 days}}",
                    {"triggers.talks.rate=" + rate});
    force(scenario, "talks", 10);
    return count_of(simulate(scenario), "talks");
  };
  const double truth = 1 + 2 * -std::expm1(-1); // at most one before day 10, one after day 30
  CHECK_THAT(mean_count("0.1 per day"), Agrees(truth));
  CHECK_THAT(mean_count("0.105 per day"), !Agrees(truth));
}

TEST_CASE("Scheduled firings find a forced one's cooldown and limit, and come after it") {
  Scenario scenario = scenario_of(R"(
horizon: 20 days
step: 5 days
drivers: {story: {start: 0}}
triggers:
  rests: {at: [10 days, 15 days], cooldown: 5 days}
  capped: {at: [5 days, 10 days, 15 days], limit: 2}
  first: {at: 5 days, effects: [set: {story: 10 * story + 1}]}
  second: {rate: 0, effects: [set: {story: 10 * story + 2}]}
  third: {rate: 0, effects: [set: {story: 10 * story + 3}]}
)");
  force(scenario, "rests", 10);
  force(scenario, "capped", 5);
  force(scenario, "third", 5);
  force(scenario, "second", 5);
  const Result result = simulate(scenario, once());
  CHECK(count_of(result, "rests").value == 2);
  CHECK(count_of(result, "capped").value == 2);
  CHECK(mean_of(result, "story", 20).value == 321);
}

TEST_CASE("A forced firing sets thresholds off, moves ladders and meets outcomes at once") {
  Scenario scenario = scenario_of(R"(
horizon: 20 days
step: 5 days
drivers: {x: {start: 0}, entered: {start: 0}}
ladders: {aid: {rungs: [low, middle, high], start: low, on_enter: {high: [add: {entered: 1}]}}}
triggers:
  push: {rate: 0, effects: [add: {x: 1}]}
  answer: {upon: x >= 1, effects: [raise: {aid: 2}]}
outcomes: {reached: {when: aid == high}, by_then: {when: aid == high, by: 12 days},
           rung: {value: aid, at: 12 days}, entries: {value: entered, at: 12 days}}
)");
  force(scenario, "push", 12);
  const Result result = simulate(scenario, once());
  CHECK(count_of(result, "answer").value == 1);
  CHECK(occupancy_of(result, "aid", 0, 10).value == 1);
  CHECK(value_of(result, "rung").value == 2);
  CHECK(value_of(result, "entries").value == 1);
  CHECK(occupancy_of(result, "aid", 2, 15).value == 1);
  CHECK(outcome(result, "reached").event->first_passage_p50.value() == 12);
  CHECK(probability_of(result, "by_then").value == 1);
}

TEST_CASE("The functions count and since, and intensities, read a forced firing") {
  const auto firings = [](const std::string& rate) {
    Scenario scenario = scenario_of(R"yaml(
horizon: 30 days
step: 5 days
triggers:
  leave: {at: 25 days, probability: 0}
  strike: {rate: 0, weights: {"count(leave) > 0": 0.6931471805599453}}
outcomes:
  days_since: {value: since(leave)}
  recent: {value: "count(leave, 19 days) + 10 * count(leave, 21 days)"}
)yaml",
                                    {"triggers.strike.rate=" + rate});
    force(scenario, "leave", 10);
    return simulate(scenario);
  };
  const Result result = firings("0.1 per day");
  CHECK_THAT(count_of(result, "strike"), Agrees(1 + 4));
  CHECK_THAT(count_of(firings("0.102 per day"), "strike"), !Agrees(1 + 4));
  CHECK(value_of(result, "days_since").value == 20);
  CHECK(value_of(result, "recent").value == 10);
}

TEST_CASE("Firings forced at the start and at the horizon belong to those days") {
  Scenario scenario = scenario_of(R"(
horizon: 20 days
step: 5 days
drivers: {x: {start: 0}}
triggers: {push: {rate: 0, effects: [add: {x: 1}]}}
outcomes: {early: {when: x == 1, by: 0 days}, late: {when: x == 2}}
)");
  force(scenario, "push", 0);
  force(scenario, "push", 20);
  const Result result = simulate(scenario, once());
  CHECK(mean_of(result, "x", 0).value == 1);
  CHECK(mean_of(result, "x", 15).value == 1);
  CHECK(mean_of(result, "x", 20).value == 2);
  CHECK(probability_of(result, "early").value == 1);
  CHECK(outcome(result, "late").event->first_passage_p50.value() == 20);
}

TEST_CASE("A forced firing takes the marks that are given and draws the others by their law") {
  const auto forced = [](const std::string& nato) {
    Scenario scenario = scenario_of(R"(
horizon: 10 days
step: 10 days
drivers: {permission: {start: 0.6}}
triggers:
  strike:
    rate: 0
    marks:
      weapon: {domestic: 0.8, nato: {share: 0.2, weights: {permission: 1.5}}}
      target: {border: 6, strategic: 2}
      severity: {uniform: [1, 3]}
)",
                                    {"triggers.strike.marks.weapon.nato.share=" + nato});
    force(scenario, "strike", 4, {{"target", 1}});
    return trigger(simulate(scenario), "strike").marks;
  };
  const double nato = 0.2 * std::exp(0.9) / (0.8 + 0.2 * std::exp(0.9));
  const std::vector<MarkResult> marks = forced("0.2");
  CHECK_THAT(share(marks[0].categories[1].share, 1e5), Agrees(nato));
  CHECK(marks[1].categories[1].share == 1);
  CHECK_THAT((Estimate{marks[2].mean, marks[2].sd / std::sqrt(1e5)}), Agrees(2));
  const double variance = 4.0 / 12; // its kurtosis is 9/5
  CHECK_THAT((Estimate{marks[2].sd * marks[2].sd, variance * std::sqrt(0.8 / 1e5)}), Agrees(variance));
  CHECK_THAT(share(forced("0.21")[0].categories[1].share, 1e5), !Agrees(nato));
}

TEST_CASE("Two firings forced on one day draw independently of each other and of the hazard's") {
  const auto total = [](bool twice) {
    Scenario scenario = scenario_of(R"(
horizon: 10 days
step: 10 days
drivers: {harm: {start: 0}}
triggers: {strike: {rate: 0, marks: {severity: {uniform: [0, 1]}}, effects: [add: {harm: severity}]}}
)");
    force(scenario, "strike", 5);
    if (twice) force(scenario, "strike", 5);
    return simulate(scenario);
  };
  CHECK_THAT(mean_of(total(true), "harm", 10), Agrees(1));
  CHECK_THAT(variance_of(total(true), "harm", 10), Agrees(2.0 / 12)); // one draw for both: 4 / 12
  CHECK_THAT(variance_of(total(false), "harm", 10), !Agrees(2.0 / 12));
}

TEST_CASE("Forcing leaves times and marks of the trigger's other firings alone, to the last bit") {
  const Scenario baseline = scenario_of(strikes);
  Scenario whatif = baseline;
  for (const std::string trigger : {"strike", "summit"})
    for (const double day : {0.0, 5.0, 20.0, 20.0}) force(whatif, trigger, day, {{"severity", 0.01}});
  std::size_t compared = 0;
  for (std::uint64_t k = 0; k < 100; ++k) {
    const auto strikes_of = [&](const Scenario& scenario) {
      return numbers_of(told(scenario, k, "strike", Cause::hazard));
    };
    const auto summits_of = [&](const Scenario& scenario) {
      return numbers_of(told(scenario, k, "summit", Cause::schedule));
    };
    CHECK(strikes_of(whatif) == strikes_of(baseline));
    CHECK(summits_of(whatif) == summits_of(baseline));
    CHECK(told(whatif, k, "strike", Cause::forced).size() == 4);
    compared += strikes_of(baseline).size() + summits_of(baseline).size();
  }
  CHECK(compared > 1000);
}

TEST_CASE("A threshold trigger's own marks do not know of its forced firings") {
  const Scenario baseline = scenario_of(strikes);
  Scenario whatif = baseline;
  force(whatif, "outcry", 5);
  force(whatif, "outcry", 20, {{"loudness", 0.5}});
  std::size_t compared = 0;
  for (std::uint64_t k = 0; k < 100; ++k) {
    const auto outcries = numbers_of(told(baseline, k, "outcry", Cause::threshold));
    CHECK(numbers_of(told(whatif, k, "outcry", Cause::threshold)) == outcries);
    compared += outcries.size();
  }
  CHECK(compared > 200);
}

TEST_CASE("Another date of a scheduled trigger leaves the marks of its other dates alone") {
  const Scenario baseline = scenario_of(strikes, {"triggers.summit.at=[10 days, 20 days]"});
  const Scenario whatif = scenario_of(strikes, {"triggers.summit.at=[5 days, 10 days, 20 days]"});
  for (std::uint64_t k = 0; k < 100; ++k) {
    std::vector<TracedEvent> summits = told(whatif, k, "summit", Cause::schedule);
    std::erase_if(summits, [](const TracedEvent& event) { return event.day == 5; });
    CHECK(numbers_of(summits) == numbers_of(told(baseline, k, "summit", Cause::schedule)));
  }
}

TEST_CASE("Another forced firing leaves the draws of the others alone, wherever it stands in the list") {
  const auto draws = [](const std::vector<std::pair<double, std::map<std::string, double>>>& forced) {
    Scenario scenario = scenario_of(strikes, {"triggers.strike.rate=0"});
    for (const auto& [day, marks] : forced) force(scenario, "strike", day, marks);
    std::vector<std::pair<double, double>> drawn;
    for (const TracedEvent& event : told(scenario, 17, "strike", Cause::forced))
      drawn.emplace_back(event.marks[0].value, event.marks[1].value);
    std::sort(drawn.begin(), drawn.end());
    return drawn;
  };
  const auto few = draws({{20, {{"weapon", 1}}}, {20, {{"weapon", 0}}}, {20, {{"weapon", 0}}}});
  const auto more = draws({{12, {{"weapon", 0}}},
                           {20, {}},
                           {20, {{"weapon", 0}}},
                           {20, {{"weapon", 0}, {"severity", 3}}},
                           {20, {{"weapon", 0}}},
                           {20, {{"weapon", 1}}},
                           {20, {{"weapon", 0}}}});
  CHECK(few[0] != few[1]);
  CHECK(std::includes(more.begin(), more.end(), few.begin(), few.end()));
}

} // namespace casus::test
