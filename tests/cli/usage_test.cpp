#include "program.hpp"

#include "casus/version.hpp"

#include <catch2/catch.hpp>

namespace {

/// The command line is refused: status 2, nothing on standard output, and what is wrong and where to find
/// help.
void check_refused(const Words& arguments, const std::string& complaint) {
  const Ended ended = run_casus(arguments);
  INFO(Catch::StringMaker<Words>::convert(arguments) << "\n" << ended.err);
  CHECK(ended.status == 2);
  CHECK(ended.out.empty());
  CHECK(says(ended.err, complaint));
  CHECK(says(ended.err, "--help"));
}

Words run_with(const std::string& option, const std::string& value) {
  return {"run", scenario("tiny.yaml"), option, value};
}

} // namespace

TEST_CASE("The version is printed on standard output") {
  const Ended ended = run_casus({"--version"});
  CHECK(ended.status == 0);
  CHECK(ended.out == std::string("casus ") + casus::version + "\n");
  CHECK(ended.err.empty());
}

TEST_CASE("A name that is empty is told as one, and none steers the terminal") {
  CHECK(says(run_casus({"run", ""}).err, "error: '' is no name of a file"));
  CHECK(says(run_casus({"run", scenario("tiny.yaml"), "--out", ""}).err,
             "--out must name a directory, not ''"));
  for (const char* name : {"\x1b[2J.yaml", "\xc2\x9b"
                                           "2J.yaml"}) {
    const Ended ended = run_casus({"run", name});
    CHECK(ended.status == 1);
    CHECK(ended.err.find_first_of("\x1b\xc2") == std::string::npos);
  }
  CHECK(says(run_casus({"run", "\x1b[2J.yaml"}).err, "\\x1b[2J.yaml: error: there is no such file"));
}

TEST_CASE("The word help asks for the help of a command") {
  CHECK(run_casus({"help", "run"}).out == run_casus({"run", "--help"}).out);
  CHECK(run_casus({"help"}).out == run_casus({"--help"}).out);
  check_refused({"help", "rnu"}, "did you mean 'run'?");
}

TEST_CASE("A number that is too large is told the largest") {
  for (const char* number : {"4294967296", "1e30"}) {
    check_refused(run_with("--trajectories", number), "must be a whole number from 1 to 4e9");
    check_refused(run_with("--worlds", number), "must be a whole number from 1 to 4e9");
  }
}

TEST_CASE("Help is printed on standard output, with examples for each command") {
  for (const Words& words : {Words{"--help"},
                             {"validate", "--help"},
                             {"show", "--help"},
                             {"run", "--help"},
                             {"update", "--help"},
                             {"indicators", "--help"},
                             {"trace", "-h"},
                             {"sensitivity", "--help"},
                             {"score", "--help"},
                             {"bench", "--help"}}) {
    const Ended ended = run_casus(words);
    CHECK(ended.status == 0);
    CHECK(says(ended.out, "Examples:\n  casus "));
    CHECK(ended.err.empty());
  }
}

TEST_CASE("Without a command the help is shown and the status is 2") { check_refused({}, "Examples:"); }

TEST_CASE("A count must be a positive whole number") {
  for (const char* option : {"--trajectories", "--worlds"})
    for (const char* value :
         {"0", "-1", "1.5", "many", "", "nan", "inf", "1e400", "1e6x", " 5", "1e-3", "1e18"})
      check_refused(run_with(option, value), option);
}

TEST_CASE("A seed must be a whole number of 64 bits") {
  for (const char* value : {"-1", "18446744073709551616", "1e3", "0x10", "", "one"})
    check_refused(run_with("--seed", value), "--seed");
}

TEST_CASE("The number of threads must be one that a machine can have") {
  for (const char* value : {"0", "-2", "1025", "99999999999999999999", "two"})
    check_refused(run_with("--threads", value), "--threads");
}

TEST_CASE("The options of a bench must be numbers that it can work with") {
  for (const char* value : {"0", "-1", "1e3", "10001", "", "many"})
    check_refused({"bench", scenario("tiny.yaml"), "--repetitions", value}, "--repetitions");
  for (const char* value : {"0", "1,0", "1,two", "1.5", "1025"})
    check_refused({"bench", scenario("tiny.yaml"), "--threads", value}, "--threads");
  check_refused({"bench", scenario("tiny.yaml"), "--trajectories", "0"}, "--trajectories");
}

TEST_CASE("What is missing or too much is a usage error") {
  check_refused({"bench"}, "FILE");
  check_refused({"bench", scenario("tiny.yaml"), "--against"}, "--against");
  check_refused({"run"}, "FILE");
  check_refused({"validate"}, "FILE");
  check_refused({"show"}, "FILE");
  check_refused({"trace", scenario("tiny.yaml")}, "--trajectory");
  check_refused({"trace", scenario("tiny.yaml"), "--trajectory", "-1"}, "--trajectory");
  check_refused({"run", scenario("tiny.yaml"), scenario("tiny.yaml")}, "not expected");
  check_refused({"run", scenario("tiny.yaml"), "--seed"}, "--seed");
  check_refused({"run", scenario("tiny.yaml"), "--seed", "1", "--seed", "2"}, "--seed");
  check_refused(run_with("--set", "novalue"), "PATH=VALUE");
  check_refused(run_with("--set", "=value"), "PATH=VALUE");
  check_refused({"run", scenario("tiny.yaml"), "--out"}, "--out");
}

TEST_CASE("A misspelt word is met with the nearest known one") {
  check_refused({"rnu", scenario("tiny.yaml")}, "did you mean 'run'?");
  check_refused(run_with("--trajectores", "5"), "did you mean '--trajectories'?");
  check_refused({"run", scenario("tiny.yaml"), "--sed=5"}, "did you mean '--seed'?");
  check_refused({"validate", scenario("tiny.yaml"), "--zzzzzzz"}, "--zzzzzzz");
}
