#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace casus {

/// A place in a scenario file. Lines and columns count from 1; columns count characters, not bytes. Line 0
/// means that the place is a whole file, or none at all.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

enum class Severity { error, warning };

/// One thing that is wrong in a scenario, complete enough to be shown to its author.
struct Problem {
  Severity severity = Severity::error;
  Place place;
  std::string message;     ///< problem (why it is one): what to do; lower case, no full stop
  std::string source_line; ///< the offending line as it stands in the file, empty where there is none
};

/// `file:line:column: error: message`, then the source line and a caret under the column.
std::string to_string(const Problem& problem);

/// The user's file is wrong. Carries every problem found, in the order of the file.
class ScenarioError : public std::runtime_error {
public:
  explicit ScenarioError(std::vector<Problem> problems);
  const std::vector<Problem>& problems() const { return problems_; }

private:
  std::vector<Problem> problems_;
};

/// The environment or the numbers failed at run time: an explosion, a rate below zero, a value that is not
/// finite.
class RunError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

} // namespace casus
