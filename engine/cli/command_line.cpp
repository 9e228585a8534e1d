#include "cli/command_line.hpp"

#include "cli/commands/commands.hpp"
#include "cli/output/console.hpp"
#include "formula/vocabulary.hpp"

#include "casus/version.hpp"

#include <fmt/format.h>

#include <iterator>
#include <sstream>
#include <vector>

namespace casus::cli {
namespace {

/// What the program's help says below the commands.
std::string footer(const std::vector<Command>& all) {
  std::string examples;
  for (const Command& command : all)
    if (*command.help.example != '\0') examples += fmt::format("  {}\n", command.help.example);
  return "Examples:\n" + examples + R"(
'casus COMMAND --help' tells the options of a command.

Environment: where NO_COLOR is set, text on a terminal has no colour.

Exit status: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 stopped.)";
}

/// `casus help run` is another way to say `casus run --help`. Words stand in reverse, as CLI11 takes them.
std::vector<std::string> as_parsed(const CLI::App& app, int argc, const char* const* argv) {
  std::vector<std::string> words(std::reverse_iterator(argv + argc), std::reverse_iterator(argv + 1));
  if (words.empty() || words.back() != "help") return words;
  words.pop_back();
  const auto is_meant = [&](const CLI::App* command) { return command->get_name() == words.back(); };
  if (words.empty() || !app.get_subcommands(is_meant).empty())
    words.insert(words.begin(), "--help"); // else the unknown word is told
  return words;
}

} // namespace

CommandLine::CommandLine()
    : app_("Scenario and escalation-trigger modelling: what could happen, how likely, and why", "casus") {
  const std::vector<Command> all = commands();
  app_.require_subcommand(0, 1)->footer(footer(all));
  app_.set_version_flag("--version", std::string("casus ") + version, "Print the version and exit");
  for (const Command& command : all) add(command);
}

void CommandLine::add(const Command& command) {
  CLI::App* const app = app_.add_subcommand(command.help.name, command.help.summary);
  app->footer(command.help.examples);
  works_[app] = command.set_up(*app);
}

const CLI::App& CommandLine::chosen() const {
  const auto parsed = app_.get_subcommands();
  return parsed.empty() ? app_ : *parsed.front();
}

/// The known word nearest to the first one that was not expected, if one is near.
std::string CommandLine::suggestion() const {
  std::vector<std::string> known;
  for (const CLI::App* command : chosen().get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(command->get_name());
  for (const CLI::Option* option : chosen().get_options()) known.push_back(option->get_name());
  for (const std::string& word : app_.remaining(true))
    if (const auto near = formula::nearest_name(word.substr(0, word.find('=')), known))
      return fmt::format(" (did you mean '{}'?)", *near);
  return "";
}

void CommandLine::refuse(const CLI::ParseError& error) const {
  const std::string help = &chosen() == &app_ ? "casus --help" : "casus " + chosen().get_name() + " --help";
  const bool extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  throw UsageError(
      fmt::format("casus: error: {}{}\nRun '{}' for help.\n", error.what(), extra ? suggestion() : "", help));
}

Status CommandLine::obey(int argc, const char* const* argv) {
  try {
    app_.parse(as_parsed(app_, argc, argv));
  } catch (const CLI::Success& success) {
    std::ostringstream text;
    app_.exit(success, text, text);
    write_output(text.str());
    return Status::done;
  } catch (const CLI::ParseError& error) {
    refuse(error);
  }
  const auto work = works_.find(&chosen());
  if (work == works_.end()) throw UsageError(app_.help());
  return work->second(Words(argv + 1, argv + argc));
}

} // namespace casus::cli
