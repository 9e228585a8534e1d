// The run's blocks are simulated under an observer that keeps what each trajectory answers in a cell of its
// own, so nothing is merged and threads change no bit.

#include "scoring/answer_record.hpp"

#include "tally/observe.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace casus::scoring {
namespace {

constexpr std::uint64_t most_answers = 32'000'000;
constexpr double not_a_trial = std::numeric_limits<double>::quiet_NaN();

std::uint64_t checked(std::uint64_t trajectories, std::size_t outcomes) {
  const std::uint64_t most = most_answers / std::max<std::size_t>(outcomes, 1);
  if (trajectories > most)
    throw RunError(
        fmt::format("the answers of {} trajectories to {} outcomes do not fit into memory: choose at "
                    "most {} trajectories",
                    trajectories, outcomes, most));
  return trajectories;
}

} // namespace

class AnswerRecord::Recorder : public simulation::Observer {
public:
  Recorder(const plan::Plan& plan, AnswerRecord& record) : plan_(plan), record_(record) {}

  void at_grid_point(std::size_t, const simulation::BlockState&) override {}
  simulation::Attention attention() const override { return simulation::Attention::marked; }

  void at_end(const simulation::BlockState& state) override {
    for (std::size_t i = 0; i < record_.outcomes_.size(); ++i)
      for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
        record_.answers_[i * record_.trajectories_ + state.trajectory(lane)] =
            state.answer(plan_, OutcomeId(record_.outcomes_[i]), lane);
  }

private:
  const plan::Plan& plan_;
  AnswerRecord& record_;
};

AnswerRecord::AnswerRecord(const plan::Plan& plan, const std::vector<std::size_t>& outcomes,
                           const RunOptions& settled)
    : outcomes_(outcomes), trajectories_(checked(settled.trajectories, outcomes.size())),
      blocks_(tally::blocks_of(plan, settled)), worlds_(blocks_),
      answers_(outcomes.size() * trajectories_, not_a_trial) {
  simulate(plan, settled);
}

void AnswerRecord::simulate(const plan::Plan& plan, const RunOptions& options) {
  const auto new_recorder = [&] { return std::make_unique<Recorder>(plan, *this); };
  tally::observe(plan, blocks_, options, new_recorder, [&](const simulation::BlockSpec& block) {
    finished_ += block.lanes;
    if (options.progress) options.progress(finished_);
  });
}

std::vector<tally::ClusterSum> cluster_sums(std::span<const double> answers, const TrajectoryWorlds& worlds) {
  std::vector<tally::ClusterSum> sums(worlds.clusters());
  for (std::size_t k = 0; k < answers.size(); ++k) {
    if (std::isnan(answers[k])) continue;
    tally::ClusterSum& cluster = sums[worlds.cluster(k)];
    ++cluster.trials;
    cluster.sum += answers[k];
  }
  return sums;
}

std::vector<double> sums_by_cluster(std::span<const double> addends, const TrajectoryWorlds& worlds) {
  if (worlds.count() == 1) return {addends.begin(), addends.end()};
  std::vector<double> sums(worlds.clusters());
  for (std::size_t k = 0; k < addends.size(); ++k) sums[worlds.cluster(k)] += addends[k];
  return sums;
}

double clustered_error(std::span<const double> sums, std::size_t clusters) {
  if (clusters < 2) return 0;
  double squares = 0;
  for (const double sum : sums) squares += sum * sum;
  const auto count = static_cast<double>(clusters);
  return std::sqrt(count / (count - 1) * squares);
}

double monte_carlo_error(std::span<const double> addends, const TrajectoryWorlds& worlds) {
  return clustered_error(sums_by_cluster(addends, worlds),
                         worlds.count() > 1 ? worlds.clusters_seen() : addends.size());
}

} // namespace casus::scoring
