#pragma once

#include "cli/arguments.hpp"

#include <stdexcept>
#include <string>

namespace casus::cli {

enum class Command {
  validate,
  show,
  run,
  compare,
  report,
  trace,
  sensitivity,
  tune,
  fit,
  score,
  bench,
  help
};

/// What the command line asks for: one of the commands with its arguments, or a text to be printed (help,
/// the version).
struct CommandLine {
  Command command = Command::help;
  ValidateArguments validate;
  ShowArguments show;
  PlainRunArguments run;
  CompareArguments compare;
  ReportArguments report;
  TraceArguments trace;
  SensitivityArguments sensitivity;
  ScoreArguments score;
  FitArguments fit;
  TuneArguments tune;
  BenchArguments bench;
  std::string text;
};

/// The command line cannot be understood. Its message is complete, with where to find help, and ends its
/// lines.
class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

CommandLine read_command_line(int argc, const char* const* argv);

} // namespace casus::cli
