#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace casus::cli {

/// The program's man page, in the man macros of roff.
std::string man_page(const CLI::App& program);

} // namespace casus::cli
