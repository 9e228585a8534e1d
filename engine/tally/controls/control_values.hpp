#pragma once

#include "tally/controls/controls.hpp"
#include "tally/controls/gated_martingales.hpp"
#include "tally/controls/noise_sums.hpp"

namespace casus::tally {

/// What the controls take from each lane's answers.
class ControlValues : public GatedMartingales {
public:
  ControlValues(const plan::Plan& plan, std::uint64_t seed, const Controls& controls);

  bool reads_noises() const override { return reads_noises_; }
  void at_begin(const simulation::BlockState& state) override;
  void at_grid_point(std::size_t point, const simulation::BlockState& state) override;
  /// What is to be taken from a lane's answer to the outcome, when the block has ended.
  double value(OutcomeId outcome, std::size_t lane) const { return values_(outcome, lane); }

  bool exist(OutcomeId outcome) const { return exists_[outcome] != 0; }
  double centre(OutcomeId outcome) const { return controls_.outcomes[outcome].centre; }

protected:
  void gain(OutcomeId outcome, std::size_t lane, std::size_t gate, std::span<const double> gains) override;

private:
  const plan::Plan& plan_;
  const Controls& controls_;
  NoiseSums noises_;
  bool reads_noises_ = false; ///< they cost time, and not all controls are made of them
  IdVector<OutcomeId, std::uint8_t> exists_;
  simulation::LaneRows<OutcomeId, double> values_;
};

} // namespace casus::tally
