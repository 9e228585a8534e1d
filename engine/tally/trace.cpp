// Replays one trajectory in a block of its own and writes down what observers are told.

#include "casus/trace.hpp"

#include "tally/blocks.hpp"

#include <algorithm>
#include <cmath>

namespace casus {
namespace {

using simulation::BlockState;
using simulation::Happening;

class Scribe : public simulation::Observer {
public:
  /// Writes down what happens in a lane, and in the step of each grid point of the past in another.
  Scribe(const plan::Plan& plan, Trace& trace, std::size_t lane = 0, std::vector<std::size_t> lineage = {})
      : plan_(plan), trace_(trace), lane_(lane), lineage_(std::move(lineage)) {}

  void at_grid_point(std::size_t, const BlockState&) override {}
  bool reads_values() const override { return true; }
  bool sees_past() const override { return !lineage_.empty(); }

  void before(const Happening& happening, const BlockState& state) override {
    if (happening.lane != lane_of(happening, state)) return;
    TracedEvent& event = trace_.events.emplace_back();
    event.day = happening.moment.day;
    event.cause = happening.cause;
    if (happening.trigger) event.trigger = static_cast<int>(happening.trigger->number());
    if (happening.ladder) event.ladder = static_cast<int>(happening.ladder->number());
    tell_marks(event, happening);
    if (happening.clock) explain(event, state, *happening.clock, happening.lane);
    before_ = quantities(state, happening.lane);
    unmet_ = unmet(state, happening.lane);
  }

  void after(const Happening& happening, const BlockState& state) override {
    const std::size_t lane = lane_of(happening, state);
    if (happening.lane != lane) return;
    TracedEvent& event = trace_.events.back();
    const std::vector<double> now = quantities(state, lane);
    const std::size_t drivers = plan_.drivers.size();
    for (std::size_t i = 0; i < now.size(); ++i)
      if (now[i] != before_[i])
        event.alterations.push_back(
            {i >= drivers, static_cast<int>(i >= drivers ? i - drivers : i), before_[i], now[i]});
    for (const OutcomeId outcome : unmet_)
      if (std::isfinite(state.first_passages(outcome, lane)))
        event.outcomes_met.push_back(static_cast<int>(outcome.number()));
  }

  void at_end(const BlockState& state) override {
    const std::vector<double> now = quantities(state, lane_);
    const auto drivers = now.begin() + static_cast<std::ptrdiff_t>(plan_.drivers.size());
    trace_.final_drivers.assign(now.begin(), drivers);
    for (auto rung = drivers; rung != now.end(); ++rung)
      trace_.final_rungs.push_back(static_cast<int>(*rung));
    for (const plan::TriggerPlan& trigger : plan_.triggers)
      trace_.counts.push_back(static_cast<std::uint64_t>(state.at(trigger.count_row, lane_)));
    for (const OutcomeId outcome : plan_.outcomes.ids()) tell_outcome(state, outcome);
    for (const plan::NumberId parameter : Ids<plan::NumberId>(plan_.parameters.size()))
      trace_.parameters.push_back(state.world(lane_).number(parameter));
  }

private:
  void tell_marks(TracedEvent& event, const Happening& happening) const {
    if (!happening.trigger) return;
    const auto& marks = plan_.scenario->triggers[happening.trigger->number()].marks;
    for (std::size_t m = 0; m < happening.marks.size(); ++m) {
      MarkValue value{marks[m].name, "", happening.marks[m]};
      if (!marks[m].categories.empty())
        value.category = marks[m].categories[static_cast<std::size_t>(happening.marks[m])].name;
      event.marks.push_back(std::move(value));
    }
  }

