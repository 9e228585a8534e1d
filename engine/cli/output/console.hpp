#pragma once

#include "casus/errors.hpp"

#include <string_view>
#include <vector>

namespace casus::cli {

/// Whoever read standard output has closed it: nothing is wrong, and nobody is left to tell.
struct ReaderGone {};

/// Writes all of `text` to an open file. Throws RunError, which calls it `name`, or ReaderGone.
void write_all(int file, std::string_view text, std::string_view name);

/// Writes to standard output. Throws as write_all.
void write_output(std::string_view text);

/// Writes to standard error, and gives up without a word where that fails.
void tell(std::string_view text);
/// Tells of what is wrong in words that may be a user's: their control characters, which could steer the
/// terminal, are escaped (\x1b), but for line breaks and tabs.
void tell_complaint(std::string_view text);
void tell_complaint(const Problem& problem);
/// Tells each of them on a line of its own.
void tell_complaints(const std::vector<Problem>& problems);

bool output_is_terminal();
bool errors_are_terminal();

/// Colour is welcome: standard output is a terminal that can show it, and NO_COLOR (https://no-color.org) is
/// unset.
bool colour_is_welcome();

} // namespace casus::cli
