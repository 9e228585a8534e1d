#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/output/console.hpp"

#include "formula/escaped.hpp"
#include "report/words/quantity.hpp"
#include "report/words/record_words.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

std::string summary(const Scenario& scenario) {
  using report::counted;
  const std::string record = report::record_in_words(scenario);
  return fmt::format("{}, {}, {}, {}, {}{}{}", counted(scenario.drivers.size(), "driver"),
                     counted(scenario.triggers.size(), "trigger"), counted(scenario.ladders.size(), "ladder"),
                     counted(scenario.outcomes.size(), "outcome"),
                     counted(scenario.parameters.size(), "parameter"), record.empty() ? "" : "; ", record);
}

bool is_valid(const std::string& file, const Loading& loading) {
  try {
    const Scenario scenario = load(file, loading);
    if (!loading.quiet) tell_concerns(scenario);
    write_output(fmt::format("{}: ok ({})\n", formula::escaped(file), summary(scenario)));
    return true;
  } catch (const ScenarioError& error) {
    tell_complaints(error.problems());
    return false;
  }
}

} // namespace

class ValidateCommand {
public:
  static constexpr Help help{"validate", "Check scenario files and print everything that is wrong",
                             "casus validate baseline scenarios/whatifs/*.yaml",
                             R"(Examples:
  casus validate baseline
  casus validate baseline scenarios/whatifs/*.yaml
  casus validate baseline --set triggers.strike_on_russian_soil.rate='12 per year')"};

  explicit ValidateCommand(CLI::App& app) {
    app.add_option("FILE", files_, "The scenarios")->required()->type_name("");
    add_record(app, loading_);
    add_loading(app, loading_, no_warnings);
  }

  Status carry_out(const Words&) const {
    bool all_valid = true;
    for (const std::string& file : files_)
      if (!is_valid(file, loading_)) all_valid = false;
    return all_valid ? Status::done : Status::wrong_input;
  }

private:
  std::vector<std::string> files_;
  Loading loading_;
};

template Command command<ValidateCommand>();

} // namespace casus::cli
