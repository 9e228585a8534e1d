#include "cli/commands/define_command.hpp"
#include "cli/count_line.hpp"
#include "cli/interrupt.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/console.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"

#include "report/data/tables.hpp"
#include "report/text/backtest_text.hpp"

#include "casus/backtest.hpp"

namespace casus::cli {

class BacktestCommand {
public:
  static constexpr Help help{"backtest", "Score what would have been forecast as of earlier dates",
                             "casus backtest today --every '3 months'",
                             R"(Examples:
  casus backtest today --every '3 months'
  casus backtest today --every '1 month' --from 2024-01-15 --outcome lethal_aid
  casus backtest baseline --observed history.yaml --every '6 months' --outcomes outcomes.csv --out backtest

As of each date, only what the record held by then is read. The questions that have come due since are forecast
given that, and by the same scenario without it; what came of them is what the whole record shows. Questions that
count from now (from: now, by: now + 6 months) are asked anew at each date. outcomes.csv (as casus score reads it)
tells what came of questions with fixed days, also where the record does not.)"};

  explicit BacktestCommand(CLI::App& app) {
    add_file(app, file_);
    app.add_option("--every", options_.every, "How long after a date comes the next")
        ->required()
        ->type_name("DURATION");
    app.add_option("--from", options_.from, "The first date [so long after the start]")->type_name("DATE");
    app.add_option("--outcomes", outcomes_, "What came of outcomes with fixed days: a CSV file")
        ->type_name("FILE");
    app.add_option("--outcome", options_.outcomes, "The outcomes to be scored [all events]")
        ->type_name("NAME")
        ->allow_extra_args(false);
    add_run_options(app, options_.run);
    add_record(app, loading_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
  }

  Status carry_out(const Words&) const {
    const Scenario scenario = load(file_, loading_);
    const std::vector<Observation> observations =
        outcomes_ ? load_observations(*outcomes_, {scenario}) : std::vector<Observation>{};
    const Delivery delivery(destinations_);
    const Backtest backtest = watched_backtest(observations);
    if (backtest.dates.empty()) {
      tell("casus: stopped before the forecasts of any date were finished: there is nothing to print\n");
      return Status::stopped;
    }
    delivery.deliver({.forms = forms_of(backtest), .with_data = [&](std::vector<OutFile> files) {
                        return with_tables(std::move(files), report::tables(backtest));
                      }});
    return backtest.stopped() ? Status::stopped : Status::done;
  }

private:
  Backtest watched_backtest(const std::vector<Observation>& observations) const {
    const Interrupt interrupt;
    const CountLine line("date", loading_.quiet);
    BacktestOptions options = options_;
    options.run.stop = interrupt.flag();
    options.progress = [&](std::size_t date, std::size_t dates) { line.show(date, dates); };
    return casus::backtest([this](const auto& more) { return loaded_with(more); }, observations, options);
  }

  /// What was wrong with it has been told.
  Scenario loaded_with(const std::vector<std::string>& more) const {
    std::vector<std::string> settings = loading_.settings();
    settings.insert(settings.end(), more.begin(), more.end());
    return load_scenario(file_, settings);
  }

  std::string file_;
  std::optional<std::string> outcomes_; ///< a CSV file
  BacktestOptions options_;
  Loading loading_;
  Destinations destinations_;
};

template Command command<BacktestCommand>();

} // namespace casus::cli
