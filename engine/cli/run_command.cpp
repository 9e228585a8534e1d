#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/replay.hpp"
#include "cli/watched_run.hpp"

#include "report/json.hpp"
#include "report/terminal.hpp"
#include "report/web_page.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

std::string page(const Scenario& scenario, const RunArguments& arguments, const Result& result) {
  const RunOptions options = settled(scenario, arguments.options);
  return report::to_html(result,
                         {.scenario = scenario,
                          .pathways = {},
                          .command = fmt::format("casus run {}{} --report {}", shell_word(arguments.file),
                                                 replayed_options(options, arguments.settings),
                                                 shell_word(arguments.report.value()))});
}

} // namespace

Status run(const RunArguments& arguments) {
  const Scenario scenario = load(arguments.file, arguments.settings, arguments.quiet);
  const Delivery delivery(arguments);
  const Result result = watched_run(scenario, arguments);
  if (result.trajectories == 0) return Status::stopped;
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "result.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(result, style); },
                    .json = [&] { return report::to_json(result); },
                    .page = [&] { return page(scenario, arguments, result); }});
  return result.stopped() ? Status::stopped : Status::done;
}

} // namespace casus::cli
