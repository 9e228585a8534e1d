#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casus::report {

/// The text on one line, as valid UTF-8 without control characters, fit for a terminal: ends of lines and
/// tabs become spaces, and the others are escaped.
std::string printable(std::string_view text);

/// Columns that a printable text takes on a terminal.
int columns(std::string_view text);

/// A printable text cut to at most `width` columns, the cut shown by an ellipsis.
std::string shortened(std::string_view text, int width);

/// A printable text broken into lines of at most `width` columns, between words where that is possible.
std::vector<std::string> wrapped(std::string_view text, int width);

/// A printable text shortened and filled up to exactly `width` columns.
std::string left(std::string_view text, int width);
std::string right(std::string_view text, int width);

} // namespace casus::report
