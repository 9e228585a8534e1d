#pragma once

#include "tally/controls/controls.hpp"
#include "tally/controls/gated_martingales.hpp"

namespace casus::tally {

/// What the controls take from each lane's answers.
class ControlValues : public GatedMartingales {
public:
  ControlValues(const plan::Plan& plan, std::uint64_t seed, const Controls& controls);

  void at_begin(const simulation::BlockState& state);
  /// What is to be taken from a lane's answer to the outcome, when the block has ended.
  double value(OutcomeId outcome, std::size_t lane) const { return values_(outcome, lane); }

  bool exist(OutcomeId outcome) const { return exists_[outcome] != 0; }
  double centre(OutcomeId outcome) const { return controls_.outcomes[outcome].centre; }

protected:
  void gain(OutcomeId outcome, std::size_t lane, std::size_t gate, std::span<const double> gains) override;

private:
  const Controls& controls_;
  IdVector<OutcomeId, std::uint8_t> exists_;
  simulation::LaneRows<OutcomeId, double> values_;
};

/// An observer that looks at nothing but what the controls take.
class ControlObserver : public simulation::Observer {
public:
  ControlObserver(const plan::Plan& plan, std::uint64_t seed, const Controls& controls)
      : values_(plan, seed, controls) {}

  simulation::Attention attention() const override { return simulation::Attention::decisive; }
  void at_begin(const simulation::BlockState& state) override { values_.at_begin(state); }
  void at_grid_point(std::size_t point, const simulation::BlockState& state) override {
    values_.at_grid_point(point, state);
  }
  void after(const simulation::Happening& happening, const simulation::BlockState& state) override {
    values_.after(happening, state);
  }
  void not_drawn(std::size_t lane, const plan::ScheduledFiring& firing,
                 const simulation::BlockState& state) override {
    values_.not_drawn(lane, firing, state);
  }
  void at_end(const simulation::BlockState&) override {}

  const ControlValues& values() const { return values_; }

private:
  ControlValues values_;
};

} // namespace casus::tally
