#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace casus::analysis {

/// How a program ended and what it printed.
struct Ended {
  int status = 0; ///< its exit status, or minus the signal that killed it
  std::string out;
  std::string err;
  double cpu_seconds = 0; ///< of all its threads
};

/// Runs a program, without a shell, to its end; once `stop` is set, it is sent the signal of Ctrl-C. The
/// first word is its path. Throws RunError where it cannot be started.
Ended run_program(std::vector<std::string> words, const std::atomic<bool>* stop);

/// Whether this is the file of a program or a script, and not a text to be read or the name of a scenario.
/// Throws RunError where it may not be executed.
bool is_program(const std::string& file);

} // namespace casus::analysis
