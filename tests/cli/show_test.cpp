#include "program.hpp"

#include <catch2/catch.hpp>

#include <fstream>

TEST_CASE("What show prints is one scenario, which shows as itself and runs to the same result") {
  const TemporaryDirectory directory;
  const Ended shown = run_casus({"show", scenario("whatif.yaml")});
  CHECK(shown.status == 0);
  CHECK(shown.err.empty());
  CHECK_FALSE(says(shown.out, "extends"));
  const std::string merged = (directory / "merged.yaml").string();
  std::ofstream(merged) << shown.out;
  CHECK(run_casus({"show", merged}).out == shown.out);
  const auto result = [](const std::string& file) {
    const std::string json = run_casus({"run", file, "--trajectories", "200", "--json", "--quiet"}).out;
    return json.substr(0, json.find("\"performance\""));
  };
  CHECK(result(merged) == result(scenario("whatif.yaml")));
}

TEST_CASE("What show prints of a record needs no table, and says how much is known") {
  const TemporaryDirectory directory;
  const std::string record = (directory / "record.csv").string();
  std::ofstream(record) << "date,trigger\n2024-02-01,shock\n2024-12-01,later\n";
  const Ended shown =
      run_casus({"show", scenario("tiny.yaml"), "--observed", record, "--until", "2024-06-30"});
  CHECK(shown.status == 0);
  CHECK(shown.out.starts_with("# observed until 2024-06-30: 1 firing, 0 rungs, 0 measurements\ncasus: 1\n"));
  CHECK(says(shown.out, "events: [{trigger: shock, at: 2024-02-01}]"));
  CHECK_FALSE(says(shown.out, "later"));
  const std::string merged = (directory / "merged.yaml").string();
  std::ofstream(merged) << shown.out;
  CHECK(run_casus({"show", merged}).out == shown.out);
}

TEST_CASE("Show puts settings into what it prints, and tells warnings on standard error unless it is quiet") {
  const Words words{"show", scenario("tiny.yaml"), "--set", "drivers.spare={start: 0.5}"};
  const Ended shown = run_casus(words);
  CHECK(says(shown.out, "spare: {start: 0.5}"));
  CHECK(says(shown.err, "nothing reads driver 'spare'"));
  Words quiet = words;
  quiet.push_back("--quiet");
  CHECK(run_casus(quiet).err.empty());
}

TEST_CASE("Show prints nothing of a scenario with errors") {
  const Ended shown = run_casus({"show", scenario("broken.yaml")});
  CHECK(shown.status == 1);
  CHECK(shown.out.empty());
  CHECK(says(shown.err, "broken.yaml:7:"));
}

TEST_CASE("An error in a what-if is told in the file in which it stands") {
  const TemporaryDirectory directory;
  const std::string file = (directory / "whatif.yaml").string();
  std::ofstream(file) << "casus: 1\nextends: " << scenario("tiny.yaml")
                      << "\ntriggers:\n  shock: {at: 2024-05-01}\n";
  for (const Words& words : {Words{"validate", file},
                             {"show", file},
                             {"run", file},
                             {"trace", file, "--trajectory", "0"},
                             {"bench", file}}) {
    const Ended ended = run_casus(words);
    CHECK(ended.status == 1);
    CHECK(says(ended.err, file + ":4:3: error: trigger 'shock' must have one of 'rate', 'at' and 'upon'"));
    CHECK(says(ended.err, "  shock: {at: 2024-05-01}\n    ^"));
  }
}
