// Blocks of the run are simulated once more under an observer that notes what comes first. Each trajectory
// has cells of its own, so nothing is merged and threads change no bit.

#include "analysis/first_moments.hpp"

#include "tally/observe.hpp"

#include <algorithm>
#include <cmath>

namespace casus::analysis {
namespace {

using simulation::BlockState;
using simulation::Happening;

constexpr std::uint64_t most_trajectories = 20'000;
constexpr std::uint64_t most_cells = 16'000'000;          // 128 MB
constexpr std::uint64_t most_comparisons = 2'000'000'000; // of a candidate and an outcome in a trajectory

std::uint64_t affordable_trajectories(std::uint64_t candidates, std::uint64_t outcomes) {
  const std::uint64_t by_memory = most_cells / std::max<std::uint64_t>(1, candidates + 2 * outcomes);
  const std::uint64_t by_time = most_comparisons / std::max<std::uint64_t>(1, candidates * outcomes);
  return std::clamp<std::uint64_t>(std::min(by_memory, by_time), 1, most_trajectories);
}

} // namespace

class FirstMoments::Recorder : public simulation::Observer {
public:
  Recorder(const plan::Plan& plan, FirstMoments& record) : plan_(plan), record_(record) {
    for (const OutcomeId o : plan.outcomes.ids())
      if (!plan.outcomes[o].value) asked_.push_back(o);
    lanes_.assign(simulation::block_lanes, fresh_lane());
  }

  void at_grid_point(std::size_t, const BlockState&) override {}

  void before(const Happening& happening, const BlockState& state) override {
    note_passages(happening.lane, state);
    ++lanes_[happening.lane].event;
    if (!happening.trigger) return;
    const TriggerId trigger = *happening.trigger;
    note(happening, state, record_.candidates_.of_trigger(trigger));
    const auto& marks = plan_.triggers[trigger].marks;
    for (std::size_t m = 0; m < happening.marks.size(); ++m)
      if (!marks[m].shares.empty())
        note(happening, state,
             record_.candidates_.of_mark(trigger, m) + static_cast<std::size_t>(happening.marks[m]));
  }

  void after(const Happening& happening, const BlockState& state) override {
    for (const LadderId l : plan_.ladders.ids()) {
      std::size_t& known = lanes_[happening.lane].rungs[l];
      const auto rung = static_cast<std::size_t>(state.at(plan_.ladders[l].row, happening.lane));
      if (rung == known) continue;
      known = rung;
      if (rung != plan_.ladders[l].start) note(happening, state, record_.candidates_.of_rung(l, rung));
    }
  }

  void at_end(const BlockState& state) override {
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) {
      note_passages(lane, state);
      for (const OutcomeId o : asked_) passage(o, lane, state).is_trial = state.givens(o, lane) != 0;
      lanes_[lane] = fresh_lane();
    }
  }

private:
  struct Lane {
    std::uint32_t event = 0;
    IdVector<LadderId, std::size_t> rungs;
    std::vector<OutcomeId> unmet;
  };

  Lane fresh_lane() const {
    Lane lane{0, {}, asked_};
    for (const plan::LadderPlan& ladder : plan_.ladders) lane.rungs.push_back(ladder.start);
    return lane;
  }

  void note(const Happening& happening, const BlockState& state, std::size_t candidate) {
    Moment& moment = record_.moments_[candidate * record_.trajectories_ + state.trajectory(happening.lane)];
    if (!std::isfinite(moment.day))
      moment = {static_cast<float>(happening.moment.day), lanes_[happening.lane].event};
  }

  Passage& passage(OutcomeId outcome, std::size_t lane, const BlockState& state) {
    return record_.passages_[outcome.number() * record_.trajectories_ + state.trajectory(lane)];
  }

  /// Notes the passages of the outcomes that were met since it last looked.
  void note_passages(std::size_t lane, const BlockState& state) {
    std::erase_if(lanes_[lane].unmet, [&](OutcomeId o) {
      const double day = state.first_passages(o, lane);
      if (!std::isfinite(day)) return false;
      passage(o, lane, state) = {.day = day, .event = lanes_[lane].event};
      return true;
    });
  }

  const plan::Plan& plan_;
  FirstMoments& record_;
  std::vector<OutcomeId> asked_; ///< event outcomes
  std::vector<Lane> lanes_;
};

FirstMoments::FirstMoments(const plan::Plan& plan, const RunOptions& settled)
    : candidates_(*plan.scenario),
      trajectories_(
          std::min(settled.trajectories, affordable_trajectories(candidates_.size(), plan.outcomes.size()))),
      moments_(candidates_.size() * trajectories_), passages_(plan.outcomes.size() * trajectories_) {
  simulate(plan, settled);
}

void FirstMoments::simulate(const plan::Plan& plan, const RunOptions& options) {
  const tally::Blocks blocks = tally::blocks_of(plan, options).first(trajectories_);
  const auto new_recorder = [&] { return std::make_unique<Recorder>(plan, *this); };
  tally::observe(plan, blocks, options, new_recorder,
                 [&](const simulation::BlockSpec& block) { finished_ += block.lanes; });
}

} // namespace casus::analysis
