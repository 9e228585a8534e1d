#pragma once

#include "simulation/world.hpp"

#include <vector>

namespace casus::simulation {

/// What a jolt of each driver, at a moment drawn within a step, adds to the exponents of intensities, with
/// the numbers of one of the block's worlds. Clocks that must be evaluated when the driver changes may be
/// among them.
class JoltWeights {
public:
  explicit JoltWeights(const plan::Plan& plan) : plan_(plan) {}

  /// Where exponents may change by more than this, intensities are evaluated: they may have been too small
  /// for a number, or a clock that is multiplied and evaluated too would lose digits of its residual.
  static constexpr double greatest_exponent = 16;

  void fill(const World& world);
  const kernels::ExponentWeights& of(DriverId driver) const { return drivers_[driver]; }

private:
  void gather(const World& world, DriverId driver);
  void add_row(const World& world, DriverId driver, double share);
  void add_tiles();

  const plan::Plan& plan_;
  std::vector<double> exponents_; ///< of each clock, padded to whole tiles, of the driver at hand
  std::vector<std::uint32_t> tiles_;
  std::vector<kernels::TileNumbers> weights_;
  IdVector<DriverId, kernels::ExponentWeights> drivers_;
};

} // namespace casus::simulation
