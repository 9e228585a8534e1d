#include "backtest_support.hpp"

#include "support.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace casus::test {

LoadScenario loading(const std::string& text) {
  return [text](const std::vector<std::string>& more) {
    return parse_scenario("casus: 1\nname: s\nstart: 2020-01-01\n" + text, "s.yaml", more);
  };
}

Backtest backtest_of(const std::string& text, BacktestOptions options,
                     const std::vector<Observation>& observations) {
  return backtest(loading(text), observations, options);
}

BacktestOptions every(const std::string& duration, std::uint64_t trajectories) {
  BacktestOptions options;
  options.every = duration;
  options.run.trajectories = trajectories;
  options.run.seed = 7;
  return options;
}

const DatedForecast& forecast_of(const Backtest& backtest, std::size_t date, const std::string& outcome) {
  const auto& forecasts = backtest.dates.at(date).forecasts;
  const auto found = std::find_if(forecasts.begin(), forecasts.end(),
                                  [&](const DatedForecast& each) { return each.outcome == outcome; });
  REQUIRE(found != forecasts.end());
  return *found;
}

} // namespace casus::test
