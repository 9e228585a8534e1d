#include "cli/help/man_page.hpp"

#include "cli/help/introspection.hpp"

#include "casus/version.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/replace.hpp>
#include <fmt/format.h>

#include <sstream>

namespace casus::cli {
namespace {

/// Text in which roff finds nothing of its own, and whose quotes and dashes can be copied into a shell.
std::string escaped(std::string text) {
  boost::replace_all(text, "\\", "\\e");
  boost::replace_all(text, "'", "\\(aq");
  boost::replace_all(text, "-", "\\-");
  return boost::starts_with(text, ".") ? "\\&" + text : text;
}

std::string bold(const std::string& text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + escaped(text) + "\\fR"; }

/// What stands below the options in the help: lines that are indented stay as they are, the rest is filled.
std::string filled(const std::string& text) {
  std::string roff;
  bool is_verbatim = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool is_indented = boost::starts_with(line, "  ");
    if (is_indented != is_verbatim) roff += is_indented ? ".RS\n.nf\n" : ".fi\n.RE\n";
    is_verbatim = is_indented;
    roff += line.empty() ? ".PP\n" : escaped(is_indented ? line.substr(2) : line) + "\n";
  }
  return roff + (is_verbatim ? ".fi\n.RE\n" : "");
}

/// Each paragraph, one that begins with `Label:` as the section of that name.
std::string sections(std::string footer) {
  std::string roff;
  boost::replace_all(footer, "\n\n", "\f");
  std::istringstream paragraphs(footer);
  for (std::string paragraph; std::getline(paragraphs, paragraph, '\f');) {
    const std::size_t colon = paragraph.find(':');
    if (colon == std::string::npos)
      roff += ".PP\n" + filled(paragraph);
    else
      roff += fmt::format(".SH {}\n{}", boost::to_upper_copy(paragraph.substr(0, colon)),
                          filled(paragraph.substr(colon + 2)));
  }
  return roff;
}

std::string usage(const CLI::App& command) {
  std::string text = bold("casus " + command.get_name()) + " [" + italic("OPTIONS") + "]";
  for (const CLI::Option* const argument : positional_arguments(command)) {
    const std::string word = italic(argument->get_name(true)) + (is_repeatable(*argument) ? "..." : "");
    text += " " + (argument->get_required() ? word : "[" + word + "]");
  }
  return text;
}

std::string remarks(const CLI::Option& option) {
  std::string text;
  if (option.get_required() && option.nonpositional()) text += " Required.";
  std::vector<std::string> excluded;
  for (const CLI::Option* const other : option.get_excludes()) excluded.push_back(other->get_name());
  if (!excluded.empty()) text += fmt::format(" Not with {}.", fmt::join(excluded, ", "));
  return text;
}

std::string entry(const CLI::Option& option) {
  std::string head;
  for (const std::string& name : names_of(option)) head += (head.empty() ? "" : ", ") + bold(name);
  if (head.empty()) head = italic(option.get_name(true));
  if (!option.get_type_name().empty() && value_of(option) != ValueKind::none)
    head += " " + italic(option.get_type_name());
  return fmt::format(".TP\n{}\n{}.{}\n", head, escaped(option.get_description()), escaped(remarks(option)));
}

std::string entries(const CLI::App& app) {
  std::string text;
  for (const CLI::Option* const argument : positional_arguments(app)) text += entry(*argument);
  for (const CLI::Option* const option : named_options(app)) text += entry(*option);
  return text;
}

} // namespace

std::string man_page(const CLI::App& program) {
  std::string synopsis, commands;
  for (const CLI::App* const command : shown_commands(program)) {
    synopsis += (synopsis.empty() ? "" : ".br\n") + usage(*command) + "\n";
    commands += fmt::format(".SS {}\n{}.\n{}.PP\n{}", usage(*command), escaped(command->get_description()),
                            entries(*command), filled(command->get_footer()));
  }
  return fmt::format(".TH CASUS 1 \"\" \"casus {}\" \"User Commands\"\n"
                     ".SH NAME\ncasus \\- {}\n"
                     ".SH SYNOPSIS\n{}"
                     ".SH OPTIONS\n{}"
                     ".SH COMMANDS\n{}"
                     "{}",
                     version, escaped(program.get_description()), synopsis, entries(program), commands,
                     sections(program.get_footer()));
}

} // namespace casus::cli
