#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/loading.hpp"

#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

std::string summary(const Scenario& scenario) {
  using report::counted;
  return fmt::format("{}, {}, {}, {}, {}", counted(scenario.drivers.size(), "driver"),
                     counted(scenario.triggers.size(), "trigger"), counted(scenario.ladders.size(), "ladder"),
                     counted(scenario.outcomes.size(), "outcome"),
                     counted(scenario.parameters.size(), "parameter"));
}

bool is_valid(const std::string& file, const ValidateArguments& arguments) {
  try {
    const Scenario scenario = load(file, arguments.settings, arguments.quiet);
    if (!arguments.quiet) tell_concerns(scenario);
    write_output(fmt::format("{}: ok ({})\n", file, summary(scenario)));
    return true;
  } catch (const ScenarioError& error) {
    for (const Problem& problem : error.problems()) tell(to_string(problem) + "\n");
    return false;
  }
}

} // namespace

Status validate(const ValidateArguments& arguments) {
  bool all_valid = true;
  for (const std::string& file : arguments.files)
    if (!is_valid(file, arguments)) all_valid = false;
  return all_valid ? Status::done : Status::wrong_input;
}

} // namespace casus::cli
