#pragma once

#include "cli/output/out_directory.hpp"

#include "casus/compare.hpp"

#include <string>
#include <vector>

namespace casus::cli {

/// What a directory of results says of itself, as JSON: the program and its build, the command, when it was
/// written, what makes the numbers what they are, and the names and sizes of the other files.
/// `words` are the command line after the program's name.
std::string manifest(const Result& result, const std::vector<WhatIf>& whatifs,
                     const std::vector<std::string>& words, const std::vector<OutFile>& files);

} // namespace casus::cli
