#pragma once

#include "tally/controls/gates.hpp"
#include "tally/controls/martingales.hpp"

#include <span>
#include <vector>

namespace casus::tally {

/// Follows the martingales of each lane through the gates of the outcomes. What a martingale gains while a
/// gate is open is itself a martingale, since it is known before each event whether the gate is open. A gate
/// may be seen to close only at the next decisive event or end of a stretch, which is as good.
class GatedMartingales : public simulation::Observer {
public:
  GatedMartingales(const plan::Plan& plan, std::uint64_t seed, IdVector<OutcomeId, OutcomeGates> gates);

  simulation::Attention attention() const override { return simulation::Attention::decisive; }
  void at_begin(const simulation::BlockState& state) override;
  void at_grid_point(std::size_t point, const simulation::BlockState& state) override;
  void after(const simulation::Happening& happening, const simulation::BlockState& state) override;
  void not_drawn(std::size_t lane, const plan::ScheduledFiring& firing,
                 const simulation::BlockState& state) override;
  void at_horizon(simulation::Moment moment, const simulation::BlockState& state) override;
  void at_end(const simulation::BlockState&) override {}

  std::size_t martingales() const { return martingales_.count(); }
  const IdVector<OutcomeId, OutcomeGates>& gates() const { return gates_; }

private:
  /// The martingales have gained so much in a lane while a gate of the outcome was open.
  virtual void gain(OutcomeId outcome, std::size_t lane, std::size_t gate, std::span<const double> gains) = 0;

  bool is_over(OutcomeId outcome) const { return stretch_[outcome] == gates_[outcome].stretches.size(); }
  bool has_changed(const simulation::Happening& happening, const simulation::BlockState& state) const;
  void find_givens();
  void close(std::size_t lane, simulation::Moment moment, const simulation::BlockState& state);
  void look(std::size_t lane, double day, const simulation::BlockState& state);
  bool is_given(OutcomeId outcome, std::size_t lane, double day, const simulation::BlockState& state) const;

  const plan::Plan& plan_;
  IdVector<OutcomeId, OutcomeGates> gates_;
  Martingales martingales_;
  std::vector<OutcomeId> looked_at_always_;                     ///< whose `given` may turn with anything
  IdVector<TriggerId, std::vector<OutcomeId>> looked_at_after_; ///< whose `given` asks how often it has fired
  std::vector<std::uint8_t> ends_stretch_;                      ///< of each grid point
  IdVector<OutcomeId, std::size_t> stretch_;                    ///< under way
  simulation::LaneRows<OutcomeId, std::uint8_t> met_;           ///< as they were last seen, as are the rungs
  simulation::LaneRows<OutcomeId, std::uint8_t> given_;
  simulation::LaneRows<LadderId, double> rungs_;
  std::vector<double> last_; ///< [lane][martingale], when the lane's gates last changed
  std::vector<double> now_;
  std::vector<double> gains_;
};

} // namespace casus::tally
