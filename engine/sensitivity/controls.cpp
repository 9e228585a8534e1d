// The clocks' scores are martingales without covariance, so the best coefficient of each, by itself and among
// all, is E[f M] / E[M^2]. Only those are taken of which the pilot can tell that they are not 0.

#include "sensitivity/controls.hpp"

#include "sensitivity/score_keeper.hpp"
#include "sensitivity/score_plan.hpp"
#include "tally/blocks.hpp"

#include <algorithm>
#include <cmath>

namespace casus::sensitivity {
namespace {

constexpr std::uint64_t most_pilots = 4096;
constexpr std::uint64_t run_to_pilot = 16; ///< the pilot costs no more than a small part of the run
constexpr double least_z = 3;

/// Sums over trajectories for one question; m stands for each clock's score.
struct PilotSums {
  explicit PilotSums(Eigen::Index clocks) : m(Eigen::ArrayXd::Zero(clocks)), mm(m), fm(m), ffmm(m), fmm(m) {}
  double trials = 0, f = 0;
  Eigen::ArrayXd m, mm, fm, ffmm, fmm;

  Controls controls(const ScorePlan& scores) const {
    Controls result;
    const double mean = f / trials;
    for (Eigen::Index c = 0; c < m.size(); ++c) {
      const double product = fm(c) - mean * m(c);
      const double variance = std::max(0.0, ffmm(c) - 2 * mean * fmm(c) + mean * mean * mm(c));
      const bool is_seen = std::abs(m(c)) < least_z * std::sqrt(mm(c)); // else it fired too seldom to tell
      if (!is_seen || std::abs(product) < least_z * std::sqrt(variance)) continue;
      const double shrinkage = 1 - variance / (product * product); // of James and Stein's kind
      result.push_back({scores.of_clock(plan::ClockId(c)), shrinkage * product / mm(c)});
    }
    return result;
  }
};

class Pilot : public AnswerWatcher {
public:
  Pilot(const plan::Plan& plan, const std::vector<Asked>& asked)
      : AnswerWatcher(plan, asked), sums_(asked.size(), PilotSums(eigen_index(plan.clocks.size()))) {}

  const PilotSums& sums(std::size_t question) const { return sums_[question]; }

private:
  void add(std::size_t question, std::span<const LaneAnswer> answers, const ScoreRows& scores,
           const simulation::BlockState&) override {
    PilotSums& sums = sums_[question];
    for (const auto& [lane, f] : answers) {
      const auto m = scores.col(eigen_index(lane));
      sums.trials += 1;
      sums.f += f;
      sums.m += m;
      sums.mm += m.square();
      sums.fm += f * m;
      sums.fmm += f * m.square();
      sums.ffmm += f * f * m.square();
    }
  }

  std::vector<PilotSums> sums_;
};

/// The blocks of trajectories that follow those of the run.
std::vector<simulation::BlockSpec> pilot_blocks(const RunOptions& options) {
  using simulation::block_lanes;
  const std::uint64_t first = (options.trajectories + block_lanes - 1) / block_lanes * block_lanes;
  const std::uint64_t count = std::min(most_pilots, options.trajectories / run_to_pilot);
  const tally::Blocks following(first + count / block_lanes * block_lanes, *options.worlds);
  std::vector<simulation::BlockSpec> blocks;
  for (std::uint64_t block = following.count(); block-- > 0 && following[block].first >= first;)
    blocks.push_back(following[block]);
  return blocks;
}

/// Sorts the controls, so that what is taken from an answer is summed in the same order whatever the file's.
void sort_by_name(Controls& controls, const plan::Plan& plan, const ScorePlan& scores) {
  const auto name = [&](const Control& control) -> const std::string& {
    return plan.clocks[plan::ClockId(control.score.number() - scores.asked)].name;
  };
  std::sort(controls.begin(), controls.end(),
            [&](const Control& a, const Control& b) { return name(a) < name(b); });
}

bool is_conditional(const plan::Plan& plan, const Asked& asked) {
  return !asked.other && plan.outcomes[asked.outcome].is_conditional();
}

} // namespace

std::vector<Controls> find_controls(const plan::Plan& plan, const std::vector<Asked>& asked,
                                    const ScorePlan& scores, const RunOptions& options) {
  const ScorePlan of_clocks = plan_scores(plan, {});
  Pilot pilot(plan, asked);
  ScoreKeeper keeper(plan, of_clocks, pilot);
  simulation::BlockSimulator simulator(plan, options.seed);
  const auto blocks = pilot_blocks(options);
  for (const simulation::BlockSpec& block : blocks) simulator.run(block, keeper);
  std::vector<Controls> result;
  for (std::size_t question = 0; question < asked.size(); ++question) {
    const bool has_some = !blocks.empty() && !is_conditional(plan, asked[question]);
    result.push_back(has_some ? pilot.sums(question).controls(scores) : Controls{});
    sort_by_name(result.back(), plan, scores);
  }
  return result;
}

} // namespace casus::sensitivity
