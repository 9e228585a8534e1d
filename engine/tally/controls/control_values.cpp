#include "tally/controls/control_values.hpp"

#include "simulation/block_simulator.hpp"

namespace casus::tally {

ControlValues::ControlValues(const plan::Plan& plan, std::uint64_t seed, const Controls& controls)
    : GatedMartingales(plan, seed, controls.gates), plan_(plan), controls_(controls),
      noises_(plan, simulation::block_lanes), values_(plan.outcomes.size(), simulation::block_lanes) {
  for (const OutcomeControls& of : controls.outcomes) {
    exists_.push_back(of.exist());
    reads_noises_ = reads_noises_ || !of.noises.empty();
  }
}

void ControlValues::at_begin(const simulation::BlockState& state) {
  GatedMartingales::at_begin(state);
  noises_.begin();
  for (const OutcomeId outcome : controls_.outcomes.ids()) {
    for (std::size_t lane = 0; lane < state.spec.lanes; lane += simulation::cell_lanes) {
      double of_world = 0;
      for (const auto& [parameter, degree, coefficient] : controls_.outcomes[outcome].parameters)
        of_world += coefficient * shifted_legendre(degree, state.world(lane).draw(parameter));
      values_.row(outcome).segment(eigen_index(lane), simulation::cell_lanes) = of_world;
    }
  }
}

void ControlValues::at_grid_point(std::size_t point, const simulation::BlockState& state) {
  GatedMartingales::at_grid_point(point, state);
  if (!reads_noises_) return;
  noises_.at_grid_point(state);
  for (const OutcomeId outcome : controls_.outcomes.ids()) {
    const std::vector<double>& coefficients = controls_.outcomes[outcome].noises;
    if (plan_.outcomes[outcome].grid_point != point || coefficients.empty()) continue;
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
      noises_.tell(state, controls_.noisy[outcome], lane,
                   [&](std::size_t i, double noise) { values_(outcome, lane) += coefficients[i] * noise; });
  }
}

void ControlValues::gain(OutcomeId outcome, std::size_t lane, std::size_t gate,
                         std::span<const double> gains) {
  double sum = 0;
  for (const auto& [martingale, coefficient] : controls_.outcomes[outcome].martingales[gate])
    sum += coefficient * gains[martingale];
  values_(outcome, lane) += sum;
}

} // namespace casus::tally
