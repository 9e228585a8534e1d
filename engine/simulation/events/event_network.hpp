#pragma once

#include "simulation/events/firing_table.hpp"

#include <vector>

namespace casus::simulation {

/// Runs pure event models: triggers only, whose rates are products of numbers and quantities and whose
/// effects add numbers, so that whole vectors of lanes can have their events together. Each lane's results
/// are those of LaneEvents, to the last bit.
class EventNetwork {
public:
  EventNetwork(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed);

  /// Whether the model is one, and nothing but its effects and its clocks looks at its events.
  bool applies() const { return applies_; }
  /// Takes up the numbers of the block's worlds.
  void enter_worlds(BlockState& state, const FiringTables& tables);
  kernels::NetworkRun run_step(BlockState& state, std::uint64_t most_events);

private:
  /// The reactions as one of the block's worlds has them.
  struct InWorld {
    std::vector<kernels::Factor> factors;
    std::vector<kernels::Reaction> reactions;
  };

  InWorld in_world(BlockState& state, std::size_t world, const FiringTable& table);
  kernels::Reaction reaction(BlockState& state, const FiringTable& table, plan::ClockId clock);
  std::vector<kernels::Factor> factors(const BlockState& state, const World& world,
                                       const plan::RatePlan& rate) const;
  void take_clocks(const BlockState& state);
  void put_clocks(BlockState& state) const;

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  std::uint64_t seed_;
  bool applies_;
  std::vector<InWorld> in_worlds_;
  LaneRows<plan::ClockId, double> intensities_, residuals_;
};

} // namespace casus::simulation
