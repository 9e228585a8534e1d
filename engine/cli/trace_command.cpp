#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/replay.hpp"

#include "report/data/json.hpp"
#include "report/text/story.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

/// The command that tells the same story wherever it is run from this directory, with nothing left to
/// defaults.
std::string replay(const TraceArguments& arguments, const RunOptions& options) {
  return fmt::format("casus trace {} --trajectory {}{}", shell_word(arguments.run.file), arguments.trajectory,
                     replayed_options(options, arguments.run.settings));
}

} // namespace

Status trace(const TraceArguments& arguments) {
  const Scenario scenario = load(arguments.run.file, arguments.run.settings, arguments.run.quiet);
  const Delivery delivery(arguments.run);
  const RunOptions options = settled(scenario, arguments.run.options);
  const Trace trace = casus::trace(scenario, options, arguments.trajectory);
  const std::string again = replay(arguments, options);
  delivery.deliver(
      {.text_name = "story.txt",
       .json_name = "trace.json",
       .text = [&](const report::TextStyle& style) { return report::to_text(trace, scenario, again, style); },
       .json = [&] { return report::to_json(trace, scenario, again); }});
  return Status::done;
}

} // namespace casus::cli
