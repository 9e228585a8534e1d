#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"

#include "report/story.hpp"

#include <fmt/format.h>

#include <string_view>

namespace casus::cli {
namespace {

/// A word as a POSIX shell reads it back.
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

/// The command that tells the same story wherever it is run from this directory, with nothing left to
/// defaults.
std::string replay(const TraceArguments& arguments, const RunOptions& options) {
  std::string command = fmt::format("casus trace {} --trajectory {} --trajectories {} --worlds {} --seed {}",
                                    shell_word(arguments.run.file), arguments.trajectory,
                                    options.trajectories, options.worlds.value_or(1), options.seed);
  for (const std::string& setting : arguments.run.settings) command += " --set " + shell_word(setting);
  return command;
}

} // namespace

Status trace(const TraceArguments& arguments) {
  const Scenario scenario = load(arguments.run.file, arguments.run.settings, arguments.run.quiet);
  const Delivery delivery(arguments.run);
  const RunOptions options = settled(scenario, arguments.run.options);
  const Trace trace = casus::trace(scenario, options, arguments.trajectory);
  const std::string again = replay(arguments, options);
  delivery.deliver(
      {.text_name = "story.txt",
       .json_name = "trace.json",
       .text = [&](const report::TextStyle& style) { return report::to_text(trace, scenario, again, style); },
       .json = [&] { return report::to_json(trace, scenario, again); }});
  return Status::done;
}

} // namespace casus::cli
