#include "filtering/population.hpp"

#include "distribution/normal.hpp"
#include "plan/stream_number.hpp"
#include "simulation/block_simulator.hpp"
#include "simulation/jobs.hpp"
#include "simulation/parameter_draw.hpp"

namespace casus::filtering {

using simulation::key_of;

Filters::Filters(const plan::Plan& plan, const Search& search)
    : plan_(plan), search_(search), threads_(simulation::actual_threads(search.threads)) {
  for (std::size_t i = 0; i < plan.parameters.size(); ++i)
    if (plan.parameters[i]) uncertain_.push_back(i);
  simulators_.resize(simulation::slots_of(threads_));
}

Filters::~Filters() = default;

simulation::Past Filters::past_of(const Candidate& candidate) const {
  simulation::Past past{std::vector<double>(plan_.parameters.size(), 0.5), candidate.number,
                        candidate.island};
  for (std::size_t i = 0; i < uncertain_.size(); ++i)
    past.draws[uncertain_[i]] = distribution::normal_share(candidate.scores(static_cast<Eigen::Index>(i)));
  return past;
}

Scores Filters::prior_scores(std::uint64_t world) const {
  Scores scores(static_cast<Eigen::Index>(uncertain_.size()));
  for (std::size_t i = 0; i < uncertain_.size(); ++i) {
    const std::string& name = plan_.scenario->parameters[uncertain_[i]].name;
    scores(static_cast<Eigen::Index>(i)) =
        distribution::normal_quantile(simulation::parameter_draw(search_.seed, name, world));
  }
  return scores;
}

Scores Filters::normal_for(std::uint64_t number) const {
  Scores normal(static_cast<Eigen::Index>(uncertain_.size()));
  for (std::size_t i = 0; i < uncertain_.size(); ++i) {
    const std::string& name = plan_.scenario->parameters[uncertain_[i]].name;
    normal(static_cast<Eigen::Index>(i)) = distribution::normal_quantile(
        simulation::uniform(key_of(search_.seed, plan::stream_of("observed/move/" + name)), number, 0));
  }
  return normal;
}

double Filters::uniform_for(std::uint64_t number, std::uint64_t index) const {
  return simulation::uniform(key_of(search_.seed, plan::stream_of("observed/choice")), number, index);
}

void Filters::run(std::vector<Candidate>& candidates) {
  const auto work = [&](std::size_t job, std::size_t slot) {
    auto& simulator = simulators_[slot];
    if (!simulator) simulator = std::make_unique<simulation::BlockSimulator>(plan_, search_.seed);
    const simulation::Past past = past_of(candidates[job]);
    candidates[job].evidence = simulator->weigh(past);
  };
  simulation::run_jobs({.count = candidates.size(),
                        .work = work,
                        .take = [](std::size_t, std::size_t) {},
                        .stop = search_.stop},
                       threads_);
  if (search_.stop != nullptr && *search_.stop)
    throw RunError("stopped before what was observed had been weighed");
  ++passes_;
  if (search_.progress) search_.progress(passes_);
}

} // namespace casus::filtering
