#include "sensitivity/score_run.hpp"

#include "sensitivity/differentiable.hpp"
#include "sensitivity/score_keeper.hpp"
#include "simulation/block_simulator.hpp"
#include "simulation/jobs.hpp"
#include "tally/blocks.hpp"

#include <algorithm>

namespace casus::sensitivity {
namespace {

/// The numbers in hazards whose scores are needed: those asked for, and those that a parameter moves.
std::set<std::string> hazard_paths(const Scenario& scenario, const std::vector<std::string>& paths) {
  const auto readers = readers_of_parameters(scenario);
  std::set<std::string> result;
  for (const std::string& path : paths) {
    const auto parameter = path.starts_with("parameters.") ? parameter_at(scenario, path) : std::nullopt;
    if (parameter)
      result.insert(readers[*parameter].begin(), readers[*parameter].end());
    else
      result.insert(path);
  }
  return result;
}

std::size_t groups_of(std::size_t affordable, const RunOptions& options) {
  const std::uint64_t clusters =
      *options.worlds > 1 ? *options.worlds : tally::Blocks(options.trajectories, 1).count();
  return std::min<std::size_t>(affordable, clusters);
}

} // namespace

/// What a thread works with: what a block needs, and what came of the last one.
struct ScoreRun::Workplace {
  explicit Workplace(const ScoreRun& run)
      : simulator(run.plan_, run.options_.seed), answers(run.plan_, run.scores_, run.asked_, run.controls_),
        keeper(run.plan_, run.scores_, answers) {}

  simulation::BlockSimulator simulator;
  AnswerScores answers;
  ScoreKeeper keeper;
  std::vector<GroupSum> sums; ///< of each question
};

ScoreRun::ScoreRun(const plan::Plan& plan, const std::vector<std::string>& paths, std::vector<Asked> asked,
                   const RunOptions& options)
    : plan_(plan), options_(options), asked_(std::move(asked)),
      scores_(plan_scores(plan, hazard_paths(*plan.scenario, paths))), directions_(plan, scores_, paths),
      controls_(find_controls(plan, asked_, scores_, options)),
      sums_(asked_.size(), directions_.size(),
            groups_of(affordable_groups(asked_.size(), directions_.size()), options)) {}

void ScoreRun::simulate() {
  const tally::Blocks blocks(options_.trajectories, *options_.worlds);
  const int threads = simulation::actual_threads(options_.threads);
  std::vector<std::unique_ptr<Workplace>> workplaces(simulation::slots_of(threads));
  const auto work = [&](std::size_t block, std::size_t slot) {
    auto& workplace = workplaces[slot];
    if (!workplace) workplace = std::make_unique<Workplace>(*this);
    workplace->simulator.run(blocks[block], workplace->keeper);
    workplace->sums.clear();
    const simulation::World& world = *workplace->simulator.state().world;
    for (const ScoredAnswer& sum : workplace->answers.take())
      workplace->sums.push_back({sum.trials, sum.answers, sum.squares, directions_.along(sum.scores, world),
                                 directions_.along(sum.products, world)});
  };
  const auto take = [&](std::size_t block, std::size_t slot) {
    this->take(blocks[block], *workplaces[slot]);
  };
  simulation::run_jobs({.count = blocks.count(), .work = work, .take = take, .stop = options_.stop}, threads);
}

/// The random group of a block. Trajectories depend on each other in nothing but their world.
std::size_t ScoreRun::group_of(const simulation::BlockSpec& spec) const {
  const std::uint64_t cluster = *options_.worlds > 1 ? spec.world() : spec.first / simulation::block_lanes;
  return cluster % sums_.groups();
}

void ScoreRun::take(const simulation::BlockSpec& spec, const Workplace& workplace) {
  for (std::size_t question = 0; question < workplace.sums.size(); ++question)
    sums_.add(group_of(spec), question, workplace.sums[question]);
  finished_ += spec.lanes;
  if (options_.progress) options_.progress(finished_);
}

} // namespace casus::sensitivity
