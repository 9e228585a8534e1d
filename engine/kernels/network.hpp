#pragma once

// Pure event models, whole vectors of lanes at a time: each round, every lane that still has an event in the
// step has its next one. The arithmetic of a lane is that of its events taken one by one.

#include "kernels/row_changes.hpp"
#include "kernels/thresholds.hpp"

#include <cassert>

namespace casus::kernels::CASUS_INSTRUCTION_SET {

class NetworkRunner {
public:
  CASUS_INLINE explicit NetworkRunner(const Network& network)
      : network_(network), days_(all(network.begin)) {}

  /// One vector of lanes, the first of which is `lane`.
  CASUS_INLINE void run(std::size_t lane) {
    lane_ = lane;
    days_ = all(network_.begin);
    for (std::uint64_t round = 0; find_next(); ++round) {
      if (round == network_.most_events) return stop(static_cast<std::size_t>(__builtin_ctzll(due_)));
      fire();
      if (!result_.is_right) return;
    }
  }
  CASUS_INLINE NetworkRun result() const { return result_; }

private:
  /// Brings the intensities up to date and finds each lane's next event. False if no lane has one.
  CASUS_INLINE bool find_next() {
    const Doubles left = network_.end - days_;
    Longs right = Longs{} == 0;
    next_days_ = all(__builtin_inf());
    for (std::size_t r = 0; r < network_.count; ++r) {
      const Reaction& reaction = network_.reactions[r];
      const Doubles before = load(reaction.intensities + lane_);
      const Doubles now = product_of(reaction);
      const Doubles residual = load(reaction.residuals + lane_) + (before - now) * left;
      store(now, reaction.intensities + lane_);
      store(residual, reaction.residuals + lane_);
      right &= (now >= 0.0) & (now <= network_.highest_intensity);
      const Doubles day = network_.end + residual / now;
      const Longs is_next = (residual < 0.0) & (now > 0.0) & (day < next_days_);
      next_days_ = is_next ? day : next_days_;
      next_reactions_ = is_next ? static_cast<std::int64_t>(r) - Longs{} : next_reactions_;
    }
    if (bits_of(~right) != 0) {
      stop(static_cast<std::size_t>(__builtin_ctzll(bits_of(~right))));
      return false;
    }
    due_ = bits_of(next_days_ < __builtin_inf()) & lanes_in_use();
    return due_ != 0;
  }

  CASUS_INLINE std::uint64_t lanes_in_use() const {
    const std::size_t left = network_.lanes_in_use > lane_ ? network_.lanes_in_use - lane_ : 0;
    return left >= lanes_at_once ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
  }

  CASUS_INLINE Doubles product_of(const Reaction& reaction) const {
    Doubles product = value_of(reaction.factors[0]);
    for (std::size_t f = 1; f < reaction.factor_count; ++f) product *= value_of(reaction.factors[f]);
    return product;
  }
  CASUS_INLINE Doubles value_of(const Factor& factor) const {
    return factor.row == nullptr ? all(factor.number) : load(factor.row + lane_);
  }

  CASUS_INLINE void fire() {
    const Doubles days = at_most(at_least(next_days_, days_), all(network_.end)); // whatever rounding says
    const Doubles thresholds = draw();
    for (std::uint64_t due = due_; due != 0; due &= due - 1) {
      const auto i = static_cast<std::size_t>(__builtin_ctzll(due));
      days_[i] = days[i];
      fire(network_.reactions[next_reactions_[i]], lane_ + i, days[i], thresholds[i]);
    }
    result_.events += static_cast<std::uint64_t>(__builtin_popcountll(due_));
  }

  CASUS_INLINE Doubles draw() const {
    Words low{}, high{}, indices{}, trajectories{};
    for (std::size_t i = 0; i < lanes_at_once; ++i) {
      const Reaction& reaction = network_.reactions[(due_ >> i & 1) != 0 ? next_reactions_[i] : 0];
      low[i] = reaction.key.low;
      high[i] = reaction.key.high;
      indices[i] = reaction.draws[lane_ + i];
      trajectories[i] = network_.first_trajectory + lane_ + i;
    }
    return threshold_of(counters_of(trajectories, indices), LaneKeys{low, high});
  }

  CASUS_INLINE void fire(const Reaction& reaction, std::size_t lane, double day, double threshold) {
    reaction.residuals[lane] += threshold;
    ++reaction.draws[lane];
    if (!change_rows(reaction.rows, lane, day, network_.end - day)) stop(lane - lane_);
  }

  CASUS_INLINE void stop(std::size_t lane) {
    result_.is_right = false;
    result_.lane = lane_ + lane;
    result_.day = days_[lane];
  }

  const Network& network_;
  NetworkRun result_;
  std::size_t lane_ = 0;
  Doubles days_;
  Doubles next_days_{};
  Longs next_reactions_{};
  std::uint64_t due_ = 0;
};

inline NetworkRun run_network(const Network& network) {
  assert(network.begin <= network.end && network.first_lane % lane_multiple == 0);
  NetworkRunner runner(network);
  std::size_t lane = network.first_lane;
  for (; lane < network.lanes_in_use && runner.result().is_right; lane += lanes_at_once) runner.run(lane);
  return runner.result();
}

} // namespace casus::kernels::CASUS_INSTRUCTION_SET
