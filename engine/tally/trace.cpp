// Replays one trajectory in a block of its own and writes down what observers are told.

#include "casus/trace.hpp"

#include "simulation/block_simulator.hpp"

#include <algorithm>
#include <cmath>

namespace casus {
namespace {

using plan::none;
using simulation::BlockState;
using simulation::Happening;

class Scribe : public simulation::Observer {
public:
  Scribe(const plan::Plan& plan, Trace& trace) : plan_(plan), trace_(trace) {}

  void at_grid_point(int, const BlockState&) override {}
  bool reads_values() const override { return true; }

  void before(const Happening& happening, const BlockState& state) override {
    TracedEvent& event = trace_.events.emplace_back();
    event.day = happening.moment.day;
    event.cause = happening.cause;
    event.trigger = happening.trigger;
    event.ladder = happening.ladder;
    tell_marks(event, happening);
    if (happening.clock != none) explain(event, state, happening.clock);
    before_ = quantities(state);
    unmet_ = unmet(state);
  }

  void after(const Happening&, const BlockState& state) override {
    TracedEvent& event = trace_.events.back();
    const std::vector<double> now = quantities(state);
    const auto drivers = static_cast<std::size_t>(plan_.layout.first_ladder);
    for (std::size_t i = 0; i < now.size(); ++i)
      if (now[i] != before_[i])
        event.alterations.push_back(
            {i >= drivers, static_cast<int>(i >= drivers ? i - drivers : i), before_[i], now[i]});
    for (const int outcome : unmet_)
      if (std::isfinite(state.first_passages(outcome, 0))) event.outcomes_met.push_back(outcome);
  }

  void at_end(const BlockState& state) override {
    const std::vector<double> now = quantities(state);
    const auto drivers = now.begin() + plan_.layout.first_ladder;
    trace_.final_drivers.assign(now.begin(), drivers);
    for (auto rung = drivers; rung != now.end(); ++rung)
      trace_.final_rungs.push_back(static_cast<int>(*rung));
    for (const plan::TriggerPlan& trigger : plan_.triggers)
      trace_.counts.push_back(static_cast<std::uint64_t>(state.at(trigger.count_row, 0)));
    for (std::size_t o = 0; o < plan_.outcomes.size(); ++o) tell_outcome(state, static_cast<int>(o));
    const auto& numbers = state.world->numbers();
    trace_.parameters.assign(numbers.begin(), numbers.begin() + plan_.first_number());
  }

private:
  void tell_marks(TracedEvent& event, const Happening& happening) const {
    if (happening.trigger == none) return;
    const auto& marks = plan_.scenario->triggers[static_cast<std::size_t>(happening.trigger)].marks;
    for (std::size_t m = 0; m < happening.marks.size(); ++m) {
      MarkValue value{marks[m].name, "", happening.marks[m]};
      if (!marks[m].categories.empty())
        value.category = marks[m].categories[static_cast<std::size_t>(happening.marks[m])].name;
      event.marks.push_back(std::move(value));
    }
  }

  void explain(TracedEvent& event, const BlockState& state, plan::ClockId id) const {
    const plan::ClockPlan& clock = plan_.clocks[static_cast<std::size_t>(id)];
    const std::size_t rung =
        clock.state_row == none ? 0 : static_cast<std::size_t>(state.at(clock.state_row, 0));
    const plan::StatePlan& now = clock.states[rung];
    event.intensity = state.clocks.intensity(id, 0);
    event.rate = now.rate.row == none ? state.world->number(now.rate.number) : state.at(now.rate.row, 0);
    for (const plan::TermPlan& term : clock.factors[static_cast<std::size_t>(now.factor)].terms)
      event.contributions.push_back({term.text, state.world->number(term.weight) * state.at(term.row, 0)});
    std::stable_sort(event.contributions.begin(), event.contributions.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.value) > std::abs(b.value); });
  }

  /// Drivers, then ladders.
  std::vector<double> quantities(const BlockState& state) const {
    std::vector<double> values;
    for (plan::Row row = 0; row < plan_.layout.first_count; ++row) values.push_back(state.at(row, 0));
    return values;
  }

  std::vector<int> unmet(const BlockState& state) const {
    std::vector<int> outcomes;
    for (int o = 0; o < static_cast<int>(plan_.outcomes.size()); ++o)
      if (!std::isfinite(state.first_passages(o, 0))) outcomes.push_back(o);
    return outcomes;
  }

  void tell_outcome(const BlockState& state, int o) {
    const bool counts = state.givens(o, 0) != 0;
    const bool is_value = plan_.outcomes[static_cast<std::size_t>(o)].value.has_value();
    const double first_passage = state.first_passages(o, 0);
    trace_.first_passages.push_back(
        counts && !is_value && std::isfinite(first_passage) ? std::optional(first_passage) : std::nullopt);
    trace_.values.push_back(counts && is_value ? std::optional(state.values(o, 0)) : std::nullopt);
  }

  const plan::Plan& plan_;
  Trace& trace_;
  std::vector<double> before_;
  std::vector<int> unmet_;
};

} // namespace

Trace trace(const Scenario& scenario, const RunOptions& wanted, std::uint64_t trajectory) {
  const RunOptions options = settled(scenario, wanted);
  if (trajectory >= options.trajectories)
    throw RunError("trajectory " + std::to_string(trajectory) + " is not one of " +
                   std::to_string(options.trajectories) + " (they count from 0)");
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  Trace trace{.trajectory = trajectory,
              .world = trajectory % *options.worlds,
              .worlds = *options.worlds,
              .seed = options.seed};
  Scribe scribe(plan, trace);
  simulation::BlockSimulator simulator(plan, options.seed);
  simulator.run({.world = trace.world, .first = trajectory, .stride = *options.worlds, .lanes = 1}, scribe);
  return trace;
}

} // namespace casus
