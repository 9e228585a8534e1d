#pragma once

#include "simulation/block_state.hpp"
#include "simulation/events/threshold_drawer.hpp"

#include <optional>
#include <span>
#include <vector>

namespace casus::tally {

/// Numbers of each lane that change by nothing on average, whatever has happened before: of each clock, its
/// events less its integrated hazard; of each trigger that comes on dates with a probability, its firings
/// less what was to be expected. No two of them change by chance at one moment.
class Martingales {
public:
  Martingales(const plan::Plan& plan, std::uint64_t seed);

  std::size_t count() const { return plan_.clocks.size() + chances_; }
  /// Begins a block, in which all are 0.
  void begin(const simulation::BlockState& state);
  /// A firing on a date came about, or did not.
  void note_date(const simulation::BlockState& state, std::size_t lane, TriggerId trigger, bool came_about);
  /// Tells what all have come to in a lane by the moment.
  void tell(const simulation::BlockState& state, std::size_t lane, simulation::Moment moment,
            std::span<double> values);

private:
  const plan::Plan& plan_;
  simulation::ThresholdDrawer thresholds_;
  IdVector<TriggerId, std::optional<std::size_t>> chance_of_; ///< of those that come by chance, by dates
  std::size_t chances_ = 0;
  std::vector<std::uint64_t> seen_; ///< [lane][clock], thresholds that are in the sums
  std::vector<double> sums_;        ///< [lane][clock], of thresholds
  std::vector<double> surprises_;   ///< [lane][chance]
};

} // namespace casus::tally
