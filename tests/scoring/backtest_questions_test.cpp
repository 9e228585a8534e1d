// Which questions are scored, as of which dates, and by what.

#include "backtest_support.hpp"
#include "support.hpp"

#include "scoring/backtest/as_of_dates.hpp"

#include <catch2/catch.hpp>

using namespace casus;
using namespace casus::test;

namespace {

/// A war that is on record, a plot of which nobody knows, and questions with days of their own.
const std::string secrets = R"(horizon: 3 years
step: 1 month
triggers:
  war: {rate: 1 per year, limit: 1}
  plot: {rate: 1 per year, limit: 1}
  truce: {rate: 1 per year}
observed:
  until: 2021-12-31
  events: [{trigger: war, at: 2020-08-10}]
  known: {truce: 1}
outcomes:
  war_comes: {when: count(war) > 0, by: 2021-06-01}
  plotted: {when: count(plot) > 0, by: 2021-06-01}
  truce_after_plot: {when: count(truce) > 0, after: count(war) > 3, within: 2 months, by: 2021-06-01}
  far: {when: count(truce) > 0, by: 2022-06-01}
)";

std::vector<std::string> dates_of(const std::string& start, const BacktestOptions& options) {
  const Scenario scenario =
      parse_scenario("casus: 1\nname: s\nstart: " + start + "\nhorizon: 2 years\nstep: 1 month\n" +
                         "observed: {until: 1.5 years}\noutcomes: {late: {value: time}}\n",
                     "s.yaml");
  std::vector<std::string> words;
  for (const std::chrono::sys_days date : scoring::as_of_dates(scenario, options)) {
    const std::chrono::year_month_day day(date);
    words.push_back(std::to_string(static_cast<int>(day.year())) + "-" +
                    std::to_string(static_cast<unsigned>(day.month())) + "-" +
                    std::to_string(static_cast<unsigned>(day.day())));
  }
  return words;
}

const DatedLeftOut& left_out(const Backtest& backtest, const std::string& outcome) {
  const auto found = std::find_if(backtest.left_out.begin(), backtest.left_out.end(),
                                  [&](const DatedLeftOut& each) { return each.outcome == outcome; });
  REQUIRE(found != backtest.left_out.end());
  return *found;
}

} // namespace

TEST_CASE("Dates go by the calendar where they are whole months apart, up to the record's end") {
  using Words = std::vector<std::string>;
  CHECK(dates_of("2020-01-31", every("3 months")) ==
        Words{"2020-4-30", "2020-7-31", "2020-10-31", "2021-1-31", "2021-4-30"});
  CHECK(dates_of("2020-01-31", every("0.5 years")) == Words{"2020-7-31", "2021-1-31"});
  CHECK(dates_of("2020-01-01", every("200 days")) == Words{"2020-7-19", "2021-2-4"});
  BacktestOptions from = every("1 year");
  from.from = "2020-03-05";
  CHECK(dates_of("2020-01-01", from) == Words{"2020-3-5", "2021-3-5"});
}

TEST_CASE("What cannot be dates is told") {
  for (const char* wrong : {"", "months", "3 moons", "-1 year", "2 hours", "3 months later"})
    CHECK_THROWS_WITH(dates_of("2020-01-01", every(wrong)),
                      Catch::Contains("--every must be a duration of a day or more, such as '3 months'"));
  CHECK_THROWS_WITH(dates_of("2020-01-01", every("2 years")),
                    Catch::Contains("the first would be 2022-01-01, and the record ends on 2021-07-01"));
  BacktestOptions options = every("1 year");
  options.from = "next May";
  CHECK_THROWS_WITH(dates_of("2020-01-01", options), Catch::Contains("--from must be a date"));
  options.from = "2019-12-31";
  CHECK_THROWS_WITH(dates_of("2020-01-01", options), Catch::Contains("before the start"));
}

