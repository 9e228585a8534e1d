#pragma once

#include "simulation/block_state.hpp"

#include <span>
#include <string>
#include <vector>

namespace casus::simulation {

/// The rows that an event has changed, each once.
class TouchedRows {
public:
  explicit TouchedRows(std::size_t rows) : marked_(rows, false) {}
  void add(plan::Row row) {
    if (marked_[static_cast<std::size_t>(row)]) return;
    marked_[static_cast<std::size_t>(row)] = true;
    rows_.push_back(row);
  }
  void clear() {
    for (const plan::Row row : rows_) marked_[static_cast<std::size_t>(row)] = false;
    rows_.clear();
  }
  const std::vector<plan::Row>& rows() const { return rows_; }

private:
  std::vector<bool> marked_;
  std::vector<plan::Row> rows_;
};

/// Carries out effects in one lane, in order, and notes the rows that they change.
class ChangeMaker {
public:
  ChangeMaker(const plan::Plan& plan, TouchedRows& touched) : plan_(plan), touched_(touched) {}

  /// What all changes are due to until the next call, for messages: "trigger 'x'".
  void begin_event(const std::string& name) { event_ = &name; }

  void apply(BlockState& state, std::size_t lane, double day, std::span<const plan::EffectPlan> effects,
             std::span<const double> marks);
  /// Leaves the rung, stands on the new one, enters it; nothing where the ladder is there already.
  void move_ladder(BlockState& state, std::size_t lane, double day, int ladder, double rung);
  /// Throws if effects on drivers, which have been carried out elsewhere, have made one infinite.
  void check(const BlockState& state, std::size_t lane, double day,
             std::span<const plan::EffectPlan> effects) const;

private:
  void change(BlockState& state, std::size_t lane, double day, const plan::ChangePlan& change, double amount);
  void change_driver(BlockState& state, std::size_t lane, double day, const plan::ChangePlan& change,
                     double amount);
  void check(const BlockState& state, std::size_t lane, double day, int driver, double result) const;
  double clamped(const BlockState& state, int driver, double value) const;

  const plan::Plan& plan_;
  TouchedRows& touched_;
  const std::string* event_ = nullptr;
  int nested_moves_ = 0;
};

} // namespace casus::simulation
