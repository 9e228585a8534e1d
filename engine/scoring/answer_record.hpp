#pragma once

#include "casus/run.hpp"
#include "plan/plan.hpp"
#include "scoring/trajectory_worlds.hpp"
#include "tally/estimates.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace casus::scoring {

/// What every trajectory of a run answers to some outcomes.
class AnswerRecord {
public:
  /// Simulates them, from the posterior on where something has been observed. `outcomes` are numbers of the
  /// plan's. Throws RunError, also where the answers would take more than some 256 MB.
  AnswerRecord(const plan::Plan& plan, const std::vector<std::size_t>& outcomes, const RunOptions& settled);

  /// What each trajectory asked for answers to outcome `i`: 1 or 0 of an event, the number of a value; not a
  /// number where it is no trial (its `given` did not hold) or was not finished.
  std::span<const double> answers(std::size_t i) const {
    return std::span(answers_).subspan(i * trajectories_, trajectories_);
  }
  std::uint64_t trajectories() const { return trajectories_; }
  std::uint64_t finished() const { return finished_; }
  const TrajectoryWorlds& worlds() const { return worlds_; }
  /// What the trajectories go on from; null where nothing has been observed.
  const filtering::Posterior* posterior() const { return blocks_.posterior(); }

private:
  class Recorder;
  void simulate(const plan::Plan& plan, const RunOptions& options);

  std::vector<std::size_t> outcomes_;
  std::uint64_t trajectories_;
  tally::Blocks blocks_;
  TrajectoryWorlds worlds_;
  std::vector<double> answers_; ///< [outcome][trajectory]
  std::uint64_t finished_ = 0;
};

/// The trials among some answers, and their sum, in each cluster of worlds.
std::vector<tally::ClusterSum> cluster_sums(std::span<const double> answers, const TrajectoryWorlds& worlds);

/// What is added by each cluster of worlds, or by each trajectory where there is one world.
std::vector<double> sums_by_cluster(std::span<const double> addends, const TrajectoryWorlds& worlds);
/// The standard error of an estimate to whose error each of so many clusters adds its sum (Cochran 1977,
/// sec. 9A).
double clustered_error(std::span<const double> sums, std::size_t clusters);

/// The standard error of an estimate to whose error trajectory k adds addends[k]: over trajectories, or over
/// clusters of worlds.
double monte_carlo_error(std::span<const double> addends, const TrajectoryWorlds& worlds);

} // namespace casus::scoring
