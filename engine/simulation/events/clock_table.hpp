#pragma once

#include "simulation/block_state.hpp"
#include "simulation/cell_numbers.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// The clocks with the numbers of a block's worlds and its rows in place, ready to be evaluated.
class ClockTable {
public:
  /// exp(sum of the terms) where the gate is open, as a power of two.
  struct Factor {
    std::size_t first_term = 0;
    std::size_t terms = 0;
    const double* gate = nullptr;
  };

  /// The rate on a rung, a number or a row, and its factor. Where there is no factor, the event cannot happen
  /// from there.
  struct Rung {
    const double* rate = nullptr; ///< one a cell
    const double* rates = nullptr;
    const Factor* factor = nullptr;

    /// But for the row.
    double rate_in(std::size_t lane) const { return rate == nullptr ? 0 : rate[lane / cell_lanes]; }
  };

  /// A clock as its lanes see it, one by one.
  struct Clock {
    std::span<const Rung> rungs;
    std::span<const Factor> factors;
    const double* rung = nullptr; ///< of the ladder; a trigger has one rung
    bool is_plain = false;        ///< one factor whatever the rung, and rates that are numbers

    const Rung& at(std::size_t lane) const {
      return rung == nullptr ? rungs[0] : rungs[static_cast<std::size_t>(rung[lane])];
    }
  };

  ClockTable(const plan::Plan& plan, std::size_t widest);
  void fill(const BlockState& state);

  const Clock& operator[](plan::ClockId clock) const { return clocks_[clock]; }
  /// The same clocks as whole blocks see them; those that are not plain have a gap for their intensity.
  const IdVector<plan::ClockId, kernels::Clock>& block_clocks() const { return block_clocks_; }
  kernels::Terms terms(const Factor& factor) const {
    return {terms_.data() + factor.first_term, factor.terms};
  }
  /// The rate of a plain ladder's clock on the rung where a lane stands.
  double& rate(plan::ClockId clock, std::size_t lane) { return rates_(clock, lane); }

private:
  void add_factor(const BlockState& state, const plan::FactorPlan& factor);
  void add_clock(const BlockState& state, const plan::ClockPlan& clock);
  void add_block_clock(const BlockState& state, plan::ClockId clock);
  void add_stops(kernels::Clock& clock, const BlockState& state, const plan::TriggerPlan& trigger);

  const plan::Plan& plan_;
  LaneRows<plan::ClockId, double> rates_;
  CellNumbers<double> numbers_;      ///< to which all point
  std::vector<kernels::Term> terms_; ///< weights times log2 e
  std::vector<Factor> factors_;
  std::vector<Rung> rungs_;
  IdVector<plan::ClockId, Clock> clocks_;
  IdVector<plan::ClockId, kernels::Clock> block_clocks_;
};

} // namespace casus::simulation
