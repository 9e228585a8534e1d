#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/new_file.hpp"
#include "cli/watch.hpp"

#include "report/data/json.hpp"
#include "report/text/tuning_text.hpp"

#include "casus/tune.hpp"

#include <filesystem>

namespace casus::cli {
namespace {

namespace fs = std::filesystem;

/// As an overlay that stands at `out` must name a file.
std::string seen_from(const fs::path& out, const fs::path& file) {
  const fs::path relative = fs::proximate(file, fs::absolute(out).parent_path());
  return relative.empty() ? file.string() : relative.string();
}

void refuse_what_is_there(const fs::path& out) {
  std::error_code trouble;
  if (fs::exists(out, trouble))
    throw RunError("'" + out.string() + "' exists already (nothing is overwritten): choose another name");
}

void write_overlay(const TuneArguments& arguments, const Tuning& tuning, const Scenario& scenario) {
  const std::string& out = *arguments.out;
  write_new_file(out,
                 report::tuned_overlay(tuning, scenario, seen_from(out, arguments.run.file),
                                       seen_from(out, arguments.targets)),
                 "choose another place with --out");
}

} // namespace

Status tune(const TuneArguments& arguments) {
  const RunArguments& run = arguments.run;
  if (arguments.out) refuse_what_is_there(*arguments.out);
  const Scenario scenario = load(run.file, run.settings, run.quiet);
  const std::vector<Target> targets = load_targets(arguments.targets, scenario);
  const Delivery delivery(run);
  const Tuning tuning = watched(run.options, run.quiet, [&](const RunOptions& options) {
    return casus::tune(scenario, targets, arguments.free, options);
  });
  if (tuning.stopped) return stopped_too_soon();
  if (arguments.out) write_overlay(arguments, tuning, scenario);
  delivery.deliver(
      {.text_name = "summary.txt",
       .json_name = "result.json",
       .text = [&](const report::TextStyle& style) { return report::to_text(tuning, scenario, style); },
       .json = [&] { return report::to_json(tuning, scenario); }});
  return Status::done;
}

} // namespace casus::cli
