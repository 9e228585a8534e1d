#pragma once

#include "simulation/drivers/driver_paths.hpp"

#include <span>
#include <string>
#include <vector>

namespace casus::simulation {

/// Carries out effects in one lane, in order, and notes the rows that they change.
class ChangeMaker {
public:
  ChangeMaker(const plan::Plan& plan, DriverPaths& paths, Touched& touched)
      : plan_(plan), paths_(paths), touched_(touched) {}

  /// Says to what all changes until the next call are due, for messages: "trigger 'x'".
  void begin_event(const std::string& name) { event_ = &name; }

  void apply(BlockState& state, std::size_t lane, Moment moment, std::span<const plan::EffectPlan> effects,
             std::span<const double> marks);
  /// Moves a ladder: it leaves its rung, stands on the new one and enters it. Nothing happens where it is
  /// there already.
  void move_ladder(BlockState& state, std::size_t lane, Moment moment, LadderId ladder, double rung);
  /// Throws if effects on drivers, which have been carried out elsewhere, have made one infinite.
  void check(const BlockState& state, std::size_t lane, Moment moment,
             std::span<const plan::EffectPlan> effects) const;

private:
  void change(BlockState& state, std::size_t lane, Moment moment, const plan::ChangePlan& change,
              double amount);
  void change_driver(BlockState& state, std::size_t lane, Moment moment, const plan::ChangePlan& change,
                     double amount);
  void check(const BlockState& state, std::size_t lane, Moment moment, DriverId driver, double result) const;
  double clamped(const BlockState& state, std::size_t lane, DriverId driver, double value) const;

  const plan::Plan& plan_;
  DriverPaths& paths_;
  Touched& touched_;
  const std::string* event_ = nullptr;
  int nested_moves_ = 0;
};

} // namespace casus::simulation
