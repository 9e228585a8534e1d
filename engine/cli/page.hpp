#pragma once

#include "cli/arguments.hpp"

#include "casus/pathways.hpp"
#include "casus/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace casus::cli {

/// The pathways of the run that a page tells of; `options` are those that it was run with.
Pathways pathways_of(const Scenario& scenario, const Result& result, RunOptions options);

/// The command that makes the page again: `casus VERB FILE WHATIF… … OPTION PAGE`, with nothing left to
/// defaults.
std::string command_again(std::string_view verb, const RunArguments& arguments,
                          const std::vector<std::string>& whatifs, const Result& result,
                          std::string_view option);

} // namespace casus::cli
