// The man page and the completions, which are made of the commands.
#include "program.hpp"

#include "cli/command_line.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <regex>

namespace {

std::string generated(const std::string& what) {
  const Ended ended = run_casus({"generate", what});
  REQUIRE(ended.status == 0);
  return ended.out;
}

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " > /dev/null").c_str()) == 0;
}

/// What a shell's command prints, with `text` in the file $1.
std::string printed(const std::string& command, const std::string& text) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "text") << text;
  std::ofstream(directory / "command") << command;
  const std::string all =
      fmt::format("cd '{0}' && bash command ./text > printed 2>&1", directory.path().string());
  CHECK(std::system(all.c_str()) == 0);
  return contents(directory / "printed");
}

/// What bash offers for the last word, sorted.
std::string completed(const std::string& words) {
  const std::string command =
      fmt::format("touch file.yaml; mkdir folder\n"
                  "compopt() {{ :; }}\n" // of readline, which is not at work here
                  "casus() {{ echo baseline; echo peace; }}\n"
                  "source $1\nCOMP_WORDS=({0})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
                  "_casus\n(IFS=$'\\n'; echo \"${{COMPREPLY[*]}}\") | LC_ALL=C sort\n",
                  words);
  return printed(command, generated("bash"));
}

/// The part of a text from a command's heading to the next one's.
std::string part(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  INFO(begin);
  REQUIRE(from != std::string::npos);
  return text.substr(from, text.find(end, from + begin.size()) - from);
}

/// Calls `check` with each command and each long name of its options, without dashes.
template <class Check>
void for_each_option(const Check& check) {
  const casus::cli::CommandLine line;
  int count = 0;
  for (const CLI::App* command :
       line.app().get_subcommands([](const CLI::App* app) { return !app->get_group().empty(); }))
    for (const CLI::Option* option : command->get_options())
      for (const std::string& name : option->get_lnames()) {
        INFO(command->get_name() << " --" << name);
        check(command->get_name(), name);
        ++count;
      }
  CHECK(count > 50);
}

} // namespace

TEST_CASE("The man page tells of every option of every command") {
  const std::string page = generated("man");
  for (const char* section :
       {"NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "EXAMPLES", "ENVIRONMENT", "EXIT STATUS"})
    CHECK(says(page, fmt::format("\n.SH {}\n", section)));
  for_each_option([&](const std::string& command, std::string name) {
    name = std::regex_replace(name, std::regex("-"), "\\-");
    CHECK(says(part(page, "\n.SS \\fBcasus " + command, "\n.S"), "\\fB\\-\\-" + name + "\\fR"));
  });
}

TEST_CASE("The man page is faultless roff") {
  if (is_installed("groff")) CHECK(printed("groff -man -ww -z -Tutf8 -K utf8 $1", generated("man")).empty());
  if (is_installed("man"))
    CHECK(printed("LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l $1 2>&1 > /dev/null", generated("man"))
              .empty());
}

TEST_CASE("The completions know every option of every command") {
  const std::string bash = generated("bash"), zsh = generated("zsh"), fish = generated("fish");
  for_each_option([&](const std::string& command, const std::string& name) {
    CHECK(
        std::regex_search(part(bash, "\n  " + command + ") words=", "\n"), std::regex("--" + name + "[ ']")));
    CHECK(
        std::regex_search(part(zsh, "\n    " + command + ")\n", ";;"), std::regex("--" + name + "(=|\\[)")));
    CHECK(std::regex_search(fish, std::regex("_from " + command + "'[^\n]* -l " + name + " ")));
  });
}

TEST_CASE("The completions are scripts that their shells can read") {
  const std::string check = " -n $1";
  for (const std::string shell : {"bash", "zsh", "fish"})
    if (is_installed(shell)) CHECK(printed(shell + check, generated(shell)).empty());
}

TEST_CASE("Bash completes commands, their options, and files where they are wanted") {
  CHECK(completed("casus tr") == "trace\n");
  CHECK(says(completed("casus ''"), "\ntune\nupdate\nvalidate\n"));
  CHECK(completed("casus --v") == "--version\n");
  CHECK(completed("casus trace --traj") == "--trajectories\n--trajectory\n");
  CHECK(completed("casus trace --th") == "\n");
  CHECK(completed("casus run fi") == "file.yaml\n");
  CHECK(completed("casus run pe") == "peace\n");
  CHECK(completed("casus report --out pe") == "\n");
  CHECK(completed("casus run --out f") == "folder\n");
  CHECK(completed("casus run --out = f") == "folder\n");
  CHECK(completed("casus report --out f") == "file.yaml\nfolder\n");
  CHECK(completed("casus run --seed f") == "\n");
  CHECK(completed("casus run --json f") == "file.yaml\nfolder\n");
}

TEST_CASE("The completions ask for the names of the scenarios that come with casus") {
  CHECK(says("\n" + generated("scenarios"), "\nbaseline\n"));
  for (const char* shell : {"bash", "zsh", "fish"}) CHECK(says(generated(shell), "casus generate scenarios"));
}

TEST_CASE("What is generated is not in the way of who runs the program") {
  CHECK(!says(run_casus({"--help"}).out, "generate"));
  CHECK(run_casus({"generate"}).status == 2);
  CHECK(says(run_casus({"generate", "csh"}).err, "WHAT"));
}
