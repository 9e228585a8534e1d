// Forecasts as of earlier dates against closed forms, and what may not change them.

#include "backtest_support.hpp"
#include "support.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <atomic>
#include <cmath>

using namespace casus;
using namespace casus::test;

namespace {

constexpr double year = 365.25;

/// A rate of which nobody knows more than gamma(2, 1 per year), and strikes on known days. Whether one comes
/// within a time from `now` on: the hour is so short that one before it hardly counts.
std::string strikes(const std::string& days, const std::string& more = "") {
  return fmt::format(R"(horizon: 5 years
step: 1 month
parameters: {{often: {{gamma: {{shape: 2, scale: 1}}}}}}
triggers: {{strike: {{rate: often * 1 per year}}}}
observed:
  until: 2022-12-31
  events: [{{trigger: strike, at: [{}]}}]
outcomes:
  soon: {{question: "Does one come?", when: "count(strike, 1 hour) > 0", from: now, by: now + 6 months}}
  late: {{when: "count(strike, 1 hour) > 0", from: now, by: now + 18 months}}
  distant: {{when: "count(strike) > 30", by: 4 years}}
  strikes: {{value: count(strike), at: 2 years}}
{})",
                     days, more);
}

const std::vector<double> days{100.3, 290.2, 420.7, 500.5, 800.25};
const std::string listed = "100.3, 290.2, 420.7, 500.5, 800.25";

/// How likely a strike is within so many years after a time with so many.
double chance(double count, double years, double within) {
  return 1 - std::pow((1 + years) / (1 + years + within), 2 + count);
}

double count_before(double now) {
  return static_cast<double>(std::count_if(days.begin(), days.end(), [&](double day) { return day < now; }));
}

bool is_near(const ForecastProbability& forecast, double truth) {
  return std::abs(forecast.probability - truth) < 6 * std::max(forecast.se, 0.002);
}

bool happened_between(double from, double to) {
  return std::any_of(days.begin(), days.end(), [&](double day) { return day > from && day <= to; });
}

} // namespace

