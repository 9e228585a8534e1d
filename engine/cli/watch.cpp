#include "cli/watch.hpp"

#include "cli/output/console.hpp"

namespace casus::cli {

Watch::Watch(RunOptions options, bool is_quiet) : options_(std::move(options)), bar_(options_.trajectories) {
  options_.stop = interrupt_.flag();
  if (!errors_are_terminal() || is_quiet) return;
  if (options_.precision)
    options_.preview = [this](const Result& known) { preview_.show(known); };
  else
    options_.progress = [this](std::uint64_t finished) { bar_.show(finished); };
}

Status stopped_too_soon() {
  tell("casus: stopped before any trajectory was finished: there is nothing to print\n");
  return Status::stopped;
}

} // namespace casus::cli
