#include "tally/answers.hpp"

#include "simulation/block_simulator.hpp"
#include "tally/clusters.hpp"

#include <cmath>

namespace casus::tally {
using simulation::BlockState;
using simulation::Rows;

void CoMoments::clear(Eigen::Index numbers) {
  count = 0;
  sums.setZero(numbers);
  products.setZero(numbers, numbers);
}

void CoMoments::add(const Eigen::Ref<const Rows>& rows) {
  CoMoments block{.count = static_cast<double>(rows.cols()), .sums = rows.rowwise().sum()};
  const Eigen::VectorXd mean = block.sums / block.count;
  const Rows deviations = rows.colwise() - mean.array();
  // This is not Eigen's blocked product, whose order of summation depends on the machine's caches.
  block.products = deviations.matrix().lazyProduct(deviations.matrix().transpose());
  merge(block);
}

void CoMoments::merge(const CoMoments& other) {
  if (other.count == 0) return;
  if (count > 0) {
    const Eigen::VectorXd distance = other.sums / other.count - sums / count;
    const double weight = count * (other.count / (count + other.count));
    products += other.products + weight * distance.lazyProduct(distance.transpose());
  } else {
    products += other.products;
  }
  count += other.count;
  sums += other.sums;
}

PairedAnswers::PairedAnswers(const Pairing& pairing, std::uint64_t worlds)
    : pairing_(pairing), block_(pairing.outcomes.size()), outcomes_(pairing.outcomes.size()),
      worlds_(worlds) {
  for (Rows& rows : block_)
    rows.setZero(eigen_index(2 * pairing.plans), eigen_index(simulation::block_lanes));
  controls_.assign(block_.size(),
                   Rows::Zero(eigen_index(pairing.plans), eigen_index(simulation::block_lanes)));
  clear();
}

void PairedAnswers::clear() {
  for (PairedOutcome& outcome : outcomes_) {
    outcome.moments.clear(eigen_index(2 * pairing_.plans));
    outcome.changed.assign(pairing_.pairs.size(), 0);
    outcome.plain.assign(pairing_.plans, 0);
    outcome.apart.setConstant(eigen_index(pairing_.plans), eigen_index(clusters_of(worlds_)), false);
  }
  clusters_.resize(worlds_ > 1 ? clusters_of(worlds_) : 0);
  for (Eigen::MatrixXd& sums : clusters_) sums.setZero(0, 0);
}

void PairedAnswers::note(std::size_t plan, const BlockState& state, const ControlValues* controls) {
  for (std::size_t o = 0; o < outcomes_.size(); ++o)
    if (pairing_.outcomes[o].of[plan]) note(o, plan, state, controls);
}

void PairedAnswers::note(std::size_t outcome, std::size_t plan, const BlockState& state,
                         const ControlValues* controls) {
  const Pairing::Asked& asked = pairing_.outcomes[outcome];
  const OutcomeId there = *asked.of[plan];
  auto trials = block_[outcome].row(eigen_index(2 * plan));
  auto answers = block_[outcome].row(eigen_index(2 * plan + 1));
  for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
    const bool is_trial = state.givens(there, lane) != 0;
    const double answer = asked.is_value ? state.values(there, lane) - asked.centre
                                         : std::isfinite(state.first_passages(there, lane));
    trials(eigen_index(lane)) = is_trial;
    answers(eigen_index(lane)) = is_trial ? answer : 0;
    if (controls != nullptr && controls->exist(there))
      controls_[outcome](eigen_index(plan), eigen_index(lane)) = controls->value(there, lane);
  }
}

