#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/manifest.hpp"
#include "cli/watch.hpp"

#include "report/sensitivity_json.hpp"
#include "report/sensitivity_text.hpp"

#include "casus/sensitivity.hpp"

namespace casus::cli {
namespace {

/// With the table, the scenario and a manifest of all.
std::vector<OutFile> with_data(std::vector<OutFile> files, const Sensitivity& found, const Scenario& scenario,
                               const std::vector<std::string>& words) {
  report::Table table = report::sensitivity_table(found);
  files.push_back({std::move(table.file), std::move(table.text)});
  files.push_back({"scenario.yaml", scenario.text});
  files.push_back({"manifest.json", manifest(found.run, {}, words, files)});
  return files;
}

} // namespace

Status sensitivity(const SensitivityArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Scenario scenario = load(run.file, run.settings, run.quiet);
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
                          return with_data(std::move(files), found, scenario, run.words);
                        }});
  return found.run.stopped() ? Status::stopped : Status::done;
}

} // namespace casus::cli
