#include "cli/page.hpp"

#include "cli/replay.hpp"

#include <fmt/format.h>

namespace casus::cli {

Pathways pathways_of(const Scenario& scenario, const Result& result, RunOptions options) {
  options.worlds = result.worlds;
  options.progress = nullptr;
  return pathways(scenario, options);
}

std::string command_again(std::string_view verb, const RunArguments& arguments,
                          const std::vector<std::string>& whatifs, const Result& result,
                          std::string_view option) {
  RunOptions options = arguments.options;
  options.worlds = result.worlds;
  std::string files = shell_word(arguments.file);
  for (const std::string& whatif : whatifs) files += ' ' + shell_word(whatif);
  return fmt::format("casus {} {}{} {} {}", verb, files, replayed_options(options, arguments.settings),
                     option, shell_word(arguments.report.value()));
}

} // namespace casus::cli