  void explain(TracedEvent& event, const BlockState& state, plan::ClockId id, std::size_t lane) const {
    const plan::ClockPlan& clock = plan_.clocks[id];
    const std::size_t rung = clock.state_row ? static_cast<std::size_t>(state.at(*clock.state_row, lane)) : 0;
    const plan::StatePlan& now = clock.states[rung];
    event.intensity = state.clocks.intensity(id, lane);
    event.rate = now.rate.row ? state.at(*now.rate.row, lane) : state.world(lane).number(*now.rate.number);
    for (const plan::TermPlan& term : clock.factors[*now.factor].terms)
      event.contributions.push_back(
          {term.text, state.world(lane).number(term.weight) * state.at(term.row, lane)});
    std::stable_sort(event.contributions.begin(), event.contributions.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.value) > std::abs(b.value); });
  }

  /// The values of all drivers, then of all ladders.
  std::vector<double> quantities(const BlockState& state, std::size_t lane) const {
    std::vector<double> values;
    for (Row row{}; row < plan_.layout.first_count; ++row) values.push_back(state.at(row, lane));
    return values;
  }

  std::vector<OutcomeId> unmet(const BlockState& state, std::size_t lane) const {
    std::vector<OutcomeId> outcomes;
    for (const OutcomeId o : plan_.outcomes.ids())
      if (!std::isfinite(state.first_passages(o, lane))) outcomes.push_back(o);
    return outcomes;
  }

  void tell_outcome(const BlockState& state, OutcomeId o) {
    const bool counts = state.givens(o, lane_) != 0;
    const bool is_value = plan_.outcomes[o].value.has_value();
    const double first_passage = state.first_passages(o, lane_);
    trace_.first_passages.push_back(
        counts && !is_value && std::isfinite(first_passage) ? std::optional(first_passage) : std::nullopt);
    trace_.values.push_back(counts && is_value ? std::optional(state.values(o, lane_)) : std::nullopt);
  }

  /// The lane of the course that is told.
  std::size_t lane_of(const Happening& happening, const BlockState& state) const {
    if (lineage_.empty() || happening.moment.day > plan_.grid[lineage_.size() - 1]) return lane_;
    return lineage_[std::min(state.step.number + 1, lineage_.size() - 1)];
  }

  const plan::Plan& plan_;
  Trace& trace_;
  std::size_t lane_;
  std::vector<std::size_t> lineage_; ///< lanes of the past, by the grid point at which a step ends
  std::vector<double> before_;
  std::vector<OutcomeId> unmet_;
};

void tell_alone(const plan::Plan& plan, const RunOptions& options, Trace& trace) {
  Scribe scribe(plan, trace);
  simulation::BlockSimulator simulator(plan, options.seed);
  simulator.run({.first = trace.trajectory, .lanes = 1, .worlds = trace.worlds}, scribe);
}

/// A course that has a past is one of its block's lanes now, but was another before: the block is simulated
/// once to find which, and once more to tell it.
void tell_with_past(const plan::Plan& plan, const RunOptions& options, Trace& trace) {
  const std::uint64_t block = trace.trajectory / simulation::block_lanes;
  const std::size_t lane = trace.trajectory % simulation::block_lanes;
  const tally::Blocks blocks = tally::blocks_of(plan, options);
  trace.world = blocks[block].past->number;
  trace.worlds = *options.weighed_worlds;
  simulation::BlockSimulator simulator(plan, options.seed);
  simulation::Bystander bystander;
  simulator.run(blocks[block], bystander);
  Scribe scribe(plan, trace, lane, simulator.lineage(lane));
  simulator.run(blocks[block], scribe);
}

} // namespace

Trace trace(const Scenario& scenario, const RunOptions& wanted, std::uint64_t trajectory) {
  const RunOptions options = settled(scenario, wanted);
  if (trajectory >= options.trajectories)
    throw RunError("trajectory " + std::to_string(trajectory) + " is not one of " +
                   std::to_string(options.trajectories) + " (they count from 0)");
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  Trace trace{.trajectory = trajectory,
              .world = simulation::world_of(trajectory, *options.worlds),
              .worlds = *options.worlds,
              .seed = options.seed};
  if (scenario.observed)
    tell_with_past(plan, options, trace);
  else
    tell_alone(plan, options, trace);
  return trace;
}

} // namespace casus
