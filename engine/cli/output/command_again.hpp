#pragma once

#include "casus/run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casus::cli {

/// A word as a POSIX shell reads it back.
std::string shell_word(std::string_view word);

/// The settings as options, each after a space.
std::string settings_again(const std::vector<std::string>& settings);

/// The options that make a run the same again, with nothing left to defaults, each after a space.
std::string options_again(const RunOptions& options, const std::vector<std::string>& settings);
/// The same of a run with this result.
std::string options_again(const RunOptions& options, const Result& result,
                          const std::vector<std::string>& settings);
/// The options with what only the result tells: how many trajectories were precise enough, in how many
/// worlds.
RunOptions as_it_was_run(RunOptions options, const Result& result);

/// What wrote a page.
struct PageCommand {
  std::string_view verb; ///< the command, with those of its options that are not listed here
  std::vector<std::string> files;
  std::string options; ///< each after a space
  std::string_view page_option;
  std::string page;
};

/// The command line that makes the page again: `casus VERB FILE… … OPTION PAGE`.
std::string command_again(const PageCommand& command);

} // namespace casus::cli
