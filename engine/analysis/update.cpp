#include "casus/update.hpp"

#include "scenario/unobserved.hpp"
#include "simulation/block_spec.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus {
namespace {

void require_observed(const Scenario& scenario) {
  if (!scenario.observed)
    throw RunError(fmt::format(
        "'{}' says nothing of what has happened, so there is nothing to update by: write 'observed: {{until: "
        "2024-06-30, events: events.csv}}' with the last day that is known and a table of what happened "
        "(date,trigger), or give them as --observed and --until",
        scenario.file));
}

/// The options of one of two runs, whose progress counts as half.
RunOptions half(const RunOptions& options, std::uint64_t done) {
  RunOptions result = options;
  if (options.progress)
    result.progress = [&options, done](std::uint64_t finished) { options.progress((done + finished) / 2); };
  return result;
}

/// Worlds that are weighed may be more than those that the trajectories of a run without a record have room
/// for.
RunOptions without_record(RunOptions options) {
  if (options.worlds) options.worlds = std::min(*options.worlds, simulation::cells_of(options.trajectories));
  return options;
}

} // namespace

/// What is known may be more than any course explains, so that run comes first.
Update update(const Scenario& scenario, const RunOptions& options) {
  require_observed(scenario);
  Update update;
  update.after = run(scenario, half(options, 0));
  update.before = run(scenario::unobserved(scenario), without_record(half(options, options.trajectories)));
  const auto& days = update.after.days;
  const auto today = std::lower_bound(days.begin(), days.end(), update.after.observed->until);
  update.today = std::min(static_cast<std::size_t>(today - days.begin()), days.empty() ? 0 : days.size() - 1);
  return update;
}

} // namespace casus
