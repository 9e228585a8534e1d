#include "cli/help/completions.hpp"
#include "cli/help/introspection.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

namespace casus::cli {
namespace {

/// Puts a text in single quotes.
std::string quoted(const std::string& text) { return "'" + boost::replace_all_copy(text, "'", "\\'") + "'"; }

std::string value(ValueKind kind) {
  switch (kind) {
  case ValueKind::none:
    return "";
  case ValueKind::file:
    return " -r -F";
  case ValueKind::directory:
    return " -x -a '(__fish_complete_directories)'";
  case ValueKind::other:
    break;
  }
  return " -x";
}

/// A line for each option, which holds where the shell's `condition` does.
std::string options(const CLI::App& app, const std::string& condition) {
  std::string text;
  for (const CLI::Option* const option : named_options(app)) {
    text += "complete -c casus -n " + quoted(condition);
    for (const std::string& name : option->get_snames()) text += " -s " + name;
    for (const std::string& name : option->get_lnames()) text += " -l " + name;
    text += value(value_of(*option)) + " -d " + quoted(option->get_description()) + "\n";
  }
  return text;
}

} // namespace

std::string fish_completion(const CLI::App& program) {
  const std::string before_command = "__fish_use_subcommand";
  std::string text = "# Completion of casus in fish, made by 'casus generate fish'.\n"
                     "complete -c casus -n " +
                     before_command + " -f\n" + options(program, before_command) +
                     "complete -c casus -n 'not " + before_command +
                     "' -a '(casus generate scenarios 2>/dev/null)'\n";
  for (const CLI::App* const command : shown_commands(program))
    text += fmt::format("complete -c casus -n {} -a {} -d {}\n{}", before_command, command->get_name(),
                        quoted(command->get_description()),
                        options(*command, "__fish_seen_subcommand_from " + command->get_name()));
  return text;
}

} // namespace casus::cli
