#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/replay.hpp"

#include "report/data/json.hpp"
#include "report/data/tables.hpp"
#include "report/page/web_page.hpp"
#include "report/text/fit_text.hpp"
#include "report/words/fit_overlay.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

std::string command_again(const FitArguments& arguments) {
  const auto option = [](const char* name, const auto& value) {
    return value ? fmt::format(" {} {}", name, shell_word(std::filesystem::path(*value).string()))
                 : std::string();
  };
  const HistoryFiles& history = arguments.history;
  std::string command = "casus fit " + shell_word(arguments.run.file) + option("--events", history.events) +
                        option("--covariates", history.covariates) + option("--panel", history.panel) +
                        option("--until", history.until);
  for (const std::string& setting : arguments.run.settings) command += " --set " + shell_word(setting);
  return command + option("--report", arguments.run.report);
}

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
  const auto page = [&] { return report::to_html(fit, scenario, command_again(arguments)); };
  delivery.deliver(
      {.text_name = "summary.txt",
       .json_name = "result.json",
       .text = [&](const report::TextStyle& style) { return report::to_text(fit, style); },
       .json = [&] { return report::to_json(fit); },
       .with_data =
           [&](std::vector<OutFile> files) { return with_scenarios(std::move(files), fit, scenario); },
       .page = page});
  return Status::done;
}

} // namespace casus::cli
