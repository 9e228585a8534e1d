#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/output/command_again.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"

#include "report/data/tables.hpp"
#include "report/page/web_page.hpp"
#include "report/text/fit_text.hpp"
#include "report/words/fit_overlay.hpp"

#include "casus/fit.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

void add_path(CLI::App& app, const std::string& name, std::optional<std::filesystem::path>& path,
              const std::string& description) {
  app.add_option_function<std::string>(
         name, [&path](const std::string& text) { path = text; }, description)
      ->type_name("FILE");
}

void add_history(CLI::App& app, HistoryFiles& history) {
  add_path(app, "--events", history.events, "What happened: a CSV file of dated events");
  add_path(app, "--covariates", history.covariates, "Paths of drivers: a CSV file of their values");
  add_path(app, "--panel", history.panel, "Rungs on which ladders were seen: a CSV file");
  app.add_option("--until", history.until,
                 "The end of what is looked at, a date or days since the start [the horizon]")
      ->type_name("DATE");
  app.callback([&history] {
    if (!history.events && !history.panel)
      throw CLI::ValidationError("--events", "is needed, or --panel: there is nothing to fit to");
  });
}

/// The overlay stands beside the scenario that it extends.
std::vector<OutFile> with_scenarios(std::vector<OutFile> files, const Fit& fit, const Scenario& scenario) {
  files.push_back({"scenario.yaml", scenario.text});
  files.push_back({"fitted.yaml", report::fitted_overlay(fit, "scenario.yaml")});
  return with_tables(std::move(files), report::tables(fit));
}

} // namespace

class FitCommand {
public:
  static constexpr Help help{"fit", "Find the rates and weights that make a dated history most likely",
                             "casus fit war.yaml --events events.csv --covariates aid.csv",
                             R"(Examples:
  casus fit war.yaml --events events.csv
  casus fit war.yaml --events events.csv --covariates aid.csv --out fitted
  casus fit aid.yaml --panel rungs.csv --json > fit.json

events.csv has a row an event (date,trigger and, if need be, sequence and marks), covariates.csv the drivers'
values from each date on (date,DRIVER,...), panel.csv rungs (date,ladder,rung). Dates are ISO dates or days
since the scenario's start. In events.csv, the trigger 'end' ends the watch over a sequence, 'start' begins it.
--out DIR also writes DIR/fitted.yaml: the scenario with the numbers that were found.)"};

  explicit FitCommand(CLI::App& app) {
    add_file(app, file_);
    add_history(app, history_);
    add_loading(app, loading_, no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
    add_page(app, destinations_);
  }

  Status carry_out(const Words&) const {
    const Scenario scenario = load(file_, loading_);
    const History history = read_history(scenario, history_);
    const Delivery delivery(destinations_);
    const Fit fit = casus::fit(scenario, history);
    delivery.deliver(
        {.forms = forms_of(fit),
         .with_data =
             [&](std::vector<OutFile> files) { return with_scenarios(std::move(files), fit, scenario); },
         .page = [&] { return report::to_html(fit, scenario, fitted_again()); }});
    return Status::done;
  }

private:
  /// The command that makes the page again.
  std::string fitted_again() const {
    const auto option = [](const char* name, const auto& value) {
      return value ? fmt::format(" {} {}", name, shell_word(std::filesystem::path(*value).string()))
                   : std::string();
    };
    return command_again({.verb = "fit",
                          .files = {file_},
                          .options = option("--events", history_.events) +
                                     option("--covariates", history_.covariates) +
                                     option("--panel", history_.panel) + option("--until", history_.until) +
                                     settings_again(loading_.settings()),
                          .page_option = "--report",
                          .page = *destinations_.page});
  }

  std::string file_;
  HistoryFiles history_;
  Loading loading_;
  Destinations destinations_;
};

template Command command<FitCommand>();

} // namespace casus::cli
