#pragma once

#include "casus/run.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casus::cli {

/// A word as a POSIX shell reads it back.
std::string shell_word(std::string_view word);

/// The options that make a run the same again, with nothing left to defaults, each after a space.
std::string replayed_options(const RunOptions& options, const std::vector<std::string>& settings);

} // namespace casus::cli
