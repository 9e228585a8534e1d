#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"

#include "report/fit_json.hpp"
#include "report/fit_overlay.hpp"
#include "report/fit_text.hpp"
#include "report/tables.hpp"

namespace casus::cli {
namespace {

/// The overlay stands beside the scenario that it extends.
std::vector<OutFile> with_scenarios(std::vector<OutFile> files, const Fit& fit, const Scenario& scenario) {
  files.push_back({"scenario.yaml", scenario.text});
  files.push_back({"fitted.yaml", report::overlay(fit, "scenario.yaml")});
  for (report::Table& table : report::tables(fit))
    files.push_back({std::move(table.file), std::move(table.text)});
  return files;
}

} // namespace

Status fit(const FitArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Scenario scenario = load(run.file, run.settings, run.quiet);
  const History history = read_history(scenario, arguments.history);
  const Delivery delivery(run);
  const Fit fit = casus::fit(scenario, history);
  delivery.deliver(
      {.text_name = "summary.txt",
       .json_name = "result.json",
       .text = [&](const report::TextStyle& style) { return report::to_text(fit, style); },
       .json = [&] { return report::to_json(fit); },
       .with_data =
           [&](std::vector<OutFile> files) { return with_scenarios(std::move(files), fit, scenario); }});
  return Status::done;
}

} // namespace casus::cli
