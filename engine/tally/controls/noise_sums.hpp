#pragma once

#include "simulation/block_state.hpp"

#include <vector>

namespace casus::tally {

/// The noisy drivers whose noise may matter most to an outcome: those of which it asks, and those that stand
/// in the hazards of what it asks of; of very many the first.
std::vector<DriverId> noisy_drivers_of(const plan::Plan& plan, OutcomeId outcome);

/// What noise alone has made of some drivers, at a grid point and on average up to it. In each trajectory of
/// mean zero, and without covariance with what clocks and parameters do by chance.
class NoiseSums {
public:
  NoiseSums(const plan::Plan& plan, std::size_t widest);

  void begin();
  void at_grid_point(const simulation::BlockState& state);

  /// Two numbers a driver: as it stands, and on average since the start.
  static std::size_t count(const std::vector<DriverId>& drivers) { return 2 * drivers.size(); }
  template <class Take>
  void tell(const simulation::BlockState& state, const std::vector<DriverId>& drivers, std::size_t lane,
            Take take) const {
    for (std::size_t i = 0; i < drivers.size(); ++i) {
      take(2 * i, state.noises(drivers[i], lane));
      take(2 * i + 1, sums_(drivers[i], lane) / points_);
    }
  }

private:
  simulation::LaneRows<DriverId, double> sums_;
  double points_ = 0;
};

} // namespace casus::tally
