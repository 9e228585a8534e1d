#include "cli/commands.hpp"
#include "cli/delivery.hpp"
#include "cli/loading.hpp"
#include "cli/watch.hpp"

#include "report/data/json.hpp"
#include "report/data/tables.hpp"
#include "report/text/score_text.hpp"

#include "casus/score.hpp"

#include <algorithm>

namespace casus::cli {
namespace {

std::vector<OutFile> with_tables(std::vector<OutFile> files, const Scores& scores) {
  for (report::Table& table : report::tables(scores))
    files.push_back({std::move(table.file), std::move(table.text)});
  return files;
}

} // namespace

Status score(const ScoreArguments& arguments) {
  const RunArguments& run = arguments.run;
  const std::vector<Scenario> scenarios = load_all(arguments.files, run.settings, run.quiet);
  const std::vector<Observation> observations = load_observations(arguments.outcomes, scenarios);
  const Delivery delivery(run);
  const Scores scores = watched(run.options, run.quiet, [&](const RunOptions& options) {
    return casus::score(scenarios, observations, options);
  });
  const auto is_empty = [](const ForecastScores& forecast) { return forecast.run.trajectories == 0; };
  if (std::any_of(scores.forecasts.begin(), scores.forecasts.end(), is_empty)) return stopped_too_soon();
  delivery.deliver(
      {.text_name = "summary.txt",
       .json_name = "result.json",
       .text = [&](const report::TextStyle& style) { return report::to_text(scores, style); },
       .json = [&] { return report::to_json(scores); },
       .with_data = [&](std::vector<OutFile> files) { return with_tables(std::move(files), scores); }});
  const auto is_stopped = [](const ForecastScores& forecast) { return forecast.run.stopped(); };
  return std::any_of(scores.forecasts.begin(), scores.forecasts.end(), is_stopped) ? Status::stopped
                                                                                   : Status::done;
}

} // namespace casus::cli
