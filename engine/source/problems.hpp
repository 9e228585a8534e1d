#pragma once

#include "casus/errors.hpp"
#include "source/source_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casus::source {

/// At most so many problems are shown, …
inline constexpr std::size_t most_problems_shown = 100;
/// … and reading ends with an error after so many: looking for the nearest name takes its time in a hostile
/// file.
inline constexpr std::size_t most_problems_found = 200;

/// Collects what is wrong in a scenario, so that all of it can be told at once.
class Problems {
public:
  /// Adds a source. Problems show their lines of the sources, and are told in their order. A source comes at
  /// the end, or before the file that asks for it. It must outlive this.
  void add_source(const SourceText& source, const std::string& before = "");

  /// Throws ScenarioError where there are too many.
  void error(const Place& place, std::string message);
  void warning(const Place& place, std::string message);

  bool any_errors() const { return errors_ > 0; }
  /// Throws ScenarioError if there are errors.
  void require_none() const;
  /// The problems in the order of the sources, each once; a last one tells how many more there are.
  std::vector<Problem> in_order() const;

  /// The text of the line, empty where it is not known.
  std::string_view line_at(const Place& place) const;
  /// The line that is shown with a problem; none where it is too long for that.
  std::string line_shown(const Place& place) const;
  /// Whether `a` comes before `b` in the order of the sources. What is in none of them, such as a setting,
  /// comes last.
  bool precedes(const Place& a, const Place& b) const;

private:
  void add(Severity severity, const Place& place, std::string message);
  std::size_t rank(const Place& place) const;

  std::vector<const SourceText*> sources_;
  std::vector<Problem> problems_;
  std::size_t errors_ = 0;
};

} // namespace casus::source
