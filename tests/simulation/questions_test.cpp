// Questions that are asked from a day on, or begin in each trajectory when a condition first holds.

#include "simulation/same_result.hpp"
#include "simulation/support.hpp"

#include <unsupported/Eigen/MatrixFunctions>

namespace casus::test {
namespace {

// Two independent clocks: an answer comes at b a day, the call that it might answer at a.
const std::string clocks = R"(
horizon: 200 days
step: 1 week
triggers: {call: {rate: 0.02 per day}, answer: {rate: 0.03 per day}}
outcomes:
  first_answer: {when: count(answer) > 0, after: count(call) > 0, within: 30 days, by: 100 days}
  an_answer: {when: since(answer) < 1e-6, after: count(call) > 0, within: 30 days, by: 100 days}
  any_time: {when: count(answer) > 0, after: count(call) > 0, by: 100 days}
  late_call: {when: since(answer) < 1e-6, after: since(call) < 1e-6, from: 40 days, within: 30 days, by: 100 days}
  naive: {when: count(answer) > 0, given: count(call) > 0, by: 100 days}
)";
constexpr double a = 0.02, b = 0.03;

/// The chance that an Exp(rate) time is over by then.
double over(double rate, double days) { return -std::expm1(-rate * days); }

double trials_of(const Result& result, const std::string& name) {
  return static_cast<double>(outcome(result, name).event->trials) / static_cast<double>(result.trajectories);
}

RunOptions of_many(bool is_plain) {
  RunOptions options;
  options.trajectories = 200'000;
  options.seed = 5;
  options.is_plain = is_plain;
  return options;
}

bool holds_in_all(const Result& result, const std::string& name) {
  return probability_of(result, name).value == 1;
}
bool holds_in_none(const Result& result, const std::string& name) {
  return probability_of(result, name).value == 0 && outcome(result, name).event->trials > 0;
}

} // namespace

