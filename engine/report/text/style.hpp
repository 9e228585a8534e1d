#pragma once

namespace casus::report {

/// How text for a person is set. Whether colour is welcome is the caller's to find out.
struct TextStyle {
  bool colour = false; ///< ANSI emphasis
  int width = 80;      ///< columns, at least 60
};

} // namespace casus::report
