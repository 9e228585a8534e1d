#include "simulation/events/threshold_drawer.hpp"

#include <algorithm>
#include <limits>

namespace casus::simulation {

ThresholdDrawer::ThresholdDrawer(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed)
    : kernels_(kernels) {
  for (const plan::ClockPlan& clock : plan.clocks) keys_.push_back(key_of(seed, clock.stream));
}

void ThresholdDrawer::make_room(std::size_t draws) {
  const std::size_t room = draws + kernels::lane_multiple;
  if (drawn_.size() >= room) return;
  for (auto* numbers : {&key_low_, &key_high_, &trajectory_, &index_}) numbers->resize(2 * room);
  drawn_.resize(2 * room);
}

void ThresholdDrawer::ask(const BlockState& state, std::size_t lane, plan::ClockId clock,
                          std::uint64_t draw) {
  const StreamKey key = keys_[clock];
  key_low_[asked_] = key.low;
  key_high_[asked_] = key.high;
  trajectory_[asked_] = state.stream(lane);
  index_[asked_++] = draw;
}

void ThresholdDrawer::answer() {
  kernels_.draw_exponentials({key_low_.data(), key_high_.data(), trajectory_.data(), index_.data()}, asked_,
                             drawn_.data());
  asked_ = 0;
}

void ThresholdDrawer::draw_first(BlockState& state) {
  make_room(state.width);
  for (const plan::ClockId clock : keys_.ids()) {
    for (std::size_t lane = 0; lane < state.width; ++lane) ask(state, lane, clock, 0);
    answer();
    for (std::size_t lane = 0; lane < state.width; ++lane) state.clocks.residual(clock, lane) = drawn_[lane];
  }
  state.draws.setOnes();
}

void ThresholdDrawer::put_out_of_reach(BlockState& state) {
  for (std::size_t tile = 0; tile * state.clocks.stride() * sizeof(kernels::Tile) < state.clocks.bytes();
       ++tile)
    for (std::size_t lane = 0; lane < state.clocks.stride(); ++lane)
      std::fill_n(state.clocks.tiles_of(lane)[tile * state.clocks.stride()].residuals, kernels::tile_clocks,
                  std::numeric_limits<double>::infinity());
  state.draws.setOnes();
}

void ThresholdDrawer::draw_next(const BlockState& state, std::span<kernels::Expiry> expiries) {
  make_room(expiries.size());
  for (const kernels::Expiry& expiry : expiries) {
    const plan::ClockId clock(expiry.clock);
    ask(state, expiry.lane, clock, state.draws(clock, expiry.lane));
  }
  answer();
  for (std::size_t i = 0; i < expiries.size(); ++i) expiries[i].threshold = drawn_[i];
}

void ThresholdDrawer::add_new(const BlockState& state, std::size_t lane, std::span<std::uint64_t> seen,
                              std::span<double> sums) {
  std::size_t fresh = 0;
  for (const plan::ClockId clock : keys_.ids()) fresh += state.draws(clock, lane) - seen[clock.number()];
  if (fresh == 0) return;
  make_room(fresh);
  for (const plan::ClockId clock : keys_.ids())
    for (std::uint64_t draw = seen[clock.number()]; draw < state.draws(clock, lane); ++draw)
      ask(state, lane, clock, draw);
  answer();
  const double* threshold = drawn_.data();
  for (const plan::ClockId clock : keys_.ids())
    for (std::uint64_t& draw = seen[clock.number()]; draw < state.draws(clock, lane); ++draw)
      sums[clock.number()] += *threshold++;
}

} // namespace casus::simulation
