// Whatever files extend and include, reading ends soon and within the limits of one file.

#include "scenario/folder.hpp"
#include "scenario/texts.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

using namespace casus;

namespace {

const std::string too_many = "the scenario is put together of too many files (at most 100)";

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("A chain of what-ifs may be long, but not endless") {
  const Folder folder;
  folder.write("0.yaml", texts::head);
  for (int i = 1; i < 1000; ++i)
    folder.write(fmt::format("{}.yaml", i), fmt::format("casus: 1\nextends: {}.yaml\n", i - 1));
  CHECK(folder.load("99.yaml").fingerprint == folder.load("0.yaml").fingerprint);
  CHECK(folder.problems_of("100.yaml") ==
        std::vector<std::string>{"1.yaml:2:10: error: '0.yaml' cannot be read: " + too_many});
  CHECK(says(folder.problems_of("999.yaml").at(0), too_many));
}

TEST_CASE("Files that include many are refused before they multiply") {
  const Folder folder;
  folder.write("main.yaml", texts::head + "include: [0a.yaml, 0b.yaml]\n");
  for (int i = 0; i < 60; ++i)
    for (const char name : {'a', 'b'})
      folder.write(fmt::format("{}{}.yaml", i, name),
                   fmt::format("include: [{0}a.yaml, {0}b.yaml]\n", i + 1));
  for (const char name : {'a', 'b'}) folder.write(fmt::format("60{}.yaml", name), "drivers: {}\n");
  const auto problems = folder.problems_of("main.yaml");
  CHECK(says(problems.at(0), "is included twice"));
  folder.write("many.yaml", texts::head + "include: [" + repeated("absent.yaml, ", 50'000) + "]\n");
  CHECK(folder.problems_of("many.yaml").size() == 101);
}

TEST_CASE("What-ifs cannot multiply files by extending what includes the same again") {
  const Folder folder;
  folder.write("big.yaml", "drivers: {x: {about: " + std::string(300'000, 'x') + "}}\n");
  folder.write("0.yaml", texts::head + "include: big.yaml\n");
  for (int i = 1; i < 6; ++i)
    folder.write(fmt::format("{}.yaml", i),
                 fmt::format("casus: 1\nextends: {}.yaml\ninclude: big.yaml\n", i - 1));
  CHECK(folder.problems_of("1.yaml").size() == 1); // the driver that nothing reads
  CHECK(says(folder.problems_of("5.yaml").at(0), "makes the scenario larger than 1048576 bytes"));
}

TEST_CASE("All files together have no more values than one may have") {
  const Folder folder;
  const std::string bomb =
      "&a [" + repeated("x,", 300) + "x]\n" + "basis: x\nabout: [" + repeated("*a,", 300) + "*a]\n";
  folder.write("base.yaml", texts::head + "sources: " + bomb);
  folder.write("whatif.yaml", "casus: 1\nextends: base.yaml\nsources: " + bomb);
  folder.write("chain.yaml", "casus: 1\nextends: whatif.yaml\nsources: " + bomb);
  CHECK(says(folder.problems_of("chain.yaml").at(0), "the scenario has too many values (more than 200000"));
}

TEST_CASE("New names are not compared with names without end") {
  const Folder folder;
  std::string base = "casus: 1\nstart: 2023-04-15\nhorizon: 1 year\nstep: 1 week\ntriggers:\n";
  std::string whatif = "casus: 1\nextends: base.yaml\ntriggers:\n";
  for (int i = 0; i < 4000; ++i) {
    base += fmt::format("  a_trigger_with_a_long_name_which_all_of_them_share_{}: {{rate: 1 per day}}\n", i);
    whatif +=
        fmt::format("  a_trigger_with_a_long_name_which_all_of_them_shaer_{}: {{rate: 1 per day}}\n", i);
  }
  folder.write("base.yaml", base);
  folder.write("whatif.yaml", whatif);
  CHECK(folder.load("whatif.yaml").triggers.size() == 8000);
}

TEST_CASE("A pipe, a device and a long path are refused and not waited for") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto problem = [&](const std::string& name) {
    folder.write("main.yaml", texts::head + "include: " + name + "\n");
    return folder.problems_of("main.yaml").at(0);
  };
  CHECK(says(problem("pipe"), "'pipe' cannot be read: this is a device, a pipe or a socket"));
  CHECK(says(problem("/dev/zero"), "this is a device"));
  CHECK(says(problem(repeated("a/", 400)), "its path has more than 512 characters"));
  CHECK(says(problem(std::string(300, 'a')), "cannot be read"));
  CHECK(says(problem("\"a\\0b\""), "this is no name of a file"));
}

TEST_CASE("A file that may not be read is told") {
  if (::geteuid() == 0) return; // may read everything
  const Folder folder;
  folder.write("base.yaml", texts::head);
  std::filesystem::permissions(folder / "base.yaml", std::filesystem::perms::none);
  folder.write("whatif.yaml", "casus: 1\nextends: base.yaml\n");
  CHECK(says(folder.problems_of("whatif.yaml").at(0),
             "'base.yaml' cannot be read: the file cannot be read (is it yours?)"));
}

TEST_CASE("Too many forced firings are refused") {
  std::string dates;
  for (int i = 0; i < 10'001; ++i) dates += fmt::format("{}, ", i * 0.01);
  CHECK(says(texts::problems_of(texts::head + "triggers: {t: {rate: 1 per day}}\nforce: [{trigger: t, at: [" +
                                dates + "1]}]\n")
                 .at(0),
             "forced firings (at most 10000)"));
}
