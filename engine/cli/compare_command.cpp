#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/watch.hpp"

#include "report/comparison_json.hpp"
#include "report/comparison_text.hpp"

#include "casus/compare.hpp"

namespace casus::cli {
namespace {

/// What all have found, brought to where it is wanted.
template <class Found>
Status deliver(const Delivery& delivery, const Found& found, const Result& baseline) {
  if (baseline.trajectories == 0) return stopped_too_soon();
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "result.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(found, style); },
                    .json = [&] { return report::to_json(found); }});
  return baseline.stopped() ? Status::stopped : Status::done;
}

} // namespace

Status compare(const CompareArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Scenario baseline = load(run.file, run.settings, run.quiet);
  std::vector<Scenario> whatifs;
  for (const std::string& file : arguments.whatifs) whatifs.push_back(load(file, run.settings, run.quiet));
  const Delivery delivery(run);
  const Watch watch(run.options, run.quiet);
  if (arguments.explain) {
    const Changes changes(run.file, arguments.whatifs.front(), run.settings);
    const Explanation found = explain(baseline, whatifs.front(), changes, watch.options());
    return deliver(delivery, found, found.comparison.baseline);
  }
  const Comparison found = casus::compare(baseline, whatifs, watch.options());
  return deliver(delivery, found, found.baseline);
}

} // namespace casus::cli
