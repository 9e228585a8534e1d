#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>

using nlohmann::ordered_json;

namespace {

/// A scenario and its history in a directory.
class Case {
public:
  Case() {
    write("war.yaml",
          "casus: 1\nname: war\ntitle: A war\nstart: 2020-01-01\nhorizon: 100 days\nstep: 1 day\n"
          "drivers:\n  aid: {start: 0}\n  heat: {start: 0, mean: 0, half_life: 2 weeks}\n"
          "triggers:\n"
          "  strike: {rate: 6 per week, weights: {aid > 0: 0.2, heat: 0}, effects: [add: {heat: 1}]}\n"
          "ladders:\n  ally: {rungs: [far, near], up: {rate: 1 per year}, down: {rate: 1 per year}}\n");
    write("events.csv",
          "date,trigger\n2020-01-05,strike\n2020-01-07,strike\n8,strike\n30,strike\n33,strike\n34,strike\n"
          "60,strike\n");
    write("aid.csv", "date,aid\n2019-12-01,0\n2020-01-20,1\n50,0\n");
    write(
        "rungs.csv",
        "date,ladder,rung\n0,ally,far\n20,ally,far\n40,ally,near\n60,ally,near\n80,ally,far\n100,ally,far\n");
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_ / name) << text;
  }
  std::string path(const std::string& name) const { return (directory_ / name).string(); }

  Ended run(Words more) const {
    Words words{"fit",          path("war.yaml"), "--events", path("events.csv"),
                "--covariates", path("aid.csv"),  "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return run_casus(words);
  }

private:
  TemporaryDirectory directory_;
};

} // namespace

TEST_CASE("A fit prints its numbers, tests and residuals") {
  const Ended ended = Case().run({});
  INFO(ended.err);
  CHECK(ended.status == 0);
  CHECK(ended.err.empty());
  for (const char* part : {"A war", "strike: 7 events in 100 days", "rate per week", "aid > 0", "Half-lives",
                           "heat, weeks", "(times in weeks)", "Kolmogorov-Smirnov", "The model as a whole",
                           "7 events for 3 numbers", "approximate"})
    CHECK(says(ended.out, part));
}

TEST_CASE("The JSON of a fit holds what is printed, in the units of the file") {
  const Case example;
  const Ended ended = example.run({"--json", "--panel", example.path("rungs.csv")});
  REQUIRE(ended.status == 0);
  const auto fit = ordered_json::parse(ended.out);
  const auto& strike = fit["triggers"]["strike"];
  CHECK(strike["events"] == 7);
  CHECK(strike["rate"]["path"] == "triggers.strike.rate");
  CHECK(strike["rate"]["unit"] == " per week");
  CHECK(strike["rate"]["before"].get<double>() == Approx(6));
  CHECK(strike["weights"].contains("aid > 0"));
  CHECK(strike["residuals"]["times"].size() == 7);
  CHECK(fit["half_lives"]["heat"]["before"].get<double>() == Approx(2));
  CHECK(fit["ladders"]["ally"]["transitions"] == 5);
  CHECK(fit["log_likelihood"].get<double>() ==
        Approx(fit["log_likelihood_in_days"].get<double>() + 7 * std::log(7)));
  CHECK(example.run({"--json", "--panel", example.path("rungs.csv")}).out == ended.out);
}

TEST_CASE("The overlay of a fit is the scenario with the fitted numbers") {
  const Case example;
  const std::string out = example.path("out");
  REQUIRE(example
              .run({"--out", out, "--set", "triggers.strike.weights.heat=null", "--panel",
                    example.path("rungs.csv")})
              .status == 0);
  for (const char* file :
       {"summary.txt", "result.json", "scenario.yaml", "fitted.yaml", "numbers.csv", "residuals.csv"})
    CHECK(std::filesystem::exists(std::filesystem::path(out) / file));
  const auto fit = ordered_json::parse(contents(out + "/result.json"));
  const Ended again =
      run_casus({"fit", out + "/fitted.yaml", "--events", example.path("events.csv"), "--covariates",
                 example.path("aid.csv"), "--panel", example.path("rungs.csv"), "--json", "--quiet"});
  INFO(again.err);
  REQUIRE(again.status == 0);
  const auto refit = ordered_json::parse(again.out);
  const auto& strike = refit["triggers"]["strike"];
  CHECK(strike["rate"]["before"].get<double>() ==
        Approx(fit["triggers"]["strike"]["rate"]["estimate"].get<double>()));
  CHECK(strike["weights"]["aid > 0"]["before"].get<double>() ==
        Approx(fit["triggers"]["strike"]["weights"]["aid > 0"]["estimate"].get<double>()));
  CHECK(refit["ladders"]["ally"]["numbers"]["up rate"]["before"].get<double>() ==
        Approx(fit["ladders"]["ally"]["numbers"]["up rate"]["estimate"].get<double>()));
  CHECK(says(contents(out + "/fitted.yaml"), "95% interval"));
}

