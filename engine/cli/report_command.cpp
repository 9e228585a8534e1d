#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/loading.hpp"
#include "cli/replay.hpp"
#include "cli/report_file.hpp"
#include "cli/watched_run.hpp"

#include "report/web_page.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

std::string command(const ReportArguments& arguments, const RunOptions& options) {
  return fmt::format("casus report {}{} --out {}", shell_word(arguments.run.file),
                     replayed_options(options, arguments.run.settings),
                     shell_word(arguments.run.report.value()));
}

} // namespace

Status report(const ReportArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Scenario scenario = load(run.file, run.settings, run.quiet);
  const ReportFile file(run.report.value());
  const Result result = watched_run(scenario, run);
  if (result.trajectories == 0) return Status::stopped;
  file.write(report::to_html(
      result,
      {.scenario = scenario, .pathways = {}, .command = command(arguments, settled(scenario, run.options))}));
  return result.stopped() ? Status::stopped : Status::done;
}

} // namespace casus::cli
