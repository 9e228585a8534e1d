#include "cli/commands/define_command.hpp"
#include "cli/options/duration.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"
#include "cli/watch.hpp"

#include "report/text/indicators_text.hpp"

#include "casus/indicators.hpp"

#include <fmt/format.h>

namespace casus::cli {

class IndicatorsCommand {
public:
  static constexpr Help help{"indicators", "Tell what to watch: which events of the days to come tell most",
                             "casus indicators today.yaml --within '90 days'",
                             R"(Examples:
  casus indicators today.yaml
  casus indicators today.yaml --within '6 months' --outcome lethal_aid --outcome ceasefire
  casus indicators baseline --trajectories 1e6 --out results/indicators

The days to come begin now, after what has been observed, or at the start where nothing has been. Of each event
(a trigger, a category of its marks, a rung) it tells how likely it is, and what the outcomes' probabilities are
if it comes and if it does not.)"};

  explicit IndicatorsCommand(CLI::App& app) {
    add_file(app, file_);
    const auto read = [this](const std::string& text) {
      const auto days = duration(text);
      if (!days)
        throw CLI::ValidationError(
            "--within", fmt::format("must be a duration such as '90 days' or '6 months', not '{}'", text));
      asked_.within = *days;
    };
    app.add_option_function<std::string>("--within", read, "How long one watches from now [90 days]")
        ->type_name("DURATION");
    app.add_option("--outcome", asked_.outcomes, "Only this outcome (again and again) [all]")
        ->type_name("NAME")
        ->allow_extra_args(false);
    add_run_options(app, asked_.run);
    add_record(app, loading_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
  }

  Status carry_out(const Words& words) const {
    const Scenario scenario = load(file_, loading_);
    const Delivery delivery(destinations_);
    const Indicators found = watched(asked_.run, loading_.quiet, [&](const RunOptions& options) {
      IndicatorOptions watched_options = asked_;
      watched_options.run = options;
      return indicators(scenario, watched_options);
    });
    if (found.run.trajectories == 0) return stopped_too_soon();
    delivery.deliver({.forms = forms_of(found),
                      .json_name = "indicators.json",
                      .with_data = [&](std::vector<OutFile> files) {
                        return with_data(std::move(files), report::tables(found), found.run, scenario, words);
                      }});
    return found.run.stopped() ? Status::stopped : Status::done;
  }

private:
  std::string file_;
  IndicatorOptions asked_;
  Loading loading_;
  Destinations destinations_;
};

template Command command<IndicatorsCommand>();

} // namespace casus::cli
