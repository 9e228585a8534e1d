#include "program.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace {

Words run_into(const fs::path& directory) {
  return {"run", scenario("tiny.yaml"), "--trajectories", "200", "--json", "--out", directory.string()};
}

/// JSON, summary, seven tables, the scenario and the manifest.
constexpr std::ptrdiff_t files_of_a_run = 11;

std::ptrdiff_t entries(const fs::path& directory) {
  return std::distance(fs::directory_iterator(directory), fs::directory_iterator());
}

void check_refused(const fs::path& out) {
  const Ended ended = run_casus(run_into(out));
  CHECK(ended.status == 1);
  CHECK(ended.out.empty());
  CHECK(says(ended.err, "casus: error: "));
  CHECK(says(ended.err, "--out"));
}

} // namespace

TEST_CASE("The option --out makes a directory with the bytes that are printed, a summary, and data") {
  const TemporaryDirectory directory;
  const Ended ended = run_casus(run_into(directory / "deep/er/out"));
  CHECK(ended.status == 0);
  CHECK(contents(directory / "deep/er/out/result.json") == ended.out);
  CHECK(says(contents(directory / "deep/er/out/summary.txt"), "Does it come to hostility?"));
  CHECK(entries(directory / "deep/er/out") == files_of_a_run);
  CHECK(entries(directory / "deep/er") == 1);
}

TEST_CASE("The --out of a trace holds its story") {
  const TemporaryDirectory directory;
  const Ended ended = run_casus(
      {"trace", scenario("tiny.yaml"), "--trajectory", "5", "--out", (directory / "out/").string()});
  CHECK(ended.status == 0);
  CHECK(contents(directory / "out/story.txt") == ended.out);
  CHECK(says(contents(directory / "out/trace.json"), "\"trajectory\": 5"));
}

TEST_CASE("The option --out fills an empty directory, and one behind a link") {
  const TemporaryDirectory directory;
  fs::create_directory(directory / "empty");
  fs::create_directory_symlink(directory / "empty", directory / "link");
  CHECK(run_casus(run_into(directory / "link")).status == 0);
  CHECK(fs::is_symlink(directory / "link"));
  CHECK(entries(directory / "empty") == files_of_a_run);
}

TEST_CASE("The option --out never touches what is there already") {
  const TemporaryDirectory directory;
  fs::create_directory(directory / "full");
  std::ofstream(directory / "full/mine") << "mine";
  check_refused(directory / "full");
  check_refused(directory / "full/mine");
  check_refused(directory / "full/mine/below");
  CHECK(contents(directory / "full/mine") == "mine");
  CHECK(entries(directory / "full") == 1);
}

TEST_CASE("A full disk is told and gives status 1") {
  const Ended ended = Started({"run", scenario("tiny.yaml"), "--trajectories", "200"}, "/dev/full").wait();
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "cannot write to standard output (No space left on device)"));
}

TEST_CASE("A reader that goes away is not complained about") {
  const TemporaryDirectory directory;
  const std::string err = (directory / "err").string();
  const std::string closed = CASUS_PROGRAM " run " + scenario("tiny.yaml") +
                             " --trajectories 2000 --json 2> " + err + " | true; test ${PIPESTATUS[0]} -eq 1";
  CHECK(std::system(("bash -c '" + closed + "'").c_str()) == 0);
  CHECK(contents(err).empty());
}

TEST_CASE("On a terminal there is a progress bar, wiped at the end, and emphasis") {
  const Words words = {"run", scenario("tiny.yaml"), "--trajectories", "300000", "--threads", "1"};
  const std::string shown = casus_on_terminal(words);
  CHECK(says(shown, "trajectories/s"));
  CHECK(says(shown, "\r\x1b[K\x1b[1m")); // the wiped bar, then the title
  Words quiet = words;
  quiet.emplace_back("--quiet");
  CHECK_FALSE(says(casus_on_terminal(quiet), "trajectories/s"));
}

TEST_CASE("NO_COLOR is heeded") {
  const Words words = {"run", scenario("tiny.yaml"), "--trajectories", "200", "--quiet"};
  CHECK(says(casus_on_terminal(words), "\x1b["));
  ::setenv("NO_COLOR", "1", 1);
  CHECK_FALSE(says(casus_on_terminal(words), "\x1b["));
  ::unsetenv("NO_COLOR");
}
