#include "simulation/block_state.hpp"

#include <fmt/core.h>

#include "formula/calendar.hpp"

namespace casus::simulation {
namespace {

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

} // namespace

BlockState::BlockState(const plan::Plan& plan, std::size_t widest)
    : rows(plan.rows, index(widest)), residuals(index(plan.clocks.size()), index(widest)),
      intensities(index(plan.clocks.size()), index(widest)), draws(index(plan.clocks.size()), index(widest)),
      truths(index(plan.watches.size()), index(widest)),
      first_passages(index(plan.outcomes.size()), index(widest)),
      givens(index(plan.outcomes.size()), index(widest)), values(index(plan.outcomes.size()), index(widest)) {
  for (const double window : plan.longest_windows) histories.emplace_back(widest, window);
}

formula::Inputs BlockState::inputs(double day, std::span<const double> marks) const {
  return {.rows = rows.data(),
          .stride = static_cast<std::size_t>(rows.cols()),
          .numbers = world->numbers(),
          .histories = histories,
          .marks = marks,
          .day = day};
}

void fail(const plan::Plan& plan, const BlockState& state, std::size_t lane, double day,
          const std::string& message) {
  throw RunError(fmt::format("trajectory {}, {}: {}", state.trajectory(lane),
                             formula::iso_date(plan.scenario->start, day), message));
}

} // namespace casus::simulation
