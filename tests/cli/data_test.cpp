#include "program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const std::string hostile_title = "title=\"Comma, quote \\\" and\\nnewline\"";

/// Whether Python reads all tables of the directory, and the numbers of its JSON in them.
bool python_agrees(const fs::path& directory) {
  const std::string script = CASUS_SOURCE_DIR "/tests/cli/read_tables.py";
  return std::system(("python3 " + script + " " + directory.string()).c_str()) == 0;
}

/// A directory on its way, beside the one that it is to be.
bool is_being_written(const fs::path& parent) {
  for (const auto& entry : fs::directory_iterator(parent))
    if (says(entry.path().filename().string(), ".casus-")) return true;
  return false;
}

} // namespace

TEST_CASE("The tables of a run read back as its JSON, number by number") {
  const TemporaryDirectory directory;
  for (const char* name : {"tiny.yaml", "uncertain.yaml"}) {
    const fs::path out = directory / name;
    REQUIRE(run_casus({"run", scenario(name), "--trajectories", "3000", "--out", out.string()}).status == 0);
    CHECK(python_agrees(out));
  }
}

TEST_CASE("So do those of a comparison, which keeps all its scenarios") {
  const TemporaryDirectory directory;
  const fs::path out = directory / "out";
  const Ended ended =
      run_casus({"compare", scenario("tiny.yaml"), scenario("no_fall.yaml"), scenario("more_shocks.yaml"),
                 "--trajectories", "2000", "--out", out.string()});
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK(python_agrees(out));
  const auto manifest = json::parse(contents(out / "manifest.json"));
  REQUIRE(manifest["whatifs"].size() == 2);
  CHECK(manifest["whatifs"][1]["as"] == "more_shocks.yaml");
  CHECK(manifest["whatifs"][1]["file"] == "scenario_2.yaml");
  CHECK(run_casus({"validate", (out / "scenario_2.yaml").string()}).status == 0);
}

TEST_CASE("The check of the tables sees a digit that differs") {
  const TemporaryDirectory directory;
  const fs::path out = directory / "out";
  REQUIRE(run_casus({"run", scenario("tiny.yaml"), "--trajectories", "300", "--out", out.string()}).status ==
          0);
  const std::string text = contents(out / "drivers.csv");
  const std::size_t last = text.rfind(',') + 1;
  std::ofstream(out / "drivers.csv") << text.substr(0, last) << '1' << text.substr(last);
  CHECK_FALSE(python_agrees(out));
}

TEST_CASE("Questions with commas, quotes and newlines stay one field each") {
  const TemporaryDirectory directory;
  const fs::path out = directory / "out";
  const std::string question = "outcomes.hostile.question=\"Does it, or \\\"so\\\",\\ncome?\"";
  const Ended ended = run_casus({"run", scenario("tiny.yaml"), "--trajectories", "300", "--set",
                                 hostile_title, "--set", question, "--out", out.string()});
  INFO(ended.err);
  REQUIRE(ended.status == 0);
  CHECK(says(contents(out / "outcomes.csv"), "tiny,hostile,\"Does it, or \"\"so\"\",\ncome?\",event,false,"));
  CHECK(python_agrees(out));
}

TEST_CASE("The scenario that a run leaves runs to the same result") {
  const TemporaryDirectory directory;
  const auto run = [&](const std::string& file, const std::string& out, const Words& more) {
    Words words{"run", file, "--trajectories", "300", "--out", (directory / out).string()};
    words.insert(words.end(), more.begin(), more.end());
    REQUIRE(run_casus(words).status == 0);
    auto result = json::parse(contents(directory / (out + "/result.json")));
    result.erase("performance");
    return result;
  };
  const auto first = run(scenario("tiny.yaml"), "first", {"--set", "triggers.shock.rate=3 per year"});
  CHECK(run((directory / "first/scenario.yaml").string(), "second", {}) == first);
}

TEST_CASE("The manifest tells how a result came about") {
  const TemporaryDirectory directory;
  const fs::path out = directory / "out";
  const Words words{
      "run",   scenario("tiny.yaml"), "--trajectories", "1e3", "--seed", "7", "--set", "name=a b",
      "--out", out.string()};
  REQUIRE(run_casus(words).status == 0);
  const auto manifest = json::parse(contents(out / "manifest.json"));
  CHECK(manifest["command"] == words);
  CHECK(manifest["seed"] == 7);
  CHECK(manifest["requested"] == 1000);
  CHECK(manifest["scenario"]["name"] == "a b");
  CHECK_FALSE(manifest["build"]["compiler"].get<std::string>().empty());
  CHECK(manifest["build"].contains("commit"));
  const auto written = manifest["written"].get<std::string>();
  CHECK(written.size() == 20);
  CHECK(written.back() == 'Z');
  CHECK(manifest["files"].size() == 10);
}

TEST_CASE("A run that is killed while it writes leaves its whole directory or none") {
  const TemporaryDirectory directory;
  const fs::path out = directory / "out";
  for (int attempt = 0; attempt < 10; ++attempt) {
    Started run({"run", scenario("tiny.yaml"), "--trajectories", "200", "--out", out.string()});
    // A program that ends before this sees it at work has given the directory its name.
    for (int look = 0; look < 1'000'000 && !is_being_written(directory.path()) && !fs::exists(out); ++look) {
    }
    run.kill();
    run.wait();
    if (fs::exists(out)) CHECK(python_agrees(out));
    for (const auto& entry : fs::directory_iterator(directory.path())) fs::remove_all(entry);
  }
}
