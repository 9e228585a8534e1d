#pragma once

#include <cstddef>
#include <string>

namespace casus::cli {

/// A line on standard error that says which of some things is being worked on, and is wiped at the end; where
/// standard error is no terminal, or that is to be quiet, it says nothing.
class CountLine {
public:
  CountLine(std::string noun, bool is_quiet);
  ~CountLine();
  CountLine(const CountLine&) = delete;
  CountLine& operator=(const CountLine&) = delete;

  /// "date 3 of 9"
  void show(std::size_t number, std::size_t of) const;

private:
  std::string noun_;
  bool is_shown_;
};

} // namespace casus::cli
