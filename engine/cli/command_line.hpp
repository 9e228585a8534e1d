#pragma once

#include "cli/commands/command.hpp"

#include <CLI/CLI.hpp>

#include <map>
#include <stdexcept>
#include <string>

namespace casus::cli {

/// The command line cannot be understood. Its message is complete, with where to find help, and ends its
/// lines.
class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// The program's command line as CLI11 sees it, with all of the commands.
class CommandLine {
public:
  CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  const CLI::App& app() const { return app_; }

  /// Does what the words ask for: one of the commands, or to print a text (help, the version). Throws
  /// UsageError, and what a Work throws.
  Status obey(int argc, const char* const* argv);

private:
  void add(const Command& command);
  [[noreturn]] void refuse(const CLI::ParseError& error) const;
  std::string suggestion() const;
  const CLI::App& chosen() const;

  CLI::App app_;
  std::map<const CLI::App*, Work> works_;
};

} // namespace casus::cli
