#pragma once

#include "casus/score.hpp"
#include "scoring/trajectory_worlds.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace casus::scoring {

/// One event's answers, with at least one trial.
struct EventAnswers {
  std::span<const double> answers; ///< as of an AnswerRecord
  TrajectoryWorlds worlds{1};
  bool happened = false;
};

/// Scores an event, without what belongs to the base forecast.
EventScore event_score(const EventAnswers& event);
void add_base(EventScore& score, double probability, bool is_given);

/// What each trajectory adds to the errors of the two scores.
std::vector<double> brier_addends(const EventAnswers& event, const EventScore& score);
std::vector<double> log_addends(const EventAnswers& event, const EventScore& score);

} // namespace casus::scoring
