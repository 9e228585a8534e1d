#include "cli/commands/define_command.hpp"
#include "cli/options/count.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/number_option.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/command_again.hpp"
#include "cli/output/delivery.hpp"

#include "report/text/story.hpp"

#include <fmt/format.h>

namespace casus::cli {

class TraceCommand {
public:
  static constexpr Help help{"trace", "Tell one trajectory's story, event by event",
                             "casus trace baseline --trajectory 17",
                             R"(Examples:
  casus trace baseline --trajectory 17
  casus trace baseline --trajectory 17 --trajectories 1e6 --seed 7 --json

Trajectories count from 0. Give the --trajectories, --worlds, --seed and --set of the run it belongs to.)"};

  explicit TraceCommand(CLI::App& app) {
    add_file(app, file_);
    add_number(app,
               {"--trajectory", "K", "a whole number from 0", "Which trajectory to tell, counted from 0",
                count, 0, most_trajectories},
               [this](std::uint64_t number) { trajectory_ = number; })
        ->required();
    add_trajectories(app, "How many trajectories the run has [100000]",
                     [this](std::uint64_t number) { run_.trajectories = number; });
    add_seed_and_worlds(app, run_.seed, run_.worlds);
    add_record(app, loading_);
    add_loading(app, loading_, no_warnings);
    add_json_and_directory(app, destinations_, text_and_json);
  }

  Status carry_out(const Words&) const {
    const Scenario scenario = load(file_, loading_);
    const Delivery delivery(destinations_);
    const RunOptions run = settled(scenario, run_);
    const Trace trace = casus::trace(scenario, run, trajectory_);
    const std::string again = told_again(run);
    delivery.deliver(
        {.forms = forms_of(trace, scenario, again), .text_name = "story.txt", .json_name = "trace.json"});
    return Status::done;
  }

private:
  /// The command that tells the same story wherever it is run from this directory, with nothing left to
  /// defaults.
  std::string told_again(const RunOptions& run) const {
    return fmt::format("casus trace {} --trajectory {}{}", shell_word(file_), trajectory_,
                       options_again(run, loading_.settings()));
  }

  std::string file_;
  std::uint64_t trajectory_ = 0;
  RunOptions run_; ///< to which the trajectory belongs
  Loading loading_;
  Destinations destinations_;
};

template Command command<TraceCommand>();

} // namespace casus::cli
