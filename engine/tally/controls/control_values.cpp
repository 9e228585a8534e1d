#include "tally/controls/control_values.hpp"

#include "simulation/block_simulator.hpp"

namespace casus::tally {

ControlValues::ControlValues(const plan::Plan& plan, std::uint64_t seed, const Controls& controls)
    : GatedMartingales(plan, seed, controls.gates), controls_(controls),
      values_(plan.outcomes.size(), simulation::block_lanes) {
  for (const OutcomeControls& of : controls.outcomes) exists_.push_back(of.exist());
}

void ControlValues::at_begin(const simulation::BlockState& state) {
  GatedMartingales::at_begin(state);
  for (const OutcomeId outcome : controls_.outcomes.ids()) {
    for (std::size_t lane = 0; lane < state.spec.lanes; lane += simulation::cell_lanes) {
      double of_world = 0;
      for (const auto& [parameter, degree, coefficient] : controls_.outcomes[outcome].parameters)
        of_world += coefficient * shifted_legendre(degree, state.world(lane).draw(parameter));
      values_.row(outcome).segment(eigen_index(lane), simulation::cell_lanes) = of_world;
    }
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
