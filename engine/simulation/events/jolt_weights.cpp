#include "simulation/events/jolt_weights.hpp"

#include "simulation/eigen_index.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace casus::simulation {

using kernels::tile_clocks;

void JoltWeights::fill(const World& world) {
  tiles_.clear();
  weights_.clear();
  drivers_.clear();
  for (const DriverId driver : plan_.drivers.ids()) {
    gather(world, driver);
    add_tiles();
  }
  std::size_t first = 0; // only now the lists stand still
  for (kernels::ExponentWeights& driver : drivers_) {
    driver.tiles = tiles_.data() + first;
    driver.weights = weights_.data() + first;
    first += driver.count;
  }
}

void JoltWeights::gather(const World& world, DriverId driver) {
  exponents_.assign(kernels::tiles_of(plan_.clocks.size()) * tile_clocks, 0);
  const plan::DriverPlan& place = plan_.drivers[driver];
  const plan::MemberPlan& member = plan_.member_of(place);
  if (!member.moves()) add_row(world, driver, 1);
  if (member.reached.empty()) return;
  for (const std::size_t reached : member.reached)
    add_row(world, plan_.driver_of(place.group, reached),
            world.law(place.group).flow.mean_jolt()(eigen_index(reached), eigen_index(place.member)));
}

/// Adds what a jolt does to intensities through a driver's mean over the step, to which so large a share of
/// it goes.
void JoltWeights::add_row(const World& world, DriverId driver, double share) {
  const Row row = plan_.layout.mean_of_driver[driver];
  const plan::Dependents& dependents = plan_.dependents[row];
  for (const plan::ClockId clock : dependents.clocks) {
    if (std::binary_search(dependents.evaluated.begin(), dependents.evaluated.end(), clock)) continue;
    for (const plan::TermPlan& term : plan_.clocks[clock].factors[0].terms)
      if (term.row == row)
        exponents_[clock.number()] += world.number(term.weight) * share * std::numbers::log2e;
  }
}

void JoltWeights::add_tiles() {
  kernels::ExponentWeights& driver = drivers_.emplace_back();
  for (std::size_t first = 0; first < exponents_.size(); first += tile_clocks) {
    kernels::TileNumbers weights{};
    std::copy_n(exponents_.begin() + static_cast<std::ptrdiff_t>(first), tile_clocks, weights.of);
    if (std::all_of(weights.of, weights.of + tile_clocks, [](double weight) { return weight == 0; }))
      continue;
    for (const double weight : weights.of) driver.greatest = std::max(driver.greatest, std::abs(weight));
    tiles_.push_back(static_cast<std::uint32_t>(first / tile_clocks));
    weights_.push_back(weights);
    ++driver.count;
  }
}

} // namespace casus::simulation
