#include "cli/commands.hpp"
#include "cli/data_out.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/page.hpp"
#include "cli/watch.hpp"

#include "report/json.hpp"
#include "report/terminal.hpp"
#include "report/web_page.hpp"

namespace casus::cli {

Status run(const RunArguments& arguments) {
  const Scenario scenario = load(arguments.file, arguments.settings, arguments.quiet);
  const Delivery delivery(arguments);
  const Watch watch(settled(scenario, arguments.options), arguments.quiet);
  const Result result = casus::run(scenario, watch.options());
  if (result.trajectories == 0) return stopped_too_soon();
  const auto page = [&] {
    return report::to_html(result, {.scenario = scenario,
                                    .whatifs = {},
                                    .pathways = pathways_of(scenario, result, watch.options()),
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
