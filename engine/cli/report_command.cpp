#include "cli/commands.hpp"
#include "cli/loading.hpp"
#include "cli/page.hpp"
#include "cli/report_file.hpp"
#include "cli/watch.hpp"

#include "report/web_page.hpp"

#include "casus/compare.hpp"

namespace casus::cli {
namespace {

struct Subject {
  const ReportArguments& arguments;
  const Scenario& scenario;
  const std::vector<Scenario>& whatifs;
};

template <class Found>
Status write(const ReportFile& file, const Found& found, const Result& result, const Subject& subject,
             const RunOptions& options) {
  if (result.trajectories == 0) return stopped_too_soon();
  const auto& [arguments, scenario, whatifs] = subject;
  file.write(report::to_html(
      found, {.scenario = scenario,
              .whatifs = whatifs,
              .pathways = pathways_of(scenario, result, options),
              .command = command_again("report", arguments.run, arguments.whatifs, result, "--out")}));
  return result.stopped() ? Status::stopped : Status::done;
}

} // namespace

Status report(const ReportArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Scenario scenario = load(run.file, run.settings, run.quiet);
  const std::vector<Scenario> whatifs = load_all(arguments.whatifs, run.settings, run.quiet);
  const Subject subject{arguments, scenario, whatifs};
  const ReportFile file(run.report.value());
  if (whatifs.empty()) {
    const Watch watch(settled(scenario, run.options), run.quiet);
    const Result result = casus::run(scenario, watch.options());
    return write(file, result, result, subject, watch.options());
  }
  const Watch watch(run.options, run.quiet);
  const Comparison found = casus::compare(scenario, whatifs, watch.options());
  return write(file, found, found.baseline, subject, watch.options());
}

} // namespace casus::cli
