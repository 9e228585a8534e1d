#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/manifest.hpp"
#include "cli/watch.hpp"

#include "report/data/json.hpp"
#include "report/data/tables.hpp"
#include "report/text/sensitivity_text.hpp"
#include "report/text/sobol_text.hpp"

#include "casus/sensitivity.hpp"
#include "casus/sobol.hpp"

namespace casus::cli {
namespace {

/// With the table, the scenario and a manifest of all.
std::vector<OutFile> with_data(std::vector<OutFile> files, report::Table table, const Result& run,
                               const Scenario& scenario, const std::vector<std::string>& words) {
  files.push_back({std::move(table.file), std::move(table.text)});
  files.push_back({"scenario.yaml", scenario.text});
  files.push_back({"manifest.json", manifest(run, {}, words, files)});
  return files;
}

Status indices(const SensitivityArguments& arguments, const Scenario& scenario) {
  const RunArguments& run = arguments.run;
  const Delivery delivery(run);
  const SobolResult found = watched(run.options, run.quiet, [&](const RunOptions& options) {
    return sobol(scenario, options, arguments.outcomes);
  });
  if (found.outcomes.empty() && found.run.stopped()) return stopped_too_soon();
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "sobol.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(found, style); },
                    .json = [&] { return report::to_json(found); },
                    .with_data =
                        [&](std::vector<OutFile> files) {
                          return with_data(std::move(files), report::sobol_table(found), found.run, scenario,
                                           run.words);
                        }});
  return found.run.stopped() ? Status::stopped : Status::done;
}

} // namespace

Status sensitivity(const SensitivityArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Scenario scenario = load(run.file, run.settings, run.quiet);
  if (arguments.sobol) return indices(arguments, scenario);
  const Delivery delivery(run);
  const Sensitivity found = watched(run.options, run.quiet, [&](const RunOptions& options) {
    return analyse_sensitivity(
        scenario,
        {.run = options, .numbers = arguments.numbers, .all = arguments.all, .outcomes = arguments.outcomes});
  });
  if (found.run.trajectories == 0) return stopped_too_soon();
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "sensitivity.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(found, style); },
                    .json = [&] { return report::to_json(found); },
                    .with_data =
                        [&](std::vector<OutFile> files) {
                          return with_data(std::move(files), report::sensitivity_table(found), found.run,
                                           scenario, run.words);
                        }});
  return found.run.stopped() ? Status::stopped : Status::done;
}

} // namespace casus::cli