TEST_CASE("As of each date a rate has the gamma posterior of what was known then") {
  const Backtest found = backtest_of(strikes(listed), every("6 months", 40'000));
  REQUIRE(found.dates.size() == 5); // 2020-07-01 to 2022-07-01
  CHECK(found.asked_dates == 5);
  for (std::size_t d = 0; d < found.dates.size(); ++d) {
    const double now = found.dates[d].now, known = count_before(now);
    for (const auto& [name, years] : {std::pair("soon", 0.5), std::pair("late", 1.5)}) {
      if (now + years * year > found.until) continue;
      INFO(name << " as of " << now);
      const DatedForecast& forecast = forecast_of(found, d, name);
      CHECK(is_near(*forecast.updated, chance(known, now / year, years)));
      CHECK(is_near(*forecast.unupdated, chance(0, 0, years)));
      CHECK_FALSE(is_near(*forecast.updated, chance(known + 2, now / year, years)));
      CHECK_FALSE(is_near(*forecast.updated, chance(known, 0, years)));
    }
  }
}

TEST_CASE("What came of a question is what the whole record shows, and scores follow from that") {
  const Backtest found = backtest_of(strikes(listed), every("6 months"));
  REQUIRE(found.scored.size() == 8); // soon as of five dates, late as of three
  double happened = 0;
  for (const ScoredForecast& scored : found.scored) {
    const DatedForecast& forecast = found.forecast_of(scored);
    const double now = found.date_of(scored).now, p = forecast.updated->probability;
    CHECK(scored.happened == happened_between(now, forecast.day));
    CHECK(scored.lead == Approx(forecast.day - now));
    CHECK(*scored.agreement > 0.99);
    CHECK(scored.brier.value == Approx(std::pow(p - (scored.happened ? 1 : 0), 2)));
    CHECK(scored.log.value == Approx(-std::log(scored.happened ? p : 1 - p)));
    const double q = forecast.unupdated->probability;
    CHECK(scored.unupdated_brier->value == Approx(std::pow(q - (scored.happened ? 1 : 0), 2)));
    happened += scored.happened ? 1 : 0;
  }
  CHECK(found.base_rate == Approx(happened / 8));
  CHECK(found.all->forecasts == 8);
  CHECK(found.all->questions == 2);
  REQUIRE(found.by_lead.size() == 2);
  CHECK(found.by_lead[0].name == "up to 6 months");
  CHECK(found.by_lead[0].forecasts == 5);
  CHECK(found.by_lead[1].name == "longer");
  CHECK_THAT(found.doubt, Catch::StartsWith("8 forecasts of 2 questions are too few"));
  REQUIRE(found.left_out.size() == 2);
  CHECK(found.left_out[0].outcome == "strikes");
  CHECK_THAT(found.left_out[0].reason, Catch::Contains("asks for a value"));
  CHECK(found.left_out[1].outcome == "distant");
  CHECK_THAT(found.left_out[1].reason, Catch::Contains("does not come due"));
}

TEST_CASE("What came later changes no bit of an earlier forecast") {
  const Backtest one = backtest_of(strikes(listed), every("6 months"));
  const Backtest other = backtest_of(strikes(listed + ", 830, 831.5, 900"), every("6 months"));
  std::size_t different = 0;
  for (std::size_t d = 0; d < one.dates.size(); ++d) {
    const bool is_before = one.dates[d].now < 830;
    for (const char* name : {"soon", "late"}) {
      if (name == std::string("late") && d > 2) continue;
      const DatedForecast &a = forecast_of(one, d, name), &b = forecast_of(other, d, name);
      if (is_before) {
        CHECK(a.updated->probability == b.updated->probability);
        CHECK(a.updated->se == b.updated->se);
        CHECK(a.unupdated->probability == b.unupdated->probability);
        CHECK(one.dates[d].fingerprint == other.dates[d].fingerprint);
        CHECK(one.dates[d].observed.log_evidence == other.dates[d].observed.log_evidence);
      } else {
        different += a.updated->probability != b.updated->probability ? 1 : 0;
      }
    }
  }
  CHECK(different > 0);
}

TEST_CASE("The number of threads changes no bit of a backtest") {
  const auto found = [](int threads) {
    BacktestOptions options = every("1 year", 2000);
    options.run.threads = threads;
    return backtest_of(strikes(listed), options);
  };
  const Backtest one = found(1), two = found(2);
  REQUIRE(one.all);
  CHECK(one.all->brier.mean == two.all->brier.mean);
  CHECK(one.all->log.unupdated->gain == two.all->log.unupdated->gain);
  CHECK(one.all->brier.monte_carlo == two.all->brier.monte_carlo);
}

TEST_CASE("A forecast as of a date is that of the scenario which is cut there") {
  const Backtest found = backtest_of(strikes(listed), every("1 year", 6400));
  const Scenario cut = loading(strikes(listed))({"--until=2021-01-01"});
  RunOptions options = every("", 6400).run;
  const Result alone = run(cut, options);
  CHECK(found.dates[0].fingerprint == cut.fingerprint);
  CHECK(forecast_of(found, 0, "soon").updated->hits == alone.outcomes[0].event->hits);
  CHECK(forecast_of(found, 0, "soon").updated->se == Approx(alone.outcomes[0].event->se));
}

TEST_CASE("A backtest that is stopped keeps the dates that are finished") {
  std::atomic<bool> stop = false;
  BacktestOptions options = every("6 months", 2000);
  options.run.stop = &stop;
  options.progress = [&](std::size_t date, std::size_t dates) {
    CHECK(dates == 5);
    if (date == 3) stop = true;
  };
  const Backtest found = backtest_of(strikes(listed), options);
  CHECK(found.stopped());
  CHECK(found.dates.size() == 2);
  CHECK(found.all->forecasts == 4);
  stop = true;
  CHECK(backtest_of(strikes(listed), options).dates.empty());
}
