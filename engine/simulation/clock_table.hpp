#pragma once

#include "simulation/block_state.hpp"

#include <span>
#include <vector>

namespace casus::simulation {

/// The clocks with the numbers of a world and the rows of a block in place, ready to be evaluated.
class ClockTable {
public:
  /// exp(sum of the terms) where the gate is open.
  struct Factor {
    std::size_t first_term = 0;
    std::size_t terms = 0;
    const double* gate = nullptr;
  };

  /// The rate on a rung, a number or a row, and its factor; factor none: cannot happen from there.
  struct Rung {
    double rate = 0;
    const double* rates = nullptr;
    int factor = plan::none;
  };

  struct Clock {
    std::span<const Rung> rungs;
    std::span<const Factor> factors;
    const double* rung = nullptr; ///< of the ladder; a trigger has one rung
    bool is_plain = false;        ///< one factor whatever the rung, and rates that are numbers
    const double* firings = nullptr;
    double last_firing = 0; ///< number of it: a limit
    const double* last_days = nullptr;
    double cooldown = 0; ///< negative: none

    const Rung& at(std::size_t lane) const {
      return rung == nullptr ? rungs[0] : rungs[static_cast<std::size_t>(rung[lane])];
    }
  };

  /// A clock whose intensity a firing multiplies.
  struct Scaling {
    plan::ClockId clock = plan::none;
    double factor = 1;
  };

  /// What a firing does to the other intensities.
  struct Response {
    std::vector<Scaling> scalings;
    std::vector<plan::ClockId> clocks; ///< to be evaluated again
  };

  explicit ClockTable(const plan::Plan& plan) : plan_(plan) {}
  void fill(const BlockState& state);

  const Clock& operator[](plan::ClockId clock) const { return clocks_[static_cast<std::size_t>(clock)]; }
  kernels::Terms terms(const Factor& factor) const {
    return {terms_.data() + factor.first_term, factor.terms};
  }
  /// Of a trigger that has a reaction.
  const Response& response(int trigger) const { return responses_[static_cast<std::size_t>(trigger)]; }

private:
  void add_factor(const BlockState& state, const plan::FactorPlan& factor);
  void add_clock(const BlockState& state, const plan::ClockPlan& clock);
  Response response_of(const BlockState& state, const plan::Reaction& reaction) const;

  const plan::Plan& plan_;
  std::vector<kernels::Term> terms_;
  std::vector<Factor> factors_;
  std::vector<Rung> rungs_;
  std::vector<Clock> clocks_;
  std::vector<Response> responses_;
};

} // namespace casus::simulation
