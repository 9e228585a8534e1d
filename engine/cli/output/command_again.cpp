#include "cli/output/command_again.hpp"

#include <fmt/format.h>

namespace casus::cli {

std::string shell_word(std::string_view word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
  std::string text = "'";
  for (const char character : word) {
    if (character == '\'')
      text += "'\\''";
    else
      text += character;
  }
  return text + "'";
}

std::string settings_again(const std::vector<std::string>& settings) {
  std::string text;
  for (const std::string& setting : settings)
    text += (setting.starts_with("--") ? " " : " --set ") + shell_word(setting);
  return text;
}

namespace {

/// How long a run goes on: of one that was stopped before it was precise, until it is.
std::string length_again(const RunOptions& options) {
  if (!options.precision) return fmt::format(" --trajectories {}", options.trajectories);
  const auto& [half_width, is_relative, outcomes] = *options.precision;
  std::string text = fmt::format(" --precision {}{}", 100 * half_width, is_relative ? "%" : "");
  for (const std::string& outcome : outcomes) text += " --outcome " + shell_word(outcome);
  return text;
}

} // namespace

std::string options_again(const RunOptions& options, const std::vector<std::string>& settings) {
  const auto number = options.weighed_worlds ? options.weighed_worlds : options.worlds;
  const std::string worlds =
      number || !options.precision ? fmt::format(" --worlds {}", number.value_or(1)) : std::string();
  return fmt::format("{}{} --seed {}{}{}", length_again(options), worlds, options.seed,
                     options.is_plain ? " --plain" : "", settings_again(settings));
}

RunOptions as_it_was_run(RunOptions options, const Result& result) {
  options.trajectories = result.requested;
  options.worlds = result.worlds;
  options.precision.reset();
  return options;
}

std::string options_again(const RunOptions& options, const Result& result,
                          const std::vector<std::string>& settings) {
  const bool is_unfinished = options.precision && result.stopped();
  return options_again(is_unfinished ? options : as_it_was_run(options, result), settings);
}

std::string command_again(const PageCommand& command) {
  std::string text = fmt::format("casus {}", command.verb);
  for (const std::string& file : command.files) text += ' ' + shell_word(file);
  return fmt::format("{}{} {} {}", text, command.options, command.page_option, shell_word(command.page));
}

} // namespace casus::cli
