#pragma once

namespace casus::cli {

/// The `casus` program: reads the command line, does what it asks and returns the exit status. Never throws.
int run_program(int argc, const char* const* argv);

} // namespace casus::cli
