#include "cli/commands.hpp"
#include "cli/loading.hpp"
#include "cli/page.hpp"
#include "cli/report_file.hpp"
#include "cli/watch.hpp"

#include "report/page/web_page.hpp"

#include "casus/compare.hpp"
#include "casus/sensitivity.hpp"

namespace casus::cli {
namespace {

struct Subject {
  const ReportArguments& arguments;
  const Scenario& scenario;
  const std::vector<Scenario>& whatifs;
};

/// Where it is wanted. A run that was stopped has none: whoever stopped it is not made to wait.
std::optional<Sensitivity> sensitivity_of(const Scenario& scenario, const Result& result,
                                          const ReportArguments& arguments) {
  if (!arguments.sensitivity || result.stopped()) return std::nullopt;
  return watched(arguments.run.options, arguments.run.quiet, [&](RunOptions options) {
    options.worlds = result.worlds;
    return analyse_sensitivity(scenario, {.run = std::move(options)});
  });
}

template <class Found>
Status write(const ReportFile& file, const Found& found, const Result& result, const Subject& subject) {
  if (result.trajectories == 0) return stopped_too_soon();
  const auto& [arguments, scenario, whatifs] = subject;
  const char* const verb = arguments.sensitivity ? "report --sensitivity" : "report";
  file.write(report::to_html(
      found, {.scenario = scenario,
              .whatifs = whatifs,
              .pathways = pathways_of(scenario, result, arguments.run.options),
              .command = command_again(verb, arguments.run, arguments.whatifs, result, "--out"),
              .sensitivity = sensitivity_of(scenario, result, arguments)}));
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
    const Result result = watched(settled(scenario, run.options), run.quiet,
                                  [&](const RunOptions& options) { return casus::run(scenario, options); });
    return write(file, result, result, subject);
  }
  const Comparison found = watched(run.options, run.quiet, [&](const RunOptions& options) {
    return casus::compare(scenario, whatifs, options);
  });
  return write(file, found, found.baseline, subject);
}

} // namespace casus::cli