/// Notes where a cell has other answers than in the first plan.
void PairedAnswers::note_apart(std::size_t outcome, std::uint64_t cluster, std::size_t first_lane,
                               std::size_t end) {
  const auto rows = block_[outcome].middleCols(eigen_index(first_lane), eigen_index(end - first_lane));
  const double rounding = pairing_.outcomes[outcome].rounding;
  for (std::size_t plan = 1; plan < pairing_.plans; ++plan) {
    const Eigen::Index trial = eigen_index(2 * plan);
    if (((rows.row(trial) != rows.row(0)) || ((rows.row(trial + 1) - rows.row(1)).abs() > rounding)).any())
      outcomes_[outcome].apart(eigen_index(plan), eigen_index(cluster)) = true;
  }
}

void PairedAnswers::count_changed(std::size_t outcome, const simulation::BlockSpec& spec) {
  const Eigen::Index lanes = eigen_index(spec.lanes);
  const auto row = [&](std::size_t number) { return block_[outcome].row(eigen_index(number)).head(lanes); };
  for (std::size_t i = 0; i < pairing_.pairs.size(); ++i) {
    const auto [first, second] = pairing_.pairs[i];
    const auto differ =
        row(2 * first) != row(2 * second) ||
        (row(2 * first + 1) - row(2 * second + 1)).abs() > pairing_.outcomes[outcome].rounding;
    outcomes_[outcome].changed[i] += static_cast<std::uint64_t>(differ.count());
  }
}

void PairedAnswers::close(const simulation::BlockSpec& spec) {
  for (std::size_t o = 0; o < outcomes_.size(); ++o) {
    count_changed(o, spec);
    for (std::size_t lane = 0; lane < spec.lanes; lane += simulation::cell_lanes)
      note_apart(o, cluster_of(spec.world(lane), worlds_), lane, spec.end_of_cell(lane));
    auto rows = block_[o].leftCols(eigen_index(spec.lanes));
    for (std::size_t plan = 0; plan < pairing_.plans; ++plan) {
      auto answers = rows.row(eigen_index(2 * plan + 1));
      outcomes_[o].plain[plan] += answers.sum();
      answers -= controls_[o].row(eigen_index(plan)).head(rows.cols());
    }
    for (Eigen::Index i = 2; i < rows.rows(); ++i) rows.row(i) -= rows.row(i % 2);
    outcomes_[o].moments.add(rows);
  }
  if (worlds_ > 1) add_to_clusters(spec);
}

void PairedAnswers::add_to_clusters(const simulation::BlockSpec& spec) {
  Eigen::MatrixXd sums(eigen_index(2 * pairing_.plans), eigen_index(outcomes_.size()));
  for (std::size_t lane = 0; lane < spec.lanes; lane += simulation::cell_lanes) {
    const Eigen::Index lanes = eigen_index(spec.end_of_cell(lane) - lane);
    for (std::size_t o = 0; o < outcomes_.size(); ++o)
      sums.col(eigen_index(o)) = block_[o].middleCols(eigen_index(lane), lanes).rowwise().sum();
    add_to_cluster(cluster_of(spec.world(lane), worlds_), sums);
  }
}

void PairedAnswers::add_to_cluster(std::uint64_t cluster, const Eigen::MatrixXd& sums) {
  if (clusters_[cluster].size() == 0)
    clusters_[cluster] = sums;
  else
    clusters_[cluster] += sums;
}

void PairedAnswers::merge(const PairedAnswers& other) {
  for (std::size_t o = 0; o < outcomes_.size(); ++o) {
    outcomes_[o].moments.merge(other.outcomes_[o].moments);
    for (std::size_t i = 0; i < pairing_.pairs.size(); ++i)
      outcomes_[o].changed[i] += other.outcomes_[o].changed[i];
    for (std::size_t plan = 0; plan < pairing_.plans; ++plan)
      outcomes_[o].plain[plan] += other.outcomes_[o].plain[plan];
    outcomes_[o].apart = outcomes_[o].apart || other.outcomes_[o].apart;
  }
  for (std::size_t c = 0; c < clusters_.size(); ++c)
    if (other.clusters_[c].size() > 0) add_to_cluster(c, other.clusters_[c]);
}

} // namespace casus::tally
