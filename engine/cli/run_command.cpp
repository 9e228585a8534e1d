#include "cli/commands.hpp"
#include "cli/data_out.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/page.hpp"
#include "cli/watch.hpp"

#include "report/data/json.hpp"
#include "report/page/web_page.hpp"
#include "report/text/result_text.hpp"
#include "report/text/step_check_text.hpp"

namespace casus::cli {
namespace {

Status check_step(const RunArguments& arguments) {
  const Scenario scenario = load(arguments.file, arguments.settings, arguments.quiet);
  if (!arguments.quiet) tell_concerns(scenario);
  const RunOptions options = settled(scenario, arguments.options);
  const StepCheck check = watched(options, arguments.quiet, [&](const RunOptions& watched_options) {
    return casus::check_step(scenario, watched_options);
  });
  if (check.run.trajectories == 0) return stopped_too_soon();
  Delivery(arguments).deliver(
      {.text_name = "summary.txt",
       .json_name = "result.json",
       .text = [&](const report::TextStyle& style) { return report::to_text(check, style); },
       .json = [&] { return report::to_json(check); }});
  return check.run.stopped() ? Status::stopped : Status::done;
}

} // namespace

Status run(const PlainRunArguments& plain) {
  const RunArguments& arguments = plain.run;
  if (plain.check_step) return check_step(arguments);
  const Scenario scenario = load(arguments.file, arguments.settings, arguments.quiet);
  const Delivery delivery(arguments);
  const RunOptions options = settled(scenario, arguments.options);
  const Result result = watched(options, arguments.quiet, [&](const RunOptions& watched_options) {
    return casus::run(scenario, watched_options);
  });
  if (result.trajectories == 0) return stopped_too_soon();
  const auto page = [&] {
    return report::to_html(result, {.scenario = scenario,
                                    .whatifs = {},
                                    .pathways = pathways_of(scenario, result, options),
                                    .command = command_again("run", arguments, {}, result, "--report")});
  };
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "result.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(result, style); },
                    .json = [&] { return report::to_json(result); },
                    .with_data =
                        [&](std::vector<OutFile> files) {
                          return with_data(std::move(files), result, scenario, arguments.words);
                        },
                    .page = page});
  return result.stopped() ? Status::stopped : Status::done;
}

} // namespace casus::cli
