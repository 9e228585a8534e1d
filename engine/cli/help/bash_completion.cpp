#include "cli/help/completions.hpp"
#include "cli/help/introspection.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

/// The options of a command, as compgen -W takes them.
std::string option_words(const CLI::App& app) {
  std::string words;
  for (const CLI::Option* const option : named_options(app))
    for (const std::string& name : names_of(*option)) words += (words.empty() ? "" : " ") + name;
  return words;
}

/// The options of all commands that take a value of this kind, as patterns of "$command $before".
std::string patterns(const CLI::App& program, ValueKind kind) {
  std::vector<std::string> list;
  for (const CLI::App* const command : shown_commands(program))
    for (const CLI::Option* const option : named_options(*command))
      if (value_of(*option) == kind)
        for (const std::string& name : names_of(*option))
          list.push_back(fmt::format("'{} {}'", command->get_name(), name));
  return fmt::format("{}", fmt::join(list, " | "));
}

} // namespace

std::string bash_completion(const CLI::App& program) {
  std::string first_words = option_words(program);
  std::string commands;
  for (const CLI::App* const command : shown_commands(program)) {
    first_words += " " + command->get_name();
    commands += fmt::format("  {}) words='{}' ;;\n", command->get_name(), option_words(*command));
  }
  return fmt::format(R"(# Completion of casus in bash, made by 'casus generate bash'.
_casus() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command='' words='' names=''
  ((COMP_CWORD > 1)) && command=${{COMP_WORDS[1]}}
  # bash takes the = of --option=value for a word.
  [[ $word == '=' ]] && word=''
  [[ $before == '=' ]] && before=${{COMP_WORDS[COMP_CWORD - 2]}}
  case $command in
  '') words='{}' ;;
{}  esac
  COMPREPLY=()
  case "$command $before" in
  {})
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -d -- "$word")
    return ;;
  {}) ;;
  {})
    return ;;
  *)
    if [[ -z $command || $word == -* ]]; then
      mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
      return
    fi
    names=$(casus generate scenarios 2> /dev/null) ;;
  esac
  compopt -o filenames
  mapfile -t COMPREPLY < <(compgen -W "$names" -- "$word"; compgen -f -- "$word")
}}
complete -F _casus casus
)",
                     first_words, commands, patterns(program, ValueKind::directory),
                     patterns(program, ValueKind::file), patterns(program, ValueKind::other));
}

} // namespace casus::cli
