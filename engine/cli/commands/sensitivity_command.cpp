#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"
#include "cli/watch.hpp"

#include "report/text/sensitivity_text.hpp"
#include "report/text/sobol_text.hpp"

#include "casus/sensitivity.hpp"
#include "casus/sobol.hpp"

namespace casus::cli {
namespace {

CLI::Option* add_list(CLI::App& app, const char* name, std::vector<std::string>& list, const char* what,
                      const char* type) {
  return app.add_option(name, list, what)->type_name(type)->allow_extra_args(false);
}

} // namespace

class SensitivityCommand {
public:
  static constexpr Help help{"sensitivity", "Tell which numbers the answers hang on, from one run",
                             "casus sensitivity baseline --outcome lethal_aid",
                             R"(Examples:
  casus sensitivity baseline
  casus sensitivity baseline --outcome lethal_aid --trajectories 1e6 --out results/lethal_aid
  casus sensitivity baseline --number drivers.beijing_alarm.half_life --number triggers.xi_putin_summit.rate
  casus sensitivity baseline --all --trajectories 20000
  casus sensitivity baseline --sobol --trajectories 1e6

All rates, weights, shares of marks and probabilities together take one run; every other number (a half-life,
an effect, a volatility, a start) takes two more. --sobol simulates, for each of the --worlds, one world for each
uncertain parameter and two, and --trajectories are those of all of them.)"};

  explicit SensitivityCommand(CLI::App& app) {
    add_file(app, file_);
    add_choice(app);
    add_run_options(app, asked_.run);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
  }

  Status carry_out(const Words& words) const {
    const Scenario scenario = load(file_, loading_);
    return wants_sobol_ ? tell_sobol(scenario, words) : tell_sensitivity(scenario, words);
  }

private:
  void add_choice(CLI::App& app) {
    CLI::Option* const numbers = add_list(
        app, "--number", asked_.numbers,
        "Only this number, by its path (again and again) [all rates, weights, shares and probabilities]",
        "PATH");
    add_list(app, "--outcome", asked_.outcomes, "Only this outcome (again and again) [all]", "NAME");
    app.add_flag("--all", asked_.all, "Every number of the scenario; each of the others takes two runs")
        ->excludes(numbers);
    app.add_flag("--sobol", wants_sobol_,
                 "Instead, how the uncertain parameters share what worlds differ by; --worlds are then rows "
                 "of its design")
        ->excludes(numbers)
        ->excludes("--all");
  }

  Status tell_sobol(const Scenario& scenario, const Words& words) const {
    const Delivery delivery(destinations_);
    const SobolResult found = watched(asked_.run, loading_.quiet, [&](const RunOptions& options) {
      return sobol(scenario, options, asked_.outcomes);
    });
    if (found.outcomes.empty() && found.run.stopped()) return stopped_too_soon();
    delivery.deliver(
        {.forms = forms_of(found), .json_name = "sobol.json", .with_data = [&](std::vector<OutFile> files) {
           return with_data(std::move(files), report::tables(found), found.run, scenario, words);
         }});
    return found.run.stopped() ? Status::stopped : Status::done;
  }

  Status tell_sensitivity(const Scenario& scenario, const Words& words) const {
    const Delivery delivery(destinations_);
    const Sensitivity found = watched(asked_.run, loading_.quiet, [&](const RunOptions& options) {
      SensitivityOptions watched_options = asked_;
      watched_options.run = options;
      return analyse_sensitivity(scenario, watched_options);
    });
    if (found.run.trajectories == 0) return stopped_too_soon();
    delivery.deliver({.forms = forms_of(found),
                      .json_name = "sensitivity.json",
                      .with_data = [&](std::vector<OutFile> files) {
                        return with_data(std::move(files), report::tables(found), found.run, scenario, words);
                      }});
    return found.run.stopped() ? Status::stopped : Status::done;
  }

  std::string file_;
  SensitivityOptions asked_;
  bool wants_sobol_ = false; ///< of the parameters, in the place of all that but the outcomes and the run
  Loading loading_;
  Destinations destinations_;
};

template Command command<SensitivityCommand>();

} // namespace casus::cli
