#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/page.hpp"
#include "cli/watch.hpp"

#include "report/comparison_json.hpp"
#include "report/comparison_text.hpp"
#include "report/web_page.hpp"

#include "casus/compare.hpp"

namespace casus::cli {
namespace {

struct Compared {
  const CompareArguments& arguments;
  const Scenario& baseline;
  const std::vector<Scenario>& whatifs;
};

/// What all have found, brought to where it is wanted.
template <class Found>
Status deliver(const Delivery& delivery, const Found& found, const Result& result, const Compared& compared,
               const RunOptions& options) {
  if (result.trajectories == 0) return stopped_too_soon();
  const auto& [arguments, baseline, whatifs] = compared;
  const char* verb = arguments.explain ? "compare --explain" : "compare";
  const auto page = [&] {
    return report::to_html(
        found, {.scenario = baseline,
                .whatifs = whatifs,
                .pathways = pathways_of(baseline, result, options),
                .command = command_again(verb, arguments.run, arguments.whatifs, result, "--report")});
  };
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "result.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(found, style); },
                    .json = [&] { return report::to_json(found); },
                    .page = page});
  return result.stopped() ? Status::stopped : Status::done;
}

} // namespace

Status compare(const CompareArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Scenario baseline = load(run.file, run.settings, run.quiet);
  const std::vector<Scenario> whatifs = load_all(arguments.whatifs, run.settings, run.quiet);
  const Compared compared{arguments, baseline, whatifs};
  const Delivery delivery(run);
  const Watch watch(run.options, run.quiet);
  if (arguments.explain) {
    const Explanation found =
        explain(Changes(run.file, arguments.whatifs.front(), run.settings), watch.options());
    return deliver(delivery, found, found.comparison.baseline, compared, watch.options());
  }
  const Comparison found = casus::compare(baseline, whatifs, watch.options());
  return deliver(delivery, found, found.baseline, compared, watch.options());
}

} // namespace casus::cli