TEST_CASE("A rate that is a formula is multiplied in the overlay") {
  const Case example;
  example.write("war.yaml",
                "casus: 1\nname: war\nstart: 2020-01-01\nhorizon: 100 days\nstep: 1 day\n"
                "drivers: {aid: {start: 1}}\ntriggers: {strike: {rate: 1 + aid per week}}\n"
                "ladders: {ally: {rungs: [far, near], up: {rate: 1 + aid}, down: {rate: 1 per year}}}\n");
  const std::string out = example.path("out");
  const std::string panel = example.path("rungs.csv");
  REQUIRE(example.run({"--out", out, "--panel", panel}).status == 0);
  const Ended again =
      run_casus({"fit", out + "/fitted.yaml", "--events", example.path("events.csv"), "--covariates",
                 example.path("aid.csv"), "--panel", panel, "--json", "--quiet"});
  INFO(again.err << contents(out + "/fitted.yaml"));
  REQUIRE(again.status == 0);
  const auto fit = ordered_json::parse(again.out);
  CHECK(fit["triggers"]["strike"]["rate"]["estimate"].get<double>() == Approx(1));
  CHECK(fit["ladders"]["ally"]["numbers"]["up rate"]["estimate"].get<double>() == Approx(1));
}

TEST_CASE("A history that is wrong, or none, is refused") {
  const Case example;
  example.write("events.csv", "date,trigger\n2020-01-05,strik\n");
  const Ended ended = example.run({});
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "events.csv:2:12: error: unknown trigger 'strik' (did you mean 'strike'?)\n"));
  CHECK(run_casus({"fit", example.path("war.yaml")}).status == 2);
  CHECK(example.run({"--until", "2019-01-01"}).status == 1);
  CHECK(says(example.run({"--until", "soon\n5"}).err, "--until: error: 'soon"));
  CHECK(says(example.run({"--until", ""}).err, "--until: error: '' is no date: write it as"));
  CHECK(run_casus({"fit", example.path("war.yaml"), "--events", example.path("none.csv")}).status == 1);
}

// What scenarios/README.md says of the war's own figures.
TEST_CASE("The history of heavy tank losses has the fit that is told of it") {
  const char* folder = std::getenv("CASUS_DATA");
  const std::string data = folder != nullptr ? folder : CASUS_SOURCE_DIR "/../shared/data";
  if (!std::filesystem::exists(data + "/russian_losses_daily.csv")) {
    WARN("skipped: russian_losses_daily.csv is in neither CASUS_DATA nor ../shared/data");
    return;
  }
  const TemporaryDirectory made;
  const std::string script = CASUS_SOURCE_DIR "/scripts/losses.py";
  REQUIRE(std::system(
              ("/usr/bin/python3 '" + script + "' '" + data + "' '" + made.path().string() + "'").c_str()) ==
          0);
  const Words words{"fit",          CASUS_SOURCE_DIR "/scenarios/history/heavy_losses.yaml",
                    "--events",     (made / "events.csv").string(),
                    "--covariates", (made / "covariates.csv").string(),
                    "--json",       "--quiet"};
  const auto fit = ordered_json::parse(run_casus(words).out);
  const auto& heavy_day = fit["triggers"]["heavy_day"];
  CHECK(heavy_day["events"] == 88);
  CHECK(fit["log_likelihood"].get<double>() == Approx(216.10).margin(0.005));
  CHECK(fit["constant"]["log_likelihood"].get<double>() == Approx(180.24).margin(0.005));
  CHECK(heavy_day["weights"]["military_aid"]["estimate"].get<double>() == Approx(-0.19).margin(0.005));
  CHECK(fit["half_lives"]["offensive"]["estimate"].get<double>() == Approx(4.86).margin(0.005));
  CHECK(heavy_day["residuals"]["ks_p_value"].get<double>() == Approx(0.61).margin(0.005));
}
