#include "cli/help/completions.hpp"
#include "cli/help/introspection.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

namespace casus::cli {
namespace {

/// Puts a text in single quotes.
std::string quoted(const std::string& text) {
  return "'" + boost::replace_all_copy(text, "'", "'\\''") + "'";
}

/// What an option does, as _arguments wants it between brackets.
std::string explanation(const CLI::Option& option) {
  std::string text = option.get_description();
  for (const char* const bracket : {"[", "]"})
    text = boost::replace_all_copy(text, bracket, std::string("\\") + bracket);
  return text;
}

std::string action(const CLI::Option& option) {
  const ValueKind kind = value_of(option);
  if (kind == ValueKind::none) return "";
  const char* const files = kind == ValueKind::directory ? "_files -/" : "_files";
  return fmt::format(":{}:{}", option.get_type_name(), kind == ValueKind::other ? " " : files);
}

/// What _arguments is told of the options.
std::string specifications(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* const option : named_options(app))
    for (const std::string& name : names_of(*option))
      text += " \\\n      " + quoted(fmt::format("{}{}{}[{}]{}", is_repeatable(*option) ? "*" : "", name,
                                                 value_of(*option) == ValueKind::none ? "" : "=",
                                                 explanation(*option), action(*option)));
  return text;
}

/// And of what follows the command, all of which are files or scenarios that come with casus.
std::string positionals(const CLI::App& command) {
  std::string text;
  int place = 1;
  for (const CLI::Option* const argument : positional_arguments(command)) {
    const std::string which = is_repeatable(*argument) ? "*" : std::to_string(place++);
    text += " \\\n      " + quoted(fmt::format("{}:{}:_casus_scenarios", which, argument->get_name(true)));
  }
  return text;
}

} // namespace

std::string zsh_completion(const CLI::App& program) {
  std::string names, cases;
  for (const CLI::App* const command : shown_commands(program)) {
    names += "      " + quoted(command->get_name() + ":" + command->get_description()) + "\n";
    cases += fmt::format("    {})\n      _arguments{}{} ;;\n", command->get_name(), specifications(*command),
                         positionals(*command));
  }
  return fmt::format(R"zsh(#compdef casus
# Completion of casus in zsh, made by 'casus generate zsh'.
_casus_scenarios() {{
  local -a names=(${{(f)"$(casus generate scenarios 2> /dev/null)"}})
  _alternative 'scenarios:scenario:compadd -a names' 'files:file:_files'
}}
_casus() {{
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C '1:command:->command' '*::argument:->argument'{}
  case $state in
  command)
    local -a commands=(
{}    )
    _describe command commands ;;
  argument)
    case $words[1] in
{}    esac ;;
  esac
}}
_casus "$@"
)zsh",
                     specifications(program), names, cases);
}

} // namespace casus::cli
