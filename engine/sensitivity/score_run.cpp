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

} // namespace

/// What a thread works with: what a block needs, and what came of the last one.
struct ScoreRun::Workplace {
  explicit Workplace(const ScoreRun& run)
      : simulator(run.plan_, run.options_.seed), answers(run.plan_, run.scores_, run.asked_, run.controls_),
        keeper(run.plan_, run.scores_, answers) {}

  simulation::BlockSimulator simulator;
  AnswerScores answers;
  ScoreKeeper keeper;
  std::vector<std::vector<GroupSum>> sums; ///< [world in the block][question]
};

ScoreRun::ScoreRun(const plan::Plan& plan, const std::vector<std::string>& paths, std::vector<Asked> asked,
                   const RunOptions& options)
    : plan_(plan), options_(options), asked_(std::move(asked)),
      scores_(plan_scores(plan, hazard_paths(*plan.scenario, paths))), directions_(plan, scores_, paths),
      controls_(find_controls(plan, asked_, scores_, options)),
      sums_(asked_.size(), directions_.size(),
            std::min<std::size_t>(affordable_groups(asked_.size(), directions_.size()), clusters())) {}

void ScoreRun::simulate() {
  const tally::Blocks blocks(options_.trajectories, *options_.worlds);
  const int threads = simulation::actual_threads(options_.threads);
  std::vector<std::unique_ptr<Workplace>> workplaces(simulation::slots_of(threads));
  const auto work = [&](std::size_t block, std::size_t slot) {
    auto& workplace = workplaces[slot];
    if (!workplace) workplace = std::make_unique<Workplace>(*this);
    workplace->simulator.run(blocks[block], workplace->keeper);
    workplace->sums.clear();
    for (const auto& of_world : workplace->answers.take()) {
      const simulation::World& world = workplace->simulator.state().worlds[workplace->sums.size()];
      auto& sums = workplace->sums.emplace_back();
      for (const ScoredAnswer& sum : of_world)
        sums.push_back({sum.trials, sum.answers, sum.squares, directions_.along(sum.scores, world),
                        directions_.along(sum.products, world)});
    }
  };
  const auto take = [&](std::size_t block, std::size_t slot) {
    this->take(blocks[block], *workplaces[slot]);
  };
  simulation::run_jobs({.count = blocks.count(), .work = work, .take = take, .stop = options_.stop}, threads);
}

/// What is independent of each other: worlds, or where there is one its blocks.
std::uint64_t ScoreRun::clusters() const {
  return *options_.worlds == 1 ? tally::Blocks(options_.trajectories, 1).count() : *options_.worlds;
}

/// The random group of one of a block's worlds.
std::size_t ScoreRun::group_of(const simulation::BlockSpec& spec, std::size_t world) const {
  const std::uint64_t cluster = *options_.worlds == 1 ? spec.first / simulation::block_lanes
                                                      : spec.world(simulation::BlockWorlds::lane_in(world));
  return cluster % sums_.groups();
}

void ScoreRun::take(const simulation::BlockSpec& spec, const Workplace& workplace) {
  for (std::size_t world = 0; world < workplace.sums.size(); ++world)
    for (std::size_t question = 0; question < asked_.size(); ++question)
      sums_.add(group_of(spec, world), question, workplace.sums[world][question]);
  finished_ += spec.lanes;
  if (options_.progress) options_.progress(finished_);
}

} // namespace casus::sensitivity
