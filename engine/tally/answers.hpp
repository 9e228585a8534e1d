#pragma once

#include "simulation/block_state.hpp"
#include "tally/controls/control_values.hpp"

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace casus::tally {

/// The layout of the answers of several plans, side by side: which outcome of each plan answers which outcome
/// of the first.
struct Pairing {
  struct Asked {
    bool is_value = false;
    double centre = 0;                          ///< near the mean of a value, so that nothing cancels
    double rounding = 0;                        ///< values no farther apart than this are the same answer
    std::vector<std::optional<OutcomeId>> of{}; ///< of each plan: the outcome there
  };
  std::size_t plans = 0;
  std::vector<Asked> outcomes{};
  std::vector<std::pair<std::size_t, std::size_t>> pairs{}; ///< of plans, to count where answers differ
};

/// Sums of several numbers at once, and of the products of their deviations, mergeable without loss of digits
/// (Chan, Golub, LeVeque 1983).
struct CoMoments {
  double count = 0;
  Eigen::VectorXd sums{};
  Eigen::MatrixXd products{}; ///< sum of (x - mean) (x - mean)'

  void clear(Eigen::Index numbers);
  void add(const Eigen::Ref<const simulation::Rows>& rows);
  void merge(const CoMoments& other);
};

/// What is gathered of one outcome. Its numbers are, for the first plan and then for each other less the
/// first's: is it a trial (0 or 1), and the answer of a trial (hit or not, or value less the centre), 0 where
/// it is none, less what controls take.
struct PairedOutcome {
  CoMoments moments;
  std::vector<std::uint64_t> changed; ///< of each pair: trajectories with another answer
  std::vector<double> plain;          ///< of each plan: the sum of answers as they are, without controls
  /// Of each plan and cluster of worlds: whether some trajectory has another answer than in the first plan.
  Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> apart;
};

/// What several plans answer in the same trajectories. Mergeable, as a Tally is; its memory does not grow
/// with the trajectories.
class PairedAnswers {
public:
  PairedAnswers(const Pairing& pairing, std::uint64_t worlds);

  /// Notes the answers of one plan at the end of a block, and what its controls take from them, if it has
  /// any. Called for each plan in turn.
  void note(std::size_t plan, const simulation::BlockState& state, const ControlValues* controls = nullptr);
  /// Adds up the block, after the last plan's answers.
  void close(const simulation::BlockSpec& spec);

  void merge(const PairedAnswers& other);
  void clear();

  const Pairing& pairing() const { return pairing_; }
  const PairedOutcome& outcome(std::size_t outcome) const { return outcomes_[outcome]; }
  /// The sums of the numbers in each cluster of worlds, a column an outcome; nothing in one that was not
  /// seen. None where there is one world.
  const std::vector<Eigen::MatrixXd>& clusters() const { return clusters_; }

private:
  void note(std::size_t outcome, std::size_t plan, const simulation::BlockState& state,
            const ControlValues* controls);
  void count_changed(std::size_t outcome, const simulation::BlockSpec& spec);
  void note_apart(std::size_t outcome, std::uint64_t cluster, std::size_t first_lane, std::size_t end);
  void add_to_clusters(const simulation::BlockSpec& spec);
  void add_to_cluster(std::uint64_t cluster, const Eigen::MatrixXd& sums);

  Pairing pairing_;
  std::vector<simulation::Rows> block_; ///< of each outcome: trial and answer of each plan, a lane a column
  std::vector<simulation::Rows> controls_; ///< of each outcome: what is taken from each plan's answer
  std::vector<PairedOutcome> outcomes_;
  std::uint64_t worlds_;
  std::vector<Eigen::MatrixXd> clusters_;
};

} // namespace casus::tally
