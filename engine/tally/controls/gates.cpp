#include "tally/controls/gates.hpp"

#include <algorithm>

namespace casus::tally {
namespace {

/// The first ladder that the program reads.
std::optional<LadderId> ladder_in(const plan::Plan& plan, const formula::Program& program) {
  for (const LadderId ladder : plan.ladders.ids()) {
    const auto& rows = program.rows();
    if (std::find(rows.begin(), rows.end(), plan.ladders[ladder].row) != rows.end()) return ladder;
  }
  return std::nullopt;
}

std::optional<LadderId> ladder_of(const plan::Plan& plan, OutcomeId outcome) {
  if (const auto& value = plan.outcomes[outcome].value) return ladder_in(plan, *value);
  for (const plan::WatchPlan& watch : plan.watches)
    if (watch.outcome == outcome && !watch.is_begin) return ladder_in(plan, watch.condition);
  return std::nullopt;
}

std::vector<std::size_t> stretches_of(const plan::Plan& plan, OutcomeId outcome, std::size_t count) {
  const auto last = static_cast<std::ptrdiff_t>(plan.outcomes[outcome].grid_point);
  std::vector<std::size_t> ends;
  for (std::size_t i = 1; i <= count; ++i) {
    const double day =
        plan.grid[static_cast<std::size_t>(last)] * static_cast<double>(i) / static_cast<double>(count);
    const auto point = std::lower_bound(plan.grid.begin(), plan.grid.begin() + last, day) - plan.grid.begin();
    if (ends.empty() || static_cast<std::size_t>(point) > ends.back())
      ends.push_back(static_cast<std::size_t>(point));
  }
  return ends;
}

} // namespace

IdVector<OutcomeId, OutcomeGates> gates_of(const plan::Plan& plan, std::size_t stretches) {
  IdVector<OutcomeId, OutcomeGates> gates;
  for (const OutcomeId outcome : plan.outcomes.ids()) {
    OutcomeGates of{.ladder = ladder_of(plan, outcome),
                    .stretches = stretches_of(plan, outcome, stretches),
                    .is_conditional = plan.outcomes[outcome].is_conditional()};
    if (of.ladder) of.rungs = plan.ladders[*of.ladder].rungs;
    gates.push_back(std::move(of));
  }
  return gates;
}

} // namespace casus::tally
