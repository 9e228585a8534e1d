#include "simulation/block_state.hpp"

#include "formula/calendar.hpp"

#include <cmath>
#include <fmt/core.h>
#include <limits>

namespace casus::simulation {
namespace {

/// Rows have a cache line more than a power of two, or all rows of a lane would compete for the same few
/// places of the cache.
std::size_t row_length(std::size_t widest) { return widest + kernels::lane_multiple; }

} // namespace

BlockState::BlockState(const plan::Plan& plan, std::size_t widest)
    : rows(plan.rows, row_length(widest)), becoming(plan.drivers.size(), row_length(widest)),
      noises(plan.drivers.size(), row_length(widest)), clocks(plan.clocks.size(), widest),
      draws(plan.clocks.size(), row_length(widest)), truths(plan.watches.size(), widest),
      begins(plan.outcomes.size(), widest), onsets(plan.outcomes.size(), widest),
      first_passages(plan.outcomes.size(), widest), givens(plan.outcomes.size(), widest),
      values(plan.outcomes.size(), widest) {
  for (const double window : plan.longest_windows) histories.emplace_back(widest, window);
}

void BlockState::restart(const plan::Plan& plan) {
  constexpr double never = std::numeric_limits<double>::infinity();
  rows.setZero();
  becoming.setZero();
  noises.setZero();
  for (const DriverId driver : plan.drivers.ids())
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double start = world(lane).number(plan.drivers[driver].start);
      at(plan.layout.row_of(driver), lane) = at(plan.layout.mean_of_driver[driver], lane) = start;
    }
  for (const plan::LadderPlan& ladder : plan.ladders)
    rows.row(ladder.row) = static_cast<double>(ladder.start);
  for (const plan::TriggerPlan& trigger : plan.triggers) rows.row(trigger.last_row) = -never;
  for (const auto& [condition, row] : plan.layout.spells) rows.row(row) = never;
  truths.setZero();
  for (const OutcomeId outcome : plan.outcomes.ids())
    begins.row(outcome) = plan.outcomes[outcome].has_after ? never : plan.outcomes[outcome].from;
  onsets.setConstant(-never);
  first_passages.setConstant(never);
  givens.setZero();
  for (auto& history : histories) history.clear();
}

void BlockState::gather(std::span<const std::size_t> lanes) {
  const auto gather_columns = [&](auto& array) {
    using Number = typename std::remove_reference_t<decltype(array)>::Scalar;
    std::vector<Number> before(lanes.size());
    for (Eigen::Index i = 0; i < array.rows(); ++i) {
      Number* const row = array.data() + i * array.cols();
      std::copy_n(row, lanes.size(), before.begin());
      for (std::size_t lane = 0; lane < lanes.size(); ++lane) row[lane] = before[lanes[lane]];
    }
  };
  gather_columns(rows);
  gather_columns(becoming);
  gather_columns(noises);
  gather_columns(draws);
  gather_columns(truths);
  gather_columns(begins);
  gather_columns(onsets);
  gather_columns(first_passages);
  gather_columns(givens);
  gather_columns(values);
  clocks.gather(lanes);
  for (auto& history : histories) history.gather(lanes);
}

bool BlockState::has_begun(OutcomeId outcome, std::size_t lane) const {
  return std::isfinite(begins(outcome, lane));
}

double BlockState::answer(const plan::Plan& plan, OutcomeId outcome, std::size_t lane) const {
  if (givens(outcome, lane) == 0) return std::numeric_limits<double>::quiet_NaN();
  if (plan.outcomes[outcome].value) return values(outcome, lane);
  return std::isfinite(first_passages(outcome, lane)) ? 1 : 0;
}

formula::Inputs BlockState::inputs(double day, std::span<const double> marks) const {
  return {.rows = rows.data(),
          .stride = rows.stride(),
          .numbers = worlds.numbers(),
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