TEST_CASE(
    "Of two independent clocks one answers the other as often as it should, with controls and without") {
  // The first answer must fall after the call: a / (a + b) (1 - exp(-(a + b) 100)) is how likely the call is
  // the first of the two and comes by day 100.
  const double call_first = a / (a + b) * over(a + b, 100);
  for (const bool is_plain : {false, true}) {
    const Result result = run(scenario_of(clocks), of_many(is_plain));
    CHECK(outcome(result, "an_answer").conditional);
    CHECK_THAT(share(trials_of(result, "an_answer"), 200'000), Agrees(over(a, 100)));
    CHECK_THAT(probability_of(result, "an_answer"), Agrees(over(b, 30)));
    CHECK_THAT(probability_of(result, "first_answer"), Agrees(call_first * over(b, 30) / over(a, 100)));
    const double any_time = call_first / over(a, 100) - std::exp(-100 * b);
    CHECK_THAT(probability_of(result, "any_time"), Agrees(any_time));
    CHECK_THAT(share(trials_of(result, "late_call"), 200'000), Agrees(over(a, 60)));
    CHECK_THAT(probability_of(result, "late_call"), Agrees(over(b, 30)));
    // What does not ask for the order is seen to count what came before.
    CHECK_THAT(probability_of(result, "naive"), !Agrees(any_time));
    CHECK_THAT(probability_of(result, "naive"), Agrees(over(b, 100)));
  }
}

TEST_CASE("A window a day longer is seen") {
  const Result result = simulate(clocks, {"outcomes.an_answer.within=31 days"}, {200'000});
  CHECK_THAT(probability_of(result, "an_answer"), !Agrees(over(b, 30)));
  CHECK_THAT(probability_of(result, "an_answer"), Agrees(over(b, 31)));
}

TEST_CASE("A ladder's ascent from its first step on is that of the matrix exponential, for any step") {
  const std::string ladder = R"(
horizon: 150 days
ladders:
  l: {rungs: [r0, r1, r2, r3], up: {rate: 0.03 per day}, down: {rate: 0.02 per day}}
outcomes:
  top: {when: l >= r3, after: l >= r1, within: 60 days}
)";
  Eigen::Matrix4d rates = Eigen::Matrix4d::Zero(); // the top is not left again
  for (int rung = 0; rung < 3; ++rung) rates(rung, rung + 1) = 0.03;
  for (int rung = 1; rung < 3; ++rung) rates(rung, rung - 1) = 0.02;
  rates.diagonal() = -rates.rowwise().sum();
  const Eigen::Matrix4d after = (60 * rates).exp();
  for (const std::string step : {"1 day", "10 days", "150 days"}) {
    INFO(step);
    const Result result = simulate(ladder, {"step=" + step}, {100'000});
    CHECK_THAT(share(trials_of(result, "top"), 100'000), Agrees(over(0.03, 90)));
    CHECK_THAT(probability_of(result, "top"), Agrees(after(1, 3)));
    CHECK_THAT(probability_of(result, "top"), !Agrees(1.06 * after(1, 3)));
  }
}

TEST_CASE("In a course without chance a question is asked on its own days, for any step") {
  const std::string rising = R"(
horizon: 84 days
drivers: {x: {trend: 1}, flag: {start: 0}}
triggers:
  on: {at: [20 days, 40 days], effects: [set: {flag: 1}]}
  off: {at: [30 days, 50 days], effects: [set: {flag: 0}]}
outcomes:
  in_time: {when: x >= 10, after: time >= 3, within: 7.5 days}
  too_late: {when: x >= 10, after: time >= 3, within: 6.5 days}
  held_before: {when: x >= 2, after: time >= 3, within: 7.5 days}
  together: {when: flag == 1, after: count(on) == 1, within: 1 day}
  on_before: {when: flag == 1, after: time >= 25, within: 10 days}
  on_again: {when: flag == 1, after: time >= 25, within: 20 days}
  never_begun: {when: flag == 1, after: count(on) == 3}
  begun_too_late: {when: flag == 1, after: count(on) == 2, within: 10 days, by: 39 days}
  fell: {when: x < 5, from: 6 days}
  falling: {when: x < 5, from: 4.5 days}
  still_on: {when: flag == 1, from: 45 days, by: 46 days}
  off_then: {when: flag == 1, from: 31 days, by: 39 days}
  past: {when: count(on) == 1, from: 39.5 days}
  gone: {when: count(on) == 1, from: 40.5 days}
)";
  for (const std::string step : {"1 day", "1 week", "3 weeks", "10 days", "84 days"}) {
    INFO(step);
    const Result result = simulate(rising, {"step=" + step}, {16});
    for (const std::string name : {"in_time", "together", "on_again", "falling", "still_on", "past"}) {
      INFO(name);
      CHECK(holds_in_all(result, name));
    }
    for (const std::string name : {"too_late", "held_before", "on_before", "fell", "off_then", "gone"}) {
      INFO(name);
      CHECK(holds_in_none(result, name));
    }
    for (const std::string name : {"never_begun", "begun_too_late"}) {
      INFO(name);
      CHECK(outcome(result, name).event->trials == 0);
    }
    const auto met = [&](const std::string& name) { return outcome(result, name).event->first_passage_p50; };
    CHECK(met("together") == 20);
    CHECK(met("on_again") == 40);
    CHECK(met("falling") == 4.5);
    CHECK(met("still_on") == 45);
  }
}

TEST_CASE("A window ends by the horizon: the question begins no later") {
  const Scenario scenario = scenario_of(clocks, {"outcomes.an_answer.by=null"});
  CHECK(scenario.outcomes[1].last_begin() == 170);
  CHECK(scenario.outcomes[1].day == 200);
  const Result result = simulate(scenario, {100'000});
  CHECK_THAT(share(trials_of(result, "an_answer"), 100'000), Agrees(over(a, 170)));
  CHECK_THAT(probability_of(result, "an_answer"), Agrees(over(b, 30)));
}

TEST_CASE("A noisy driver that is asked of from a day on crosses as often as one that begins there") {
  // Of a driver without memory what comes after a day depends on where it is then alone.
  const auto text = [](const std::string& outcome, const std::string& horizon) {
    return "horizon: " + horizon +
           "\nstep: 10 days\ndrivers: {x: {start: 0, volatility: 2}}\noutcomes: {y: " + outcome + "}\n";
  };
  // Reflection: from 0 the level 1 is passed by t with probability 2 (1 - Phi(1 / (s sqrt t))), and the value
  // on day 25 is normal.
  const double s = 2 / std::sqrt(365.25);
  const auto passed = [&](double x, double days) {
    return x >= 1 ? 1 : std::erfc((1 - x) / (s * std::sqrt(2 * days)));
  };
  double expected = 0;
  for (int i = -8000; i <= 8000; ++i) {
    const double z = i / 1000.0;
    expected += passed(s * 5 * z, 40) * std::exp(-z * z / 2) / std::sqrt(2 * M_PI) / 1000;
  }
  const Result result =
      simulate(text("{when: x >= 1, from: 25 days, by: 65 days}", "70 days"), {}, {200'000});
  CHECK_THAT(probability_of(result, "y"), Agrees(expected));
  CHECK_THAT(probability_of(result, "y"), !Agrees(passed(0, 65)));
}

TEST_CASE("Questions change no bit of what they ask about, nor of each other") {
  const std::string without = R"(
horizon: 60 days
step: 1 week
drivers: {mood: {start: 0, mean: 0, half_life: 20 days, volatility: 1.5}}
triggers: {strike: {rate: 0.1 per day, weights: {mood: 0.5}, effects: [add: {mood: 0.2}]}}
outcomes:
  high: {when: mood > 0.6}
)";
  const std::string more = R"(  later: {when: mood > 0.6, from: 24 days}
  reply: {when: mood > 0.6, after: count(strike) > 1, within: 12 days}
  risen: {when: count(strike) > 3, after: mood > 0.6, from: 11 days}
)";
  const std::vector<std::string> nothing;
  CHECK(differences(simulate(without, {}, {4000}), simulate(without + more, {}, {4000})) == nothing);
}

} // namespace casus::test
