#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/data_out.hpp"
#include "cli/delivery.hpp"
#include "cli/interrupt.hpp"
#include "cli/loading.hpp"
#include "cli/progress_bar.hpp"

#include "report/json.hpp"
#include "report/terminal.hpp"

namespace casus::cli {
namespace {

/// The run with a progress bar where somebody watches, and an ear for Ctrl-C.
Result watched_run(const Scenario& scenario, const RunArguments& arguments) {
  RunOptions options = settled(scenario, arguments.options);
  const Interrupt interrupt;
  options.stop = interrupt.flag();
  ProgressBar bar(options.trajectories);
  if (errors_are_terminal() && !arguments.quiet)
    options.progress = [&bar](std::uint64_t finished) { bar.show(finished); };
  return casus::run(scenario, options);
}

} // namespace

Status run(const RunArguments& arguments) {
  const Scenario scenario = load(arguments.file, arguments.settings, arguments.quiet);
  const Delivery delivery(arguments);
  const Result result = watched_run(scenario, arguments);
  if (result.trajectories == 0) {
    tell("casus: stopped before any trajectory was finished: there is nothing to print\n");
    return Status::stopped;
  }
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "result.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(result, style); },
                    .json = [&] { return report::to_json(result); },
                    .with_data =
                        [&](std::vector<OutFile> files) {
                          return with_data(std::move(files), result, scenario, arguments.words);
                        }});
  return result.stopped() ? Status::stopped : Status::done;
}

} // namespace casus::cli
