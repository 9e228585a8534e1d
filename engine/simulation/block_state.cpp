#include "simulation/block_state.hpp"

#include "formula/calendar.hpp"

#include <cmath>
#include <fmt/core.h>
#include <limits>

namespace casus::simulation {
namespace {

Eigen::Index index(std::size_t size) { return static_cast<Eigen::Index>(size); }

/// A cache line more than a power of two, or all rows of a lane would compete for the same few places of the
/// cache.
Eigen::Index row_length(std::size_t widest) { return index(widest + kernels::lane_multiple); }

} // namespace

BlockState::BlockState(const plan::Plan& plan, std::size_t widest)
    : rows(plan.rows, row_length(widest)), becoming(index(plan.drivers.size()), row_length(widest)),
      clocks(plan.clocks.size(), widest), draws(index(plan.clocks.size()), row_length(widest)),
      truths(index(plan.watches.size()), index(widest)),
      first_passages(index(plan.outcomes.size()), index(widest)),
      givens(index(plan.outcomes.size()), index(widest)), values(index(plan.outcomes.size()), index(widest)) {
  for (const double window : plan.longest_windows) histories.emplace_back(widest, window);
}

void BlockState::restart(const plan::Plan& plan) {
  constexpr double never = std::numeric_limits<double>::infinity();
  rows.setZero();
  becoming.setZero();
  for (std::size_t i = 0; i < plan.drivers.size(); ++i) {
    const double start = world->number(plan.drivers[i].start);
    rows.row(plan.layout.first_driver + static_cast<plan::Row>(i)) = start;
    rows.row(plan.layout.mean_of_driver[i]) = start;
  }
  for (const plan::LadderPlan& ladder : plan.ladders) rows.row(ladder.row) = ladder.start;
  for (const plan::TriggerPlan& trigger : plan.triggers) rows.row(trigger.last_row) = -never;
  truths.setZero();
  first_passages.setConstant(never);
  givens.setZero();
  for (auto& history : histories) history.clear();
}

double BlockState::answer(const plan::Plan& plan, std::size_t outcome, std::size_t lane) const {
  if (givens(index(outcome), index(lane)) == 0) return std::numeric_limits<double>::quiet_NaN();
  if (plan.outcomes[outcome].value) return values(index(outcome), index(lane));
  return std::isfinite(first_passages(index(outcome), index(lane))) ? 1 : 0;
}

formula::Inputs BlockState::inputs(double day, std::span<const double> marks) const {
  return {.rows = rows.data(),
          .stride = static_cast<std::size_t>(rows.cols()),
          .numbers = world->numbers(),
          .histories = histories,
          .marks = marks,
          .day = day,
          .middle = day};
}

formula::Inputs BlockState::inputs(Moment moment) const {
  formula::Inputs result = inputs(moment.day);
  result.middle = moment.middle();
  return result;
}

void fail(const plan::Plan& plan, const BlockState& state, std::size_t lane, double day,
          const std::string& message) {
  throw RunError(fmt::format("trajectory {}, {}: {}", state.trajectory(lane),
                             formula::iso_date(plan.scenario->start, day), message));
}

} // namespace casus::simulation
