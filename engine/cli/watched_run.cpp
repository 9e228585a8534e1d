#include "cli/watched_run.hpp"

#include "cli/console.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_bar.hpp"

namespace casus::cli {

Result watched_run(const Scenario& scenario, const RunArguments& arguments) {
  RunOptions options = settled(scenario, arguments.options);
  const Interrupt interrupt;
  options.stop = interrupt.flag();
  ProgressBar bar(options.trajectories);
  if (errors_are_terminal() && !arguments.quiet)
    options.progress = [&bar](std::uint64_t finished) { bar.show(finished); };
  Result result = casus::run(scenario, options);
  if (result.trajectories == 0)
    tell("casus: stopped before any trajectory was finished: there is nothing to print\n");
  return result;
}

} // namespace casus::cli
