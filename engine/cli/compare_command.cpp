#include "cli/commands.hpp"
#include "cli/data_out.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/page.hpp"
#include "cli/watch.hpp"

#include "report/data/json.hpp"
#include "report/page/web_page.hpp"
#include "report/text/comparison_text.hpp"

#include "casus/compare.hpp"

namespace casus::cli {
namespace {

/// All scenarios of a comparison, and what is asked of them.
struct Compared {
  const CompareArguments& arguments;
  Scenario baseline;
  std::vector<Scenario> whatifs;
};

Compared loaded(const CompareArguments& arguments) {
  const RunArguments& run = arguments.run;
  return {arguments, load(run.file, run.settings, run.quiet),
          load_all(arguments.whatifs, run.settings, run.quiet)};
}

template <class Found>
std::string page(const Compared& compared, const Found& found, const Result& baseline) {
  const auto& [arguments, scenario, whatifs] = compared;
  const char* verb = arguments.explain ? "compare --explain" : "compare";
  return report::to_html(
      found, {.scenario = scenario,
              .whatifs = whatifs,
              .pathways = pathways_of(scenario, baseline, arguments.run.options),
              .command = command_again(verb, arguments.run, arguments.whatifs, baseline, "--report")});
}

/// What all have found, brought to where it is wanted.
template <class Found>
Status deliver(const Delivery& delivery, const Compared& compared, const Found& found,
               const Comparison& comparison) {
  const Result& baseline = comparison.baseline;
  if (baseline.trajectories == 0) return stopped_too_soon();
  delivery.deliver({.text_name = "summary.txt",
                    .json_name = "result.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(found, style); },
                    .json = [&] { return report::to_json(found); },
                    .with_data =
                        [&](std::vector<OutFile> files) {
                          return with_data(std::move(files), comparison, compared.baseline, compared.whatifs,
                                           compared.arguments.run.words);
                        },
                    .page = [&] { return page(compared, found, baseline); }});
  return baseline.stopped() ? Status::stopped : Status::done;
}

} // namespace

Status compare(const CompareArguments& arguments) {
  const RunArguments& run = arguments.run;
  const Compared compared = loaded(arguments);
  const Delivery delivery(run);
  if (arguments.explain) {
    const Changes changes(run.file, arguments.whatifs.front(), run.settings);
    const Explanation found = watched(run.options, run.quiet, [&](const RunOptions& options) {
      return explain(compared.baseline, compared.whatifs.front(), changes, options);
    });
    return deliver(delivery, compared, found, found.comparison);
  }
  const Comparison found = watched(run.options, run.quiet, [&](const RunOptions& options) {
    return casus::compare(compared.baseline, compared.whatifs, options);
  });
  return deliver(delivery, compared, found, found);
}

} // namespace casus::cli
