#include "simulation/evidence/past_run.hpp"

#include "plan/stream_number.hpp"

#include <limits>
#include <numeric>

namespace casus::simulation {
namespace {

/// Draws of a past are found by numbers that no trajectory has: of the past, the generation of its lanes, and
/// the lane.
constexpr std::uint64_t is_of_a_past = std::uint64_t{1} << 62;
constexpr int bits_of_generation = 20;

std::uint64_t first_stream_of(std::uint64_t number, std::uint64_t generation) {
  return is_of_a_past | ((number << bits_of_generation | generation) * block_lanes);
}

} // namespace

PastRun::PastRun(const plan::Plan& plan, std::uint64_t seed, const Workings& workings)
    : plan_(plan), with_(workings),
      unrecorded_(plan, seed, workings.events.marks(), workings.paths, block_lanes),
      observed_(plan, seed, workings.events, workings.paths, workings.events.marks(), workings.drivers,
                unrecorded_),
      resampling_key_(key_of(seed, plan::stream_of("observed/resampling"))) {
  with_.events.set_unrecorded(unrecorded_);
}

void PastRun::begin(BlockState& state, const Past* past) {
  has_past_ = past != nullptr;
  is_told_ = has_past_;
  is_over_ = false;
  points_.clear();
  evidence_ = {};
  generation_ = 0;
  if (!has_past_) {
    unrecorded_.end();
    observed_.end();
    return;
  }
  number_ = past->number;
  state.first_stream = first_stream_of(number_, generation_);
  unrecorded_.begin(state.spec.lanes);
  observed_.begin(state, number_);
}

void PastRun::keep_quiet(const Observer& observer) {
  if (has_past_ && !observer.sees_past()) with_.events.set_observer(bystander_);
}

void PastRun::start(BlockState& state) {
  if (has_past_) unrecorded_.exposure().begin(state, 0);
}

void PastRun::happen(BlockState& state, Moment moment) {
  observed_.happen(state, moment);
  check(state);
}

void PastRun::measure(BlockState& state, std::size_t point) {
  if (has_past_ && !unrecorded_.weights().are_all_dead()) observed_.measure(state, point);
}

void PastRun::arrive(BlockState& state, double day) {
  if (!is_known()) return;
  unrecorded_.exposure().charge(state, {day, day}, unrecorded_.weights());
  observed_.check_ladders(state, day);
}

/// Ends the block where no lane explains what was observed.
void PastRun::check(const BlockState&) {
  if (!unrecorded_.weights().are_all_dead()) return;
  evidence_.log_likelihood = -std::numeric_limits<double>::infinity();
  evidence_.unexplained = observed_.count();
  observed_.end();
  unrecorded_.end();
  is_over_ = true;
}

bool PastRun::come_to(BlockState& state, std::size_t point, Observer& observer) {
  if (is_over_) return false;
  if (!has_past_) return true;
  const double day = plan_.grid[point];
  if (observed_.next_day() <= day) observed_.happen(state, {day, day}); // what falls on the start
  check(state);
  if (is_over_) return false;
  note_point(state);
  if (!is_known()) {
    close(state, point, observer);
    return false;
  }
  constexpr double fewest_share = 0.5;
  if (unrecorded_.weights().effective_number() < fewest_share * static_cast<double>(state.spec.lanes))
    resample(state, day);
  return false;
}

void PastRun::note_point(const BlockState& state) {
  if (stops_) return;
  Point& point = points_.emplace_back();
  point.rows = state.rows.topRows(told_rows());
  point.ancestors.resize(state.spec.lanes);
  std::iota(point.ancestors.begin(), point.ancestors.end(), 0);
}

/// Gives lanes in proportion to their weights copies, which have the same past and draws of their own.
void PastRun::resample(BlockState& state, double day) {
  LaneWeights& weights = unrecorded_.weights();
  evidence_.log_likelihood += weights.log_mean();
  const auto ancestors = weights.resampled(uniform(resampling_key_, number_, generation_));
  state.gather(ancestors);
  with_.agenda.gather(ancestors);
  with_.hazards.enter_rungs(state);
  if (!points_.empty()) points_.back().ancestors = ancestors;
  weights.begin(state.spec.lanes);
  state.first_stream = first_stream_of(number_, ++generation_);
  with_.events.redraw(state);
  if (is_known()) unrecorded_.exposure().begin(state, day);
}

/// What is known is over: lanes weigh the same again, and go on as trajectories of their own numbers.
void PastRun::close(BlockState& state, std::size_t point, Observer& observer) {
  resample(state, plan_.grid[point]);
  evidence_.log_predictive = observed_.log_predictive();
  evidence_.unexplained = plan_.observed->items.size();
  has_past_ = false;
  is_over_ = stops_;
  if (stops_) return;
  state.first_stream = state.spec.first;
  with_.events.redraw(state);
  with_.events.set_observer(observer);
  tell_points(state, observer);
}

std::vector<std::size_t> PastRun::lineage(std::size_t lane) const {
  std::vector<std::size_t> lanes(points_.size());
  for (std::size_t point = points_.size(); point-- > 0;) lanes[point] = lane = points_[point].ancestors[lane];
  return lanes;
}

/// Tells the observer of each grid point what those lanes were then from which the lanes of now have come.
void PastRun::tell_points(BlockState& state, Observer& observer) const {
  const Rows now = state.rows.topRows(told_rows());
  std::vector<std::vector<std::size_t>> lineages;
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) lineages.push_back(lineage(lane));
  for (std::size_t point = 0; point < points_.size(); ++point) {
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      state.rows.topRows(told_rows()).col(eigen_index(lane)) =
          points_[point].rows.col(eigen_index(lineages[lane][point]));
    observer.at_grid_point(point, state);
  }
  state.rows.topRows(told_rows()) = now;
}

} // namespace casus::simulation
