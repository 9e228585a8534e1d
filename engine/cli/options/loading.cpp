#include "cli/options/loading.hpp"

#include "cli/output/console.hpp"

#include "casus/step_check.hpp"

#include <fmt/format.h>

namespace casus::cli {

std::vector<std::string> Loading::settings() const {
  std::vector<std::string> all;
  if (observed) all.push_back("--observed=" + *observed);
  all.insert(all.end(), sets.begin(), sets.end());
  if (until) all.push_back("--until=" + *until);
  return all;
}

void add_loading(CLI::App& app, Loading& loading, const char* quiet) {
  const auto has_path = [](const std::string& text) {
    const auto equals = text.find('=');
    const bool has = equals != std::string::npos && equals > 0;
    return has ? std::string() : fmt::format("must be PATH=VALUE, not '{}'", text);
  };
  app.add_option("--set", loading.sets,
                 "Put a value into the scenario before it is checked (again and again)")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->check(CLI::Validator(has_path, "", "setting"));
  app.add_flag("--quiet", loading.quiet, quiet);
}

void add_record(CLI::App& app, Loading& loading) {
  app.add_option(
         "--observed", loading.observed,
         "What has happened since the start, in place of what the scenario says of it: a YAML file with "
         "the keys of 'observed', or a CSV file of its events")
      ->type_name("FILE");
  app.add_option("--until", loading.until,
                 "The last day that is known; what was observed later is not read [what the record says]")
      ->type_name("DATE");
}

void add_file(CLI::App& app, std::string& file) {
  app.add_option("FILE", file, "The scenario")->required()->type_name("");
}

Scenario load(const std::string& file, const Loading& loading) {
  Scenario scenario = load_scenario(file, loading.settings());
  if (!loading.quiet) tell_complaints(scenario.warnings);
  return scenario;
}

std::vector<Scenario> load_all(const std::vector<std::string>& files, const Loading& loading) {
  std::vector<Scenario> scenarios;
  for (const std::string& file : files) scenarios.push_back(load(file, loading));
  return scenarios;
}

void tell_concerns(const Scenario& scenario) { tell_complaints(step_concerns(scenario)); }

} // namespace casus::cli
