#include "program.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <thread>

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

TEST_CASE("The places of a run are refused before it, in words of their own") {
  const TemporaryDirectory directory;
  const auto refused = [&](const Words& options) {
    Words words{"run", scenario("tiny.yaml"), "--trajectories", "1e9"};
    words.insert(words.end(), options.begin(), options.end());
    const Ended ended = run_casus(words);
    CHECK(ended.status == 1);
    CHECK(ended.out.empty());
    CHECK(!says(ended.err, "filesystem error"));
    return ended.err;
  };
  const std::string same = (directory / "same").string();
  CHECK(says(refused({"--out", same, "--report", same}), "--out and --report both name '" + same + "'"));
  CHECK(says(refused({"--report", ""}), "a report must have the name of a file, not ''"));
  CHECK(says(refused({"--out", (directory / std::string(300, 'a')).string()}), "choose another --out"));
  CHECK(says(refused({"--report", (directory / std::string(300, 'a')).string()}), "choose another place"));
  CHECK(says(refused({"--report", (directory / "page.pdf").string()}),
             "a report is a page of HTML, not .pdf: call it '" + (directory / "page.html").string() +
                 "', and print it in a browser to make a PDF of it"));
  fs::create_symlink(directory / "nowhere/at/all", directory / "dangling");
  CHECK(says(refused({"--out", (directory / "dangling").string()}), "choose another --out"));
  CHECK(entries(directory.path()) == 1);
}

TEST_CASE("A name may be as long as the file system takes") {
  const TemporaryDirectory directory;
  CHECK(run_casus(run_into(directory / std::string(250, 'a'))).status == 0);
  CHECK(entries(directory / std::string(250, 'a')) == files_of_a_run);
}

TEST_CASE("A pipe into which nobody writes is told, and one is read to its end") {
  const TemporaryDirectory directory;
  REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
  CHECK(says(run_casus({"validate", (directory / "pipe").string()}).err, "nobody writes into this pipe"));
  std::thread writer([&] { std::ofstream(directory / "pipe") << contents(scenario("tiny.yaml")); });
  CHECK(run_casus({"validate", (directory / "pipe").string()}).status == 0);
  writer.join();
}

TEST_CASE("What could steer a terminal is shown escaped") {
  const TemporaryDirectory directory;
  const fs::path file = directory / "a\x1b[2Jb.yaml";
  std::ofstream(file) << "casus: 1\ntitle: \"A \\e[31m title \\x9B1m\"\nstart: 2024-01-01\nhorizon: 1 week\n"
                         "step: 1 day\ntriggers: {t: {at: 1 day}}\noutcomes: {o: {question: \"\\e]0;Q\\a?\", "
                         "when: count(t) > 0}}\n";
  for (const Words& words : {Words{"run"}, {"run", "--json"}, {"validate"}, {"show"}}) {
    Words all{words.front(), file.string()};
    all.insert(all.end(), words.begin() + 1, words.end());
    const Ended ended = run_casus(all);
    INFO(ended.out << ended.err);
    CHECK(ended.status == 0);
    for (const std::string& text : {ended.out, ended.err}) {
      CHECK(text.find_first_of("\x1b\x07") == std::string::npos);
      CHECK(!says(text, "\xc2\x9b"));
    }
  }
  CHECK(says(run_casus({"run", file.string()}).out, "A \\x1b[31m title \\u009b1m"));
}

TEST_CASE("A title without blanks takes time in proportion to its length") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "long.yaml") << "casus: 1\ntitle: " << std::string(400'000, 'a')
                                         << "\nstart: 2024-01-01\nhorizon: 1 week\nstep: 1 day\n";
  const auto begin = std::chrono::steady_clock::now();
  CHECK(run_casus({"run", (directory / "long.yaml").string(), "--trajectories", "8"}).status == 0);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
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
