#include "cli/commands.hpp"
#include "cli/data_out.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/watch.hpp"

#include "report/comparison_json.hpp"
#include "report/comparison_text.hpp"

#include "casus/compare.hpp"

namespace casus::cli {
namespace {

/// All scenarios of a comparison.
struct Compared {
  Scenario baseline;
  std::vector<Scenario> whatifs;
};

Compared load_all(const CompareArguments& arguments) {
  const RunArguments& run = arguments.run;
  Compared compared{.baseline = load(run.file, run.settings, run.quiet), .whatifs = {}};
  for (const std::string& file : arguments.whatifs)
    compared.whatifs.push_back(load(file, run.settings, run.quiet));
  return compared;
}

/// What all have found, brought to where it is wanted.
template <class Found>
Status deliver(const RunArguments& run, const Delivery& delivery, const Compared& compared,
               const Found& found, const Comparison& comparison) {
  if (comparison.baseline.trajectories == 0) return stopped_too_soon();
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "result.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(found, style); },
                    .json = [&] { return report::to_json(found); },
                    .with_data =
                        [&](std::vector<OutFile> files) {
                          return with_data(std::move(files), comparison, compared.baseline, compared.whatifs,
                                           run.words);
                        }});
  return comparison.baseline.stopped() ? Status::stopped : Status::done;
}

} // namespace

Status compare(const CompareArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Compared compared = load_all(arguments);
  const Delivery delivery(run);
  const Watch watch(run.options, run.quiet);
  if (arguments.explain) {
    const Changes changes(run.file, arguments.whatifs.front(), run.settings);
    const Explanation found = explain(compared.baseline, compared.whatifs.front(), changes, watch.options());
    return deliver(run, delivery, compared, found, found.comparison);
  }
  const Comparison found = casus::compare(compared.baseline, compared.whatifs, watch.options());
  return deliver(run, delivery, compared, found, found);
}

} // namespace casus::cli
