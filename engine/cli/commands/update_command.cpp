#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"
#include "cli/watch.hpp"

#include "report/text/update_text.hpp"

#include "casus/update.hpp"

namespace casus::cli {

class UpdateCommand {
public:
  static constexpr Help help{"update", "Tell what has happened changes: before and after, side by side",
                             "casus update baseline --observed events.csv --until 2024-06-30",
                             R"(Examples:
  casus update today.yaml
  casus update baseline --observed events.csv --until 2024-06-30
  casus update today.yaml --until 2024-06-30 --trajectories 1e6 --out results/june

The scenario is run without what has been observed and given it: its outcomes, the uncertain parameters, and
where drivers and ladders stand today.)"};

  explicit UpdateCommand(CLI::App& app) {
    add_file(app, file_);
    add_run_options(app, options_);
    add_record(app, loading_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
  }

  Status carry_out(const Words& words) const {
    const Scenario scenario = load(file_, loading_);
    const Delivery delivery(destinations_);
    const Update found = watched(options_, loading_.quiet,
                                 [&](const RunOptions& options) { return casus::update(scenario, options); });
    if (found.before.trajectories == 0 || found.after.trajectories == 0) return stopped_too_soon();
    delivery.deliver(
        {.forms = forms_of(found), .json_name = "update.json", .with_data = [&](std::vector<OutFile> files) {
           return with_data(std::move(files), report::tables(found), found.after, scenario, words);
         }});
    return found.before.stopped() || found.after.stopped() ? Status::stopped : Status::done;
  }

private:
  std::string file_;
  RunOptions options_; ///< of both runs
  Loading loading_;
  Destinations destinations_;
};

template Command command<UpdateCommand>();

} // namespace casus::cli
