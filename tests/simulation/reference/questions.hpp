#pragma once

// The questions of event outcomes on one trajectory: since when each is asked, and when it was met.

#include "simulation/reference/evaluate.hpp"

#include <optional>

namespace casus::reference {

inline bool is_same(double moment, double other) { return std::abs(moment - other) <= same_moment; }

/// Without `after` what holds on a day on which it is asked meets it; with it, what comes to hold then.
class Question {
public:
  explicit Question(const Outcome& outcome) : outcome_(&outcome) {
    if (!outcome.after) begin_ = outcome.from;
  }

  const std::optional<double>& passage() const { return passage_; }
  bool has_begun() const { return begin_.has_value(); }

  bool may_begin(double time) const {
    return !begin_ && time >= outcome_->from - same_moment && time <= outcome_->last_begin() + same_moment;
  }

  /// Whether the condition is looked at.
  bool is_followed(double time) const {
    return outcome_->when && !passage_ && !is_held_ && time <= outcome_->day + same_moment &&
           (outcome_->after || time >= outcome_->from - same_moment);
  }

  bool is_true() const { return is_true_; }

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

  /// It has come to hold unseen, before the question began.
  void note_held() { is_true_ = true; }

  /// What was found at a crossing holds until the grid point.
  void hold() { is_held_ = is_true_; }
  void release() { is_held_ = false; }

  /// The last day on which it is asked, if it has begun.
  double end() const { return outcome_->within ? *begin_ + *outcome_->within : outcome_->day; }

private:
  const Outcome* outcome_;
  std::optional<double> begin_, passage_, onset_;
  bool is_true_ = false;
  bool is_held_ = false;
};

} // namespace casus::reference
