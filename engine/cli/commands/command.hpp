#pragma once

#include "cli/status.hpp"

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace casus::cli {

/// The command line after the program's name.
using Words = std::vector<std::string>;

/// What a command does once its options are read. It throws ScenarioError, RunError and ReaderGone.
using Work = std::function<Status(const Words&)>;

/// What the help says of a command.
struct Help {
  const char* name;
  const char* summary;
  const char* example;  ///< the one that the program's own help shows; a command without one is not shown
  const char* examples; ///< and what else is to be known, below the options
};

/// A row of the table of commands.
struct Command {
  Help help;
  Work (*set_up)(CLI::App& app); ///< adds the options and returns the work that reads them
};

/// The row of the command that the class `Kind` is. Each file of a command instantiates it for its class
/// (define_command.hpp), so that nothing else has to know that class.
template <class Kind>
Command command();

} // namespace casus::cli
