#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"
#include "cli/watch.hpp"

#include "report/data/tables.hpp"
#include "report/text/score_text.hpp"

#include "casus/score.hpp"

#include <algorithm>

namespace casus::cli {

class ScoreCommand {
public:
  static constexpr Help help{"score", "Score a scenario's forecasts against what happened",
                             "casus score baseline --outcomes outcomes.csv",
                             R"(Examples:
  casus score baseline --outcomes outcomes.csv
  casus score baseline rival.yaml --outcomes outcomes.csv --trajectories 1e6 --json > scores.json

outcomes.csv has a row an outcome of the scenario:
  outcome,observed,base_rate
  lethal_aid_in_a_year,no,0.1
  western_support,0.87,0.4; 0.5; 0.9
observed is yes or no of an event, a number of a value, and empty while it is not known. base_rate, which may be
left out, is the forecast to compare with: of an event its probability, of a value numbers each as likely.
Several scenarios that forecast the same are ranked.)"};

  explicit ScoreCommand(CLI::App& app) {
    app.add_option("FILE", files_, "The scenarios, one or more")->required()->type_name("");
    app.add_option("--outcomes", outcomes_, "What happened: a CSV file")->required()->type_name("FILE");
    add_run_options(app, options_);
    add_record(app, loading_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
  }

  Status carry_out(const Words&) const {
    const std::vector<Scenario> scenarios = load_all(files_, loading_);
    const std::vector<Observation> observations = load_observations(outcomes_, scenarios);
    const Delivery delivery(destinations_);
    const Scores scores = watched(options_, loading_.quiet, [&](const RunOptions& options) {
      return casus::score(scenarios, observations, options);
    });
    const auto is_empty = [](const ForecastScores& forecast) { return forecast.run.trajectories == 0; };
    if (std::any_of(scores.forecasts.begin(), scores.forecasts.end(), is_empty)) return stopped_too_soon();
    delivery.deliver({.forms = forms_of(scores), .with_data = [&](std::vector<OutFile> files) {
                        return with_tables(std::move(files), report::tables(scores));
                      }});
    const auto is_stopped = [](const ForecastScores& forecast) { return forecast.run.stopped(); };
    return std::any_of(scores.forecasts.begin(), scores.forecasts.end(), is_stopped) ? Status::stopped
                                                                                     : Status::done;
  }

private:
  std::vector<std::string> files_;
  std::string outcomes_; ///< a CSV file
  RunOptions options_;   ///< of all
  Loading loading_;
  Destinations destinations_;
};

template Command command<ScoreCommand>();

} // namespace casus::cli
