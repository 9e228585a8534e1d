// How long a condition has held: in formulas `held`.

#include "simulation/same_result.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

// A switch that is off at first and that chance turns.
const std::string chance = R"(
horizon: 100 days
ladders: {l: {rungs: [off, on], up: {rate: 0.04 per day}, down: {rate: 0.03 per day}}}
triggers:
  late: {rate: 0.1 per day, when: held(l == on) >= 20 days}
  weighted: {rate: 0.05 per day, weights: {held(l == on) > 20 days: 0.7}}
  growing: {rate: 0.001 * held(l == on)}
outcomes:
  so_long: {value: held(l == on)}
  long_by_now: {when: held(l == on) >= 20 days, by: 60 days}
  then: {value: held(l == on) >= 20 days}
)";
constexpr double up = 0.04, down = 0.03;

double is_on(double day) { return up / (up + down) * -std::expm1(-(up + down) * day); }

/// The integral of a function from 0 on, by Simpson's rule.
template <class Function>
double integral(const Function& f, double to) {
  constexpr int pieces = 2000;
  const double h = to / pieces;
  double sum = f(0) + f(to);
  for (int i = 1; i < pieces; ++i) sum += (i % 2 == 1 ? 4 : 2) * f(i * h);
  return sum * h / 3;
}

/// It is on for so long at the end if it was on then and has not been turned since.
double held_for(double days, double end) { return is_on(end - days) * std::exp(-down * days); }

} // namespace

TEST_CASE("A switch that chance turns has been on for as long as it should, for any step") {
  const double mean = integral([](double s) { return held_for(s, 100); }, 100);
  const double of_late = integral([](double t) { return held_for(20, 20 + t); }, 80);
  const double of_weighted = 0.05 * (100 + (std::exp(0.7) - 1) * of_late);
  for (const std::string step : {"2 days", "1 week", "50 days"}) {
    INFO(step);
    const Result result = simulate(chance, {"step=" + step}, {60'000});
    CHECK_THAT(value_of(result, "so_long"), Agrees(mean));
    CHECK_THAT(value_of(result, "so_long"), !Agrees(1.05 * mean));
    CHECK_THAT(value_of(result, "then"), Agrees(held_for(20, 100)));
    CHECK_THAT(count_of(result, "late"), Agrees(0.1 * of_late));
    CHECK_THAT(count_of(result, "late"), !Agrees(0.105 * of_late));
    CHECK_THAT(count_of(result, "weighted"), Agrees(of_weighted));
  }
}

TEST_CASE("A spell that begins, ends and passes a length is seen at its own moments, for any step") {
  const std::string dated = R"(
horizon: 84 days
drivers: {flag: {start: 0}, fired: {start: 0}, x: {trend: 1}}
triggers:
  on: {at: [10 days, 50 days], effects: [set: {flag: 1}]}
  off: {at: 40 days, effects: [set: {flag: 0}]}
  nothing: {at: 30 days}
  alarm: {upon: held(flag == 1) >= 12 days, effects: [add: {fired: 1}, set: {flag: 1}]}
outcomes:
  running: {value: held(flag == 1), at: 29 days}
  over: {value: held(flag == 1), at: 45 days}
  anew: {value: held(flag == 1), at: 60.5 days}
  nested: {value: held(held(flag == 1) >= 5 days), at: 30.25 days}
  off_so_far: {value: held(flag == 0), at: 9.5 days}
  long: {when: held(flag == 1) >= 12 days}
  longer: {when: held(flag == 1) > 29 days}
  too_long: {when: held(flag == 1) > 35 days}
  fired_once: {value: fired, at: 50 days}
  fired_twice: {value: since(alarm), at: 65 days}
  always: {value: held(true), at: 33 days}
  by_time: {value: held(time >= 17), at: 33 days}
  never: {value: held(false)}
)";
  for (const std::string step : {"1 day", "1 week", "9 days", "84 days"}) {
    INFO(step);
    const Result result = simulate(dated, {"step=" + step}, {16});
    const auto value = [&](const std::string& name) { return value_of(result, name).value; };
    const auto met = [&](const std::string& name) { return outcome(result, name).event->first_passage_p50; };
    CHECK(value("running") == Approx(19));
    CHECK(value("over") == 0);
    CHECK(value("anew") == Approx(10.5));
    CHECK(value("nested") == Approx(15.25));
    CHECK(value("off_so_far") == Approx(9.5));
    CHECK(met("long").value() == Approx(22));
    CHECK(met("longer").value() == Approx(39));
    CHECK(probability_of(result, "too_long").value == 0);
    CHECK(value("fired_once") == 1);
    CHECK(value("fired_twice") == Approx(3));
    CHECK(value("always") == Approx(33));
    CHECK(value("by_time") == Approx(16));
    CHECK(value("never") == 0);
  }
}

TEST_CASE("A rate that grows with a spell brings about as much as its integral") {
  // Within a step, a rate that grows with time stands at the middle of what is left.
  const double mean =
      0.001 * integral([](double t) { return integral([t](double s) { return held_for(s, t); }, t); }, 100);
  CHECK_THAT(count_of(simulate(chance, {"step=1 day"}, {60'000}), "growing"), Agrees(mean));
}

TEST_CASE("What asks how long something has held changes no bit of it") {
  const std::string plain = R"(
horizon: 60 days
step: 1 week
drivers: {mood: {start: 0, mean: 0, half_life: 20 days, volatility: 1.5}}
triggers: {strike: {rate: 0.1 per day, weights: {mood: 0.5}, effects: [add: {mood: 0.2}, raise: {l: 1}]}}
ladders: {l: {rungs: [low, high], down: {rate: 0.1 per day}}}
outcomes:
  high: {when: mood > 0.6}
)";
  const std::string more = R"(  lasting: {when: held(l == high) > 9 days}
  in_mood: {value: held(mood > 0.2)}
)";
  const std::vector<std::string> nothing;
  CHECK(differences(simulate(plain, {}, {4000}), simulate(plain + more, {}, {4000})) == nothing);
}

} // namespace casus::test
