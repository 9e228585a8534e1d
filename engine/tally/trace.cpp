// Replays one trajectory in a block of its own and writes down what observers are told.

#include "casus/trace.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>

namespace casus {
namespace {

using simulation::BlockState;
using simulation::Happening;

class Scribe : public simulation::Observer {
public:
  Scribe(const plan::Plan& plan, Trace& trace) : plan_(plan), trace_(trace) {}

  void at_grid_point(std::size_t, const BlockState&) override {}
  bool reads_values() const override { return true; }

  void before(const Happening& happening, const BlockState& state) override {
    TracedEvent& event = trace_.events.emplace_back();
    event.day = happening.moment.day;
    event.cause = happening.cause;
    if (happening.trigger) event.trigger = static_cast<int>(happening.trigger->number());
    if (happening.ladder) event.ladder = static_cast<int>(happening.ladder->number());
    tell_marks(event, happening);
    if (happening.clock) explain(event, state, *happening.clock);
    before_ = quantities(state);
    unmet_ = unmet(state);
  }

  void after(const Happening&, const BlockState& state) override {
    TracedEvent& event = trace_.events.back();
    const std::vector<double> now = quantities(state);
    const std::size_t drivers = plan_.drivers.size();
    for (std::size_t i = 0; i < now.size(); ++i)
      if (now[i] != before_[i])
        event.alterations.push_back(
            {i >= drivers, static_cast<int>(i >= drivers ? i - drivers : i), before_[i], now[i]});
    for (const OutcomeId outcome : unmet_)
      if (std::isfinite(state.first_passages(outcome, 0)))
        event.outcomes_met.push_back(static_cast<int>(outcome.number()));
  }

  void at_end(const BlockState& state) override {
    const std::vector<double> now = quantities(state);
    const auto drivers = now.begin() + static_cast<std::ptrdiff_t>(plan_.drivers.size());
    trace_.final_drivers.assign(now.begin(), drivers);
    for (auto rung = drivers; rung != now.end(); ++rung)
      trace_.final_rungs.push_back(static_cast<int>(*rung));
    for (const plan::TriggerPlan& trigger : plan_.triggers)
      trace_.counts.push_back(static_cast<std::uint64_t>(state.at(trigger.count_row, 0)));
    for (const OutcomeId outcome : plan_.outcomes.ids()) tell_outcome(state, outcome);
    for (const plan::NumberId parameter : Ids<plan::NumberId>(plan_.parameters.size()))
      trace_.parameters.push_back(state.world(0).number(parameter));
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

  void explain(TracedEvent& event, const BlockState& state, plan::ClockId id) const {
    const plan::ClockPlan& clock = plan_.clocks[id];
    const std::size_t rung = clock.state_row ? static_cast<std::size_t>(state.at(*clock.state_row, 0)) : 0;
    const plan::StatePlan& now = clock.states[rung];
    event.intensity = state.clocks.intensity(id, 0);
    event.rate = now.rate.row ? state.at(*now.rate.row, 0) : state.world(0).number(*now.rate.number);
    for (const plan::TermPlan& term : clock.factors[*now.factor].terms)
      event.contributions.push_back({term.text, state.world(0).number(term.weight) * state.at(term.row, 0)});
    std::stable_sort(event.contributions.begin(), event.contributions.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.value) > std::abs(b.value); });
  }

  /// The values of all drivers, then of all ladders.
  std::vector<double> quantities(const BlockState& state) const {
    std::vector<double> values;
    for (Row row{}; row < plan_.layout.first_count; ++row) values.push_back(state.at(row, 0));
    return values;
  }

  std::vector<OutcomeId> unmet(const BlockState& state) const {
    std::vector<OutcomeId> outcomes;
    for (const OutcomeId o : plan_.outcomes.ids())
      if (!std::isfinite(state.first_passages(o, 0))) outcomes.push_back(o);
    return outcomes;
  }

  void tell_outcome(const BlockState& state, OutcomeId o) {
    const bool counts = state.givens(o, 0) != 0;
    const bool is_value = plan_.outcomes[o].value.has_value();
    const double first_passage = state.first_passages(o, 0);
    trace_.first_passages.push_back(
        counts && !is_value && std::isfinite(first_passage) ? std::optional(first_passage) : std::nullopt);
    trace_.values.push_back(counts && is_value ? std::optional(state.values(o, 0)) : std::nullopt);
  }

  const plan::Plan& plan_;
  Trace& trace_;
  std::vector<double> before_;
  std::vector<OutcomeId> unmet_;
};

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
  Scribe scribe(plan, trace);
  simulation::BlockSimulator simulator(plan, options.seed);
  simulator.run({.first = trajectory, .lanes = 1, .worlds = trace.worlds}, scribe);
  return trace;
}

} // namespace casus
