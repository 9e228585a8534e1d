#include "casus/bench.hpp"

#include "analysis/child_program.hpp"
#include "analysis/printed_bench.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace casus;
using Catch::Matchers::Contains;

namespace {

const std::string tiny = CASUS_SOURCE_DIR "/tests/cli/scenarios/tiny.yaml";

/// A script in a directory of its own.
class Script {
public:
  explicit Script(const std::string& text) {
    std::string pattern = (std::filesystem::temp_directory_path() / "casus-test-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    directory_ = pattern;
    std::ofstream(path()) << "#!/bin/sh\n" << text << "\n";
    std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
  }
  ~Script() { std::filesystem::remove_all(directory_); }
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;

  std::string path() const { return directory_ / "script"; }

private:
  std::filesystem::path directory_;
};

Bench against(const std::string& other, const std::vector<std::string>& settings = {}) {
  const BenchOptions options{
      .trajectories = 200, .seed = 5, .worlds = 2, .threads = {1, 2}, .repetitions = 2};
  return bench(BenchBuilds{CASUS_PROGRAM, other, tiny, settings}, load_scenario(tiny, settings), options);
}

} // namespace

TEST_CASE("Two builds measure the same run, which is the one that was asked for") {
  const Bench builds = against(CASUS_PROGRAM, {"horizon=2 weeks"});
  const BenchOptions here{.trajectories = 200, .seed = 5, .worlds = 2, .threads = {1}, .repetitions = 1};
  const Bench own = bench(load_scenario(tiny, {"horizon=2 weeks"}), here);
  REQUIRE(builds.subjects.size() == 2);
  CHECK(builds.ratios.size() == 2);
  for (const BenchSubject& subject : builds.subjects) {
    REQUIRE(subject.series.size() == 2);
    CHECK(subject.what == CASUS_PROGRAM);
    for (const BenchSeries& series : subject.series)
      for (const Repetition& repetition : series.repetitions) {
        CHECK(repetition.threads == series.threads);
        CHECK(repetition.trajectories == 200);
        CHECK(repetition.worlds == 2);
        CHECK(repetition.steps == 400);
        CHECK(repetition.events == own.subjects[0].series[0].repetitions[0].events);
        CHECK(repetition.phases);
      }
  }
}

TEST_CASE("A program that fails is quoted") {
  const Script fails("echo 'no such command: bench' >&2; exit 7");
  CHECK_THROWS_WITH(against(fails.path()),
                    Contains("ended with status 7") && Contains("no such command: bench"));
  const Script dies("kill -9 $$");
  CHECK_THROWS_WITH(against(dies.path()), Contains("killed by signal 9") && Contains("printed nothing"));
}

TEST_CASE("What answers of another build cost is read from its run") {
  const Bench builds = against(CASUS_PROGRAM);
  REQUIRE_FALSE(builds.subjects[0].answers.empty());
  REQUIRE(builds.answer_ratios.size() == builds.subjects[0].answers.size());
  for (std::size_t i = 0; i < builds.answer_ratios.size(); ++i) {
    CHECK(builds.subjects[0].answers[i].se == builds.subjects[1].answers[i].se);
    CHECK(builds.subjects[1].answers[i].cpu_seconds > 0);
  }
  CHECK_FALSE(analysis::printed_answers("{}", 1));
  const auto read = analysis::printed_answers(
      R"({"outcomes": {"a": {"probability": 0.5, "se": 0.1}, "b": {"mean": 3, "se": 0}, "c": {"mean": 3, "se": 2}}})",
      4);
  REQUIRE((read && read->size() == 2));
  CHECK(
      (read->at(0).outcome == "a" && read->at(0).is_event && read->at(0).variance_seconds() == Approx(0.04)));
  CHECK((read->at(1).outcome == "c" && !read->at(1).is_event));
}

TEST_CASE("A program that prints something else is told from a casus") {
  for (const char* text : {"hello", "{}", "[]", "{\"benchmarks\": 3}",
                           "{\"benchmarks\": [{\"run_type\": \"iteration\"}]}", ""}) {
    const Script other(std::string("echo '") + text + "'");
    CHECK_THROWS_WITH(against(other.path()), Contains("did not print what casus bench --json prints"));
    CHECK_FALSE(analysis::printed_repetition(text));
  }
}

TEST_CASE("A program gets its words as they are, without a shell") {
  const Script echo("printf '%s|' \"$@\"");
  CHECK(analysis::run_program({echo.path(), "a b", "$HOME", "'", ""}, nullptr).out == "a b|$HOME|'||");
}

TEST_CASE("A program that prints much is heard to its end") {
  const Script talks("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done; echo end >&2");
  const auto ended = analysis::run_program({talks.path()}, nullptr);
  CHECK(ended.out.size() == 20'000 * 11);
  CHECK(ended.err == "end\n");
}

TEST_CASE("A stop reaches a program at work") {
  const std::atomic<bool> stop = true;
  const Script waits("trap 'exit 3' INT; while true; do sleep 0.05; done");
  const int status = analysis::run_program({waits.path()}, &stop).status;
  CHECK((status == 3 || status == -2)); // the second if the signal came before the trap was set
}

TEST_CASE("Programs are told from texts and names, and what may not be executed is refused") {
  CHECK(analysis::is_program(CASUS_PROGRAM));
  CHECK_FALSE(analysis::is_program(tiny));
  for (const char* other : {"baseline", "/nowhere/casus", CASUS_SOURCE_DIR, ""})
    CHECK_FALSE(analysis::is_program(other));
  const Script script("exit 0");
  std::filesystem::permissions(script.path(), std::filesystem::perms::owner_read);
  CHECK_THROWS_WITH(analysis::is_program(script.path()), Contains("may not be executed"));
  CHECK_THROWS_AS(analysis::run_program({"/nowhere/casus"}, nullptr), RunError);
}
