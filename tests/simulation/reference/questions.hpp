#pragma once

// The questions of event outcomes on one trajectory: since when each is asked, and when it was met.

#include "simulation/reference/evaluate.hpp"

#include <optional>

namespace casus::reference {

inline bool is_same(double moment, double other) { return std::abs(moment - other) <= same_moment; }

inline bool is_any(const Expression&) { return true; }

/// Without `after` what holds on a day on which it is asked meets it; with it, what comes to hold then.
class Question {
public:
  /// Of some conditions it is known between looks, too, whether they hold: they ask for a level.
  Question(const Outcome& outcome, bool asks_for_level)
      : outcome_(&outcome), asks_for_level_(asks_for_level) {
    if (!outcome.after) begin_ = outcome.from;
  }

  const std::optional<double>& passage() const { return passage_; }
  bool has_begun() const { return begin_.has_value(); }

  bool may_begin(double time) const {
    return !begin_ && time >= outcome_->from - same_moment && time <= outcome_->last_begin() + same_moment;
  }

  bool may_be_crossed(double time) const { return !is_true_ && is_followed(time); }

  /// Whether it begins or ends on this day in all trajectories, or ends in this one.
  bool is_dated(double time) const {
    return outcome_->when && (is_same(outcome_->from, time) || is_same(outcome_->last_begin(), time) ||
                              is_same(outcome_->day, time));
  }
  bool ends_at(double time) const { return has_own_end() && is_same(end(), time); }
  /// The day after this one on which it ends in this trajectory; infinite where it does not.
  double end_after(double time) const {
    return has_own_end() && end() > time + same_moment ? end() : std::numeric_limits<double>::infinity();
  }

  /// Looks at those of its conditions that are wanted. It begins before it is met.
  template <class Wanted>
  void look(const State& read, const Wanted& is_wanted) {
    if (!outcome_->when) return;
    const bool is_when_wanted = is_wanted(outcome_->when->expression);
    if (may_begin(read.time) && is_wanted(outcome_->after->expression) && holds(*outcome_->after, read)) {
      begin(read.time);
      const bool is_unseen = !is_when_wanted && !asks_for_level_;
      if (is_unseen && !is_true_) is_true_ = holds(*outcome_->when, read); // from before it began
    }
    if (is_when_wanted && is_followed(read.time)) see(holds(*outcome_->when, read), read.time);
  }

  /// Looks while a driver is at a level for which the one or the other asks.
  void look_for_begin(const State& there) {
    if (may_begin(there.time) && holds(*outcome_->after, there)) begin(there.time);
  }
  /// What is found then holds until the grid point.
  void look_and_hold(const State& there) {
    if (!is_followed(there.time)) return;
    see(holds(*outcome_->when, there), there.time);
    is_held_ = is_true_;
  }
  void release() { is_held_ = false; }

private:
  /// Whether the condition is looked at.
  bool is_followed(double time) const {
    return outcome_->when && !passage_ && !is_held_ && time <= outcome_->day + same_moment &&
           (outcome_->after || time >= outcome_->from - same_moment);
  }

  void begin(double time) {
    begin_ = time;
    if (onset_ && is_same(*onset_, time)) passage_ = time;
  }

  void see(bool truth, double time) {
    if (truth && !is_true_) {
      onset_ = time;
      if (begin_ && time >= *begin_ - same_moment && time <= end() + same_moment) passage_ = time;
    }
    is_true_ = truth;
  }

  bool has_own_end() const { return outcome_->within && begin_; }
  double end() const { return outcome_->within ? *begin_ + *outcome_->within : outcome_->day; }

  const Outcome* outcome_;
  bool asks_for_level_;
  std::optional<double> begin_, passage_, onset_;
  bool is_true_ = false;
  bool is_held_ = false;
};

} // namespace casus::reference
