#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/command_again.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"
#include "cli/output/page_pathways.hpp"
#include "cli/watch.hpp"

#include "report/page/web_page.hpp"
#include "report/text/result_text.hpp"
#include "report/text/step_check_text.hpp"

namespace casus::cli {

class RunCommand {
public:
  static constexpr Help help{"run", "Simulate a scenario and print outcomes, rungs over time and triggers",
                             "casus run baseline --trajectories 1e6",
                             R"(Examples:
  casus run baseline
  casus run baseline --trajectories 1e6 --seed 7 --out results/baseline
  casus run baseline --set triggers.strike_on_russian_soil.rate='12 per year'
  casus run baseline --precision 0.5
  casus run baseline --json --quiet > baseline.json
  casus run baseline --report report.html
  casus run baseline --check-step

Ctrl-C ends a run cleanly with what has been finished (exit status 3); a second one kills it.)"};

  explicit RunCommand(CLI::App& app) {
    add_file(app, file_);
    add_run_options(app, options_);
    add_precision(app, options_);
    add_plain(app, options_);
    add_record(app, loading_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
    add_page(app, destinations_);
    app.add_flag("--check-step", checks_step_,
                 "Instead, run it beside itself with half the step and tell which answers that moves")
        ->excludes("--out")
        ->excludes("--precision")
        ->excludes("--report");
  }

  Status carry_out(const Words& words) const {
    const Scenario scenario = load(file_, loading_);
    if (checks_step_) return check_step(scenario);
    const Delivery delivery(destinations_);
    const RunOptions options = settled(scenario, options_);
    const Result result = watched(options, loading_.quiet, [&](const RunOptions& watched_options) {
      return casus::run(scenario, watched_options);
    });
    if (result.trajectories == 0) return stopped_too_soon();
    delivery.deliver({.forms = forms_of(result),
                      .with_data =
                          [&](std::vector<OutFile> files) {
                            return with_data(std::move(files), report::tables(result), result, scenario,
                                             words);
                          },
                      .page = [&] { return page(scenario, options, result); }});
    return result.stopped() ? Status::stopped : Status::done;
  }

private:
  Status check_step(const Scenario& scenario) const {
    if (!loading_.quiet) tell_concerns(scenario);
    const RunOptions options = settled(scenario, options_);
    const StepCheck check = watched(options, loading_.quiet, [&](const RunOptions& watched_options) {
      return casus::check_step(scenario, watched_options);
    });
    if (check.run.trajectories == 0) return stopped_too_soon();
    Delivery(destinations_).deliver({.forms = forms_of(check)});
    return check.run.stopped() ? Status::stopped : Status::done;
  }

  std::string page(const Scenario& scenario, const RunOptions& options, const Result& result) const {
    return report::to_html(
        result, {.scenario = scenario,
                 .whatifs = {},
                 .pathways = pathways_of(scenario, result, options),
                 .command = command_again({.verb = "run",
                                           .files = {file_},
                                           .options = options_again(options_, result, loading_.settings()),
                                           .page_option = "--report",
                                           .page = *destinations_.page})});
  }

  std::string file_;
  RunOptions options_;
  Loading loading_;
  Destinations destinations_;
  bool checks_step_ = false;
};

template Command command<RunCommand>();

} // namespace casus::cli
