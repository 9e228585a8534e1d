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
  for (const std::string& setting : settings) text += " --set " + shell_word(setting);
  return text;
}

std::string options_again(const RunOptions& options, const std::vector<std::string>& settings) {
  return fmt::format(" --trajectories {} --worlds {} --seed {}{}{}", options.trajectories,
                     options.worlds.value_or(1), options.seed, options.is_plain ? " --plain" : "",
                     settings_again(settings));
}

namespace {

/// Of a run that was stopped before it was precise, and so has no length of its own.
std::string precision_again(const Precision& precision, const RunOptions& options,
                            const std::vector<std::string>& settings) {
  std::string text = fmt::format(" --precision {}{} --seed {}{}", 100 * precision.half_width,
                                 precision.is_relative ? "%" : "", options.seed, settings_again(settings));
  for (const std::string& outcome : precision.outcomes) text += " --outcome " + shell_word(outcome);
  return text;
}

} // namespace

RunOptions as_it_was_run(RunOptions options, const Result& result) {
  options.trajectories = result.requested;
  options.worlds = result.worlds;
  options.precision.reset();
  return options;
}

std::string options_again(const RunOptions& options, const Result& result,
                          const std::vector<std::string>& settings) {
  if (options.precision && result.stopped()) return precision_again(*options.precision, options, settings);
  return options_again(as_it_was_run(options, result), settings);
}

std::string command_again(const PageCommand& command) {
  std::string text = fmt::format("casus {}", command.verb);
  for (const std::string& file : command.files) text += ' ' + shell_word(file);
  return fmt::format("{}{} {} {}", text, command.options, command.page_option, shell_word(command.page));
}

} // namespace casus::cli
