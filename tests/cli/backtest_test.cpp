#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <thread>

using nlohmann::ordered_json;

namespace {

Words words_of(const Words& more) {
  Words words{"backtest", scenario("recorded.yaml"), "--every", "6 months", "--quiet"};
  if (std::find(more.begin(), more.end(), "--trajectories") == more.end())
    words.insert(words.end(), {"--trajectories", "1000", "--worlds", "128"});
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

ordered_json json_of(Words more) {
  more.emplace_back("--json");
  const Ended ended = run_casus(words_of(more));
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  return ordered_json::parse(ended.out);
}

} // namespace

TEST_CASE("A backtest is printed: scores by lead time, reliability, every forecast, what is left out") {
  const Ended ended = run_casus(words_of({}));
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part :
       {"A scenario with a record",
        "Forecasts as of 3 dates from 2020-07-01 to 2021-07-01, with what was known", "2021-12-31",
        "Brier's score", "Logarithmic score", "up to 6 months", "no update", "too few to tell", "Reliability",
        "Does a strike come within six months? (soon)", "2020-07-01  by 2020-12-31", "happened", "Left out",
        "plotted as of 2020-07-01, 2021-01-01: the record does not tell what came of"})
    CHECK(says(ended.out, part));
}

TEST_CASE("Later rows of a record change no byte of earlier forecasts") {
  const auto one = json_of({"--seed", "3"});
  const auto other =
      json_of({"--seed", "3", "--set",
               "observed.events=[{trigger: strike, at: [2020-04-10, 2020-10-17, 2021-02-24, 2021-05-15, "
               "2021-09-09, 2021-09-10]}]"});
  for (const char* date : {"2020-07-01", "2021-01-01", "2021-07-01"})
    CHECK(one["forecasts"][date].dump() == other["forecasts"][date].dump());
  CHECK(one["scores"].dump() != other["scores"].dump()); // a strike in the last half-year
  const auto earlier =
      json_of({"--seed", "3", "--set",
               "observed.events=[{trigger: strike, at: [2020-04-10, 2020-10-17, 2021-05-15]}]"});
  CHECK(one["forecasts"]["2021-01-01"].dump() == earlier["forecasts"]["2021-01-01"].dump());
  CHECK(one["forecasts"]["2021-07-01"].dump() != earlier["forecasts"]["2021-07-01"].dump());
}

TEST_CASE("Backtests fill a directory with text, JSON and tables") {
  const TemporaryDirectory directory;
  const auto out = directory / "out";
  const Ended ended = run_casus(words_of({"--out", out.string()}));
  CHECK(ended.status == 0);
  CHECK(contents(out / "summary.txt") == ended.out);
  const auto json = ordered_json::parse(contents(out / "result.json"));
  CHECK(json["means"]["all"]["forecasts"] == 3);
  CHECK(json["forecasts"]["2021-07-01"]["parameters"]["often"].contains("posterior"));
  CHECK(says(contents(out / "forecasts.csv"), "2020-07-01,soon,Does a strike come within six months?,"));
  CHECK(says(contents(out / "means.csv"), "brier,up to 6 months,3,1,"));
  CHECK(says(contents(out / "reliability.csv"), "ci95_low,ci95_high"));
}

TEST_CASE("A table of outcomes tells a backtest what the record does not") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "o.csv") << "outcome,observed,base_rate\nplotted,no,0.3\n";
  const auto json = json_of({"--outcomes", (directory / "o.csv").string()});
  CHECK(json["means"]["all"]["forecasts"] == 5);
  CHECK(json["means"]["all"]["brier"]["given_base_rate"]["forecasts"] == 2);
  CHECK(json["means"]["all"]["brier"]["given_base_rate"]["mean"].get<double>() == Approx(0.09));
}

TEST_CASE("What a backtest cannot do without is told with status 1, or 2 where it is an option") {
  CHECK(run_casus({"backtest", scenario("recorded.yaml")}).status == 2);
  const Ended blank = run_casus({"backtest", scenario("tiny.yaml"), "--every", "1 month"});
  CHECK(blank.status == 1);
  CHECK(says(blank.err, "does not say what has been observed"));
  const Ended never =
      run_casus(words_of({"--outcome", "plotted", "--set", "outcomes.plotted.by=2022-06-01"}));
  CHECK(never.status == 1);
  CHECK(says(never.err, "no question of"));
  CHECK(run_casus(words_of({"--from", "soon"})).status == 1);
}

TEST_CASE("An interrupted backtest prints the dates that are finished, with status 3") {
  Started work({"backtest", scenario("recorded.yaml"), "--every", "1 month", "--trajectories", "400000",
                "--json", "--quiet"});
  std::this_thread::sleep_for(std::chrono::seconds(5));
  work.interrupt();
  const Ended ended = work.wait();
  CHECK(ended.status == 3);
  if (ended.out.empty()) {
    CHECK(says(ended.err, "stopped before the forecasts of any date were finished"));
  } else {
    const auto json = ordered_json::parse(ended.out);
    CHECK(json["stopped"] == true);
    CHECK(json["forecasts"].size() < json["asked_dates"].get<std::size_t>());
  }
}
