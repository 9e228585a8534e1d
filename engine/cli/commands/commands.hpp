#pragma once

#include "cli/commands/command.hpp"

namespace casus::cli {

/// Every command of the program, in the order of its help.
std::vector<Command> commands();

} // namespace casus::cli
