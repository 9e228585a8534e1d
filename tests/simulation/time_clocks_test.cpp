// Moments that are known beforehand (the end of a cooldown, a date, the passing of a time since or of a
// window) are taken at their own time, whatever the step; and what is asked on dates changes nothing.

#include "simulation/renewal.hpp"
#include "simulation/same_result.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

constexpr double year = 365.25;

std::string renewal(const std::string& rest) {
  return "horizon: 1 year\nstep: 1 week\n"
         "drivers: {noise: {start: 0, mean: 0, half_life: 20 days, volatility: 2}, other: {start: 0}}\n"
         "triggers: {a: {rate: 50 per year, " +
         rest + "}, b: {rate: 10 per year, effects: [add: {other: 1}]}}\n";
}

const std::string noisy = R"(
horizon: 60 days
step: 1 week
drivers:
  mood: {start: 0.2, mean: 0.1, half_life: 20 days, volatility: 1.5, follows: {news: 0.5}}
  news: {start: 0.2, mean: 0.1, half_life: 9 days, volatility: 1.0}
  walk: {start: 0, volatility: 2}
correlations: [[mood, news, 0.4]]
)";
const std::string noisy_triggers = R"(
triggers:
  strike: {rate: 0.2 per day, weights: {mood: 0.5}, cooldown: 3 days, effects: [add: {mood: 0.2}]}
  reset: {at: 17.3 days, effects: [set: {news: 0}, scale: {walk: 0.5}]}
  panic: {upon: mood > 0.6, effects: [add: {news: -0.3}]}
  late: {rate: 0.1 per day, when: time > 33.3}
)";
const std::string noisy_outcomes = R"(
outcomes:
  up: {when: walk > 1}
  mood_then: {value: mood, at: 31.4 days}
  walk_at_last: {value: walk}
)";

} // namespace

TEST_CASE("A dead time is exact for any step, however it is said and whatever the hazard reads besides") {
  const double truth = mean_with_dead_time(50 / year, 1, year);
  CHECK(truth == Approx(44.0).margin(0.05));
  for (const std::string rest :
       {"cooldown: 1 day", "cooldown: 1 day, weights: {noise: 0}", "when: since(a) >= 1 day",
        "when: \"count(a, 1 day) < 1\"", "cooldown: 1 day, weights: {\"since(a) > 40 days\": 0, other: 0}"}) {
    INFO(rest);
    for (const std::string step : {"1 day", "1 week", "1 month", "1 year"}) {
      INFO(step);
      CHECK_THAT(count_of(simulate(renewal(rest), {"step=" + step}, {10'000}), "a"), Agrees(truth));
    }
  }
  CHECK_THAT(count_of(simulate(renewal("cooldown: 1.1 days"), {}, {10'000}), "a"), !Agrees(truth));
  // The whole steps that a first look after the cooldown would cost are seen.
  CHECK(mean_with_dead_time(50 / year, 1.5, year) < truth - 1.5);
}

TEST_CASE("Dates an hour apart find a cooldown of an hour over") {
  const std::string text =
      "horizon: 2 days\nstep: 1 day\ntriggers: {a: {cooldown: 1 hour, at: [1 hour, 2 hours, "
      "3 hours, 4 hours, 5 hours, 6 hours, 7 hours, 8 hours, 9 hours, 10 hours, 11 hours, "
      "12 hours]}}\n";
  for (const std::string step : {"1 hour", "5 hours", "1 day", "2 days"}) {
    INFO(step);
    CHECK(count_of(simulate(text, {"step=" + step}, {2}), "a").value == 12);
    CHECK(count_of(simulate(text, {"step=" + step, "triggers.a.cooldown=1.001 hours"}, {2}), "a").value == 6);
  }
}

TEST_CASE("Conditions of time, dates, times since and windows turn at their own moments") {
  const std::string text = R"(
horizon: 3 days
step: 0.3 days
drivers:
  at_time: {start: 0}
  at_date: {start: 0}
  at_since: {start: 0}
  at_empty: {start: 0}
  at_rate: {start: 0}
triggers:
  event: {at: [0.25 days, 1.05 days]}
  by_time: {upon: time >= 0.9 days, effects: [set: {at_time: time}]}
  by_date: {upon: date >= 2020-01-02, effects: [set: {at_date: time}]}
  by_since: {upon: since(event) >= 0.7 days and count(event) > 0, effects: [set: {at_since: time}], limit: 1}
  by_window: {upon: "count(event, 1 day) < 1 and time > 1.5", effects: [set: {at_empty: time}]}
  by_line: {upon: 2 * time - 1 >= 1.2 + 0.5 * time, effects: [set: {at_rate: time}]}
outcomes: {waited: {when: since(event) > 0.7 days and count(event) > 0}}
)";
  for (const std::string step : {"0.003", "0.3", "0.7", "1", "3"}) {
    INFO("step " << step);
    const Result result = simulate(text, {"step=" + step + " days"}, {2});
    const auto day = [&](const std::string& name) { return mean_of(result, name, 3).value; };
    CHECK(day("at_time") == Approx(0.9).margin(3e-9));
    CHECK(day("at_date") == Approx(1).margin(3e-9));
    CHECK(day("at_since") == Approx(0.95).margin(3e-9));
    CHECK(day("at_empty") == Approx(2.05).margin(3e-9));
    CHECK(day("at_rate") == Approx(2.2 / 1.5).margin(3e-9));
    CHECK(outcome(result, "waited").event->first_passage_p50.value() == Approx(0.95).margin(3e-9));
  }
}

TEST_CASE("Dates, dated questions and drivers that nothing else reads leave every bit of the others") {
  const Run few{1000};
  const Result plain = simulate(noisy + noisy_triggers + noisy_outcomes, {}, few);
  const std::string dated = "  alarm_clock: {at: [3.3 days, 14 days, 17.3 days, 41.99 days]}\n"
                            "  anniversary: {upon: time >= 22.2 days, effects: [add: {tally: 1}]}\n"
                            "  weekly: {rate: 0.5 per day, cooldown: 1 day, effects: [add: {tally: 1}]}\n";
  const std::string asked = "  mood_early: {value: mood, at: 3 days}\n"
                            "  mood_late: {value: mood + news, at: 31.5 days}\n"
                            "  walk_then: {value: walk, at: 17.3 days}\n"
                            "  high: {when: mood > 0.4 and time > 10.1, by: 44.4 days}\n"
                            "  wide: {when: walk > 1.5, by: 17 days}\n";
  const std::string more =
      "  another: {start: 1, mean: 0, half_life: 3 days, volatility: 3}\n  tally: {start: 0}\n";
  std::string drivers = noisy;
  drivers.insert(drivers.find("correlations"), more);
  const std::vector<std::string> nothing;
  CHECK(differences(plain, simulate(noisy + noisy_triggers + noisy_outcomes + asked, {}, few)) == nothing);
  CHECK(differences(plain, simulate(drivers + noisy_triggers + dated + noisy_outcomes, {}, few)) == nothing);
  CHECK(differences(plain, simulate(drivers + noisy_triggers + dated + noisy_outcomes + asked, {}, few)) ==
        nothing);
  CHECK(differences(plain, simulate(noisy + noisy_triggers + noisy_outcomes, {"triggers.reset.at=17.4 days"},
                                    few)) != nothing);
}

} // namespace casus::test
