#pragma once

#include "cli/interrupt.hpp"
#include "cli/preview.hpp"
#include "cli/progress_bar.hpp"
#include "cli/status.hpp"

#include "casus/run.hpp"

namespace casus::cli {

/// Looks after a run while it lives: where somebody watches a progress bar or, of a run that goes on until it
/// is precise, the answers so far; and an ear for Ctrl-C.
class Watch {
public:
  Watch(RunOptions options, bool is_quiet);
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// Those of the run that it looks after.
  const RunOptions& options() const { return options_; }

private:
  RunOptions options_;
  Interrupt interrupt_;
  ProgressBar bar_;
  Preview preview_;
};

/// What `work` finds with these options while it is watched. Printing comes after, when the bar is wiped.
template <class Work>
auto watched(const RunOptions& options, bool is_quiet, const Work& work) {
  const Watch watch(options, is_quiet);
  return work(watch.options());
}

/// Says of a run that was stopped at once that there is nothing to print.
Status stopped_too_soon();

} // namespace casus::cli
