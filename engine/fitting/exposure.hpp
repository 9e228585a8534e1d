#pragma once

#include "fitting/history_replay.hpp"
#include "fitting/specification.hpp"

#include <Eigen/Core>
#include <map>
#include <vector>

namespace casus::fitting {

/// What a trigger lived through, as far as it could fire: pieces of time in which nothing of its intensity
/// changed, in order, sequence after sequence. The intensity in piece i is exp(offset_i + log rate + sum of
/// weights times terms_i) per day.
struct Exposure {
  Eigen::MatrixXd terms{};   ///< [piece][term]
  Eigen::VectorXd offsets{}; ///< logarithm of what the rate multiplies
  Eigen::VectorXd days{};    ///< length
  Eigen::VectorXd events{};  ///< 1 where a piece ends with an event, else 0

  Eigen::Index pieces() const { return days.size(); }
};

/// Replays all sequences and tells each fitted trigger's exposure. Throws ScenarioError where an event came
/// about when its trigger could not fire, RunError.
std::map<int, Exposure> exposures_of(const Specification& specification, const HalfLives& half_lives,
                                     const History& history);

} // namespace casus::fitting
