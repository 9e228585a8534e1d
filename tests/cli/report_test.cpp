#include "program.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <sys/stat.h>

namespace fs = std::filesystem;

namespace {

Words report_into(const fs::path& file) {
  return {"report", scenario("tiny.yaml"), "--trajectories", "200", "--out", file.string()};
}

std::ptrdiff_t entries(const fs::path& directory) {
  return std::distance(fs::directory_iterator(directory), fs::directory_iterator());
}

bool is_page(const fs::path& file) {
  const std::string text = contents(file);
  return says(text, "<!doctype html>") && says(text, "A tiny scenario") && says(text, "</html>");
}

} // namespace

TEST_CASE("The command report writes a page, alone and over an earlier one", "[page]") {
  const TemporaryDirectory directory;
  for (int time = 0; time < 2; ++time) {
    const Ended ended = run_casus(report_into(directory / "page.html"));
    CHECK(ended.status == 0);
    CHECK(ended.out.empty());
    CHECK(is_page(directory / "page.html"));
    CHECK(entries(directory.path()) == 1);
  }
}

TEST_CASE("The command report says how to make the page again", "[page]") {
  const TemporaryDirectory directory;
  run_casus(report_into(directory / "page.html"));
  CHECK(says(contents(directory / "page.html"), "tiny.yaml --trajectories 200 --worlds 1 --seed 1 --out "));
}

TEST_CASE("The command report writes over nothing but a report", "[page]") {
  const TemporaryDirectory directory;
  std::ofstream(directory / "mine.yaml") << "mine";
  const Ended ended = run_casus(report_into(directory / "mine.yaml"));
  CHECK(ended.status == 1);
  CHECK(says(ended.err, "not a report of casus"));
  CHECK(contents(directory / "mine.yaml") == "mine");
  CHECK(run_casus(report_into(directory.path())).status == 1);
  CHECK(run_casus(report_into(directory / "no/such/page.html")).status == 1);
  CHECK(run_casus(report_into("/dev/full")).status == 1);
  REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
  CHECK(run_casus(report_into(directory / "pipe")).status == 1);
  CHECK(entries(directory.path()) == 2);
}

TEST_CASE("The command report needs a place for its page") {
  const Ended ended = run_casus({"report", scenario("tiny.yaml")});
  CHECK(ended.status == 2);
  CHECK(says(ended.err, "--out"));
}

TEST_CASE("A page that is a link is written where it leads", "[page]") {
  const TemporaryDirectory directory;
  fs::create_directory(directory / "there");
  run_casus(report_into(directory / "there/page.html"));
  fs::create_symlink(directory / "there/page.html", directory / "link.html");
  CHECK(run_casus(report_into(directory / "link.html")).status == 0);
  CHECK(fs::is_symlink(directory / "link.html"));
  CHECK(is_page(directory / "there/page.html"));
}

TEST_CASE("The commands run and compare write a page beside what they print", "[page]") {
  const TemporaryDirectory directory;
  const std::string file = scenario("tiny.yaml");
  const Words options = {"--trajectories", "200", "--report", (directory / "page.html").string()};
  for (const Words& command : {Words{"run", file}, Words{"compare", file, file}}) {
    Words words = command;
    words.insert(words.end(), options.begin(), options.end());
    const Ended ended = run_casus(words);
    CHECK(ended.status == 0);
    CHECK(says(ended.out, "Does it come to hostility?"));
    CHECK(is_page(directory / "page.html"));
    CHECK(says(contents(directory / "page.html"), "casus " + command[0] + " "));
  }
}