TEST_CASE("What is settled, hidden or never asked is left out, and said to be") {
  const Backtest found = backtest_of(secrets, every("6 months", 4000));
  REQUIRE(found.dates.size() == 3); // the last has nothing to ask
  REQUIRE(found.scored.size() == 1);
  CHECK(found.forecast_of(found.scored[0]).outcome == "war_comes");
  CHECK(found.scored[0].happened);
  CHECK(left_out(found, "war_comes").reason == "it had been met by then");
  CHECK(left_out(found, "war_comes").dates.size() == 1); // as of 2021-01-01
  CHECK(forecast_of(found, 1, "war_comes").is_settled);
  CHECK_THAT(left_out(found, "plotted").reason, Catch::Contains("does not tell what came of it"));
  CHECK(left_out(found, "plotted").dates.size() == 2);
  CHECK_THAT(left_out(found, "truce_after_plot").reason, Catch::Contains("did not come about"));
  CHECK_THAT(left_out(found, "far").reason, Catch::Contains("does not come due"));
}

TEST_CASE("A table tells what came of questions with fixed days, hidden and later ones too") {
  const std::vector<Observation> table{{.outcome = "plotted", .observed = 0.0, .base = {0.2}},
                                       {.outcome = "far", .observed = 1.0}};
  const Backtest found = backtest_of(secrets, every("6 months", 4000), table);
  std::size_t plotted = 0, far = 0;
  for (const ScoredForecast& scored : found.scored) {
    const std::string& outcome = found.forecast_of(scored).outcome;
    plotted += outcome == "plotted" ? 1 : 0;
    far += outcome == "far" ? 1 : 0;
    if (outcome == "war_comes") continue;
    CHECK(scored.happened == (outcome == "far"));
    CHECK_FALSE(scored.agreement);
    CHECK(scored.given_base.has_value() == (outcome == "plotted"));
    if (outcome == "plotted") CHECK(*scored.given_brier == Approx(0.04));
  }
  CHECK(plotted == 2);
  CHECK(far == 3);
  CHECK(found.all->brier.given_base->count == 2);
  CHECK(found.all->brier.given_base->mean == Approx(0.04));
}

TEST_CASE("A table says nothing of questions that are others at each date") {
  const std::string moving = "horizon: 3 years\nstep: 1 month\ntriggers: {war: {rate: 1 per year}}\n"
                             "observed: {until: 2021-12-31, known: {war: 1}}\n"
                             "outcomes: {soon: {when: count(war) > 0, from: now, by: now + 3 months}}\n";
  const Backtest found = backtest_of(moving, every("6 months", 1000), {{.outcome = "soon", .observed = 1.0}});
  for (const ScoredForecast& scored : found.scored) CHECK_FALSE(scored.happened);
  CHECK(found.scored.size() == 3);
}

TEST_CASE("Only the outcomes that are named are scored") {
  BacktestOptions options = every("6 months", 1000);
  options.outcomes = {"war_comes"};
  CHECK(backtest_of(secrets, options).dates[0].forecasts.size() == 1);
  options.outcomes = {"war_come"};
  CHECK_THROWS_WITH(backtest_of(secrets, options), Catch::Contains("no outcome 'war_come' (did you mean "
                                                                   "'war_comes'?)"));
}

TEST_CASE("Without a record, or a question that comes due, it says what to write") {
  const std::string blank = "horizon: 3 years\nstep: 1 month\ntriggers: {war: {rate: 1 per year}}\n"
                            "outcomes: {far: {when: count(war) > 0}, x: {value: time}}\n";
  CHECK_THROWS_WITH(backtest_of(blank), Catch::Contains("write `observed:` with `until:`"));
  const std::string late = blank + "observed: {until: 2021-06-01, known: {war: 1}}\n";
  CHECK_THROWS_WITH(
      backtest_of(late),
      Catch::Contains("no question of 's.yaml' comes due by the end of its record, 2021-06-01") &&
          Catch::Contains("by: now + 6 months"));
  BacktestOptions options;
  options.outcomes = {"x"};
  CHECK_THROWS_WITH(backtest_of(late, options), Catch::Contains("asks for a value"));
}

TEST_CASE("What is wrong only as of an earlier date says so") {
  CHECK_THROWS_WITH(
      backtest_of("horizon: now + 1 month\nstep: 1 month\ntriggers: {war: {rate: 1 per year}}\n"
                  "observed: {until: 2021-06-01, known: {war: 1}}\n"
                  "outcomes: {soon: {when: count(war) > 0, by: 2021-05-01}}\n"),
      Catch::Contains("--until=2020-04-01: error: the scenario holds as of the end of its record") &&
          Catch::Contains("must be between the start and the horizon"));
}
