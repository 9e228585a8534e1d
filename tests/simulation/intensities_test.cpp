// Events multiply the intensities of some clocks, evaluate others and leave the rest. Whichever it is, after
// every event and at every grid point each must be what a full evaluation of the state at hand gives.

#include "simulation/courses.hpp"
#include "simulation/support.hpp"

namespace casus::test {
namespace {

using simulation::BlockState;
using simulation::Happening;

constexpr std::uint64_t seed = 21;

/// Evaluates clocks from drivers, rungs, counts and formulas alone, with the C library's exponential.
class Evaluator {
public:
  explicit Evaluator(const plan::Plan& plan) : plan_(plan), world_(plan, seed, 0) {}

  double intensity(const plan::ClockPlan& clock, const BlockState& state, std::size_t lane,
                   simulation::Moment moment) const {
    const auto rung = clock.state_row ? static_cast<std::size_t>(state.at(*clock.state_row, lane)) : 0;
    const plan::StatePlan& now = clock.states[rung];
    if (!now.factor || is_stopped(clock, state, lane, moment.day)) return 0;
    const plan::FactorPlan& factor = clock.factors[*now.factor];
    if (factor.gate && value(*factor.gate, state, lane, moment) == 0) return 0;
    double sum = 0;
    for (const plan::TermPlan& term : factor.terms)
      sum += world_.number(term.weight) * value(term.row, state, lane, moment);
    return std::exp(sum) *
           (now.rate.row ? value(*now.rate.row, state, lane, moment) : world_.number(*now.rate.number));
  }

  /// What depends on the time, or on drivers' values at the moment, is only brought up to date when something
  /// else changes.
  bool depends_on_time(const plan::ClockPlan& clock) const {
    if (clock.trigger && plan_.triggers[*clock.trigger].cooldown) return true;
    for (const plan::FactorPlan& factor : clock.factors) {
      if (factor.gate && changes_with_time(*factor.gate)) return true;
      for (const plan::TermPlan& term : factor.terms)
        if (changes_with_time(term.row)) return true;
    }
    return std::any_of(clock.states.begin(), clock.states.end(), [this](const plan::StatePlan& state) {
      return state.rate.row && changes_with_time(*state.rate.row);
    });
  }

private:
  bool changes_with_time(Row row) const {
    if (!plan_.is_derived(row))
      return plan_.layout.is_driver(row) && plan_.moves(plan_.layout.driver_in(row));
    const plan::DerivedPlan& derived = plan_.derived[plan_.derived_in(row)];
    return derived.program.reads_day() || !derived.drivers.empty();
  }
  bool is_stopped(const plan::ClockPlan& clock, const BlockState& state, std::size_t lane, double day) const {
    if (!clock.trigger) return false;
    const plan::TriggerPlan& trigger = plan_.triggers[*clock.trigger];
    return state.at(trigger.count_row, lane) >= trigger.limit ||
           (trigger.cooldown &&
            state.at(trigger.last_row, lane) > day - world_.number(*trigger.cooldown) + 1e-9);
  }
  double value(Row row, const BlockState& state, std::size_t lane, simulation::Moment moment) const {
    if (!plan_.is_derived(row)) return state.at(row, lane);
    return plan_.derived[plan_.derived_in(row)].program.in_lane(state.inputs(moment), lane);
  }

  const plan::Plan& plan_;
  simulation::World world_; ///< not the simulator's, so that its numbers are tested too
};

/// Remembers the largest relative error of any intensity.
class Auditor : public simulation::Observer {
public:
  explicit Auditor(const plan::Plan& plan) : plan_(plan), evaluator_(plan) {}

  void after(const Happening& happening, const BlockState& state) override {
    audit(state, happening.lane, happening.moment, false);
    ++events;
  }
  void at_grid_point(std::size_t, const BlockState&) override {}
  void at_step(simulation::Moment moment, const BlockState& state) override {
    for (std::size_t lane = 0; lane < state.spec.lanes; ++lane) audit(state, lane, moment, true);
  }
  void at_end(const BlockState&) override {}

  double worst = 0;
  std::string worst_clock;
  std::uint64_t audits = 0, events = 0;

private:
  void audit(const BlockState& state, std::size_t lane, simulation::Moment moment, bool is_begin) {
    for (const plan::ClockId id : plan_.clocks.ids()) {
      const plan::ClockPlan& clock = plan_.clocks[id];
      if (!is_begin && evaluator_.depends_on_time(clock)) continue;
      const double found = state.clocks.intensity(id, lane);
      const double expected = evaluator_.intensity(clock, state, lane, moment);
      const double error = found == expected ? 0 : std::abs(found - expected) / expected;
      ++audits;
      if (error <= worst) continue;
      worst = error;
      worst_clock = clock.name;
    }
  }

  const plan::Plan& plan_;
  Evaluator evaluator_;
};

/// The plan says what intensities should be; it is the simulator's own but where a mistake is planted.
Auditor audited(const plan::Plan& simulated, const plan::Plan& plan, std::size_t lanes) {
  Auditor auditor(plan);
  simulation::BlockSimulator(simulated, seed).run({0, lanes}, auditor);
  return auditor;
}

std::size_t scaled_clocks(const plan::Plan& plan) {
  std::size_t count = 0;
  for (const plan::TriggerPlan& trigger : plan.triggers)
    if (trigger.reaction) count += trigger.reaction->clocks.size() - trigger.reaction->evaluated.size();
  return count;
}

/// Some twenty events a step, and every way in which a clock can read what they change.
const std::string woven = R"(
horizon: 140 days
step: 1 week
parameters: {grip: {value: {uniform: [0.2, 0.6]}}}
drivers:
  mood: {half_life: 5 days, volatility: 2}
  fear: {half_life: 20 days, volatility: 1, follows: {mood: 0.3}}
  level: {half_life: 9 days, volatility: 2, bounds: [-0.6, 0.8]}
  stock: {start: 1}
triggers:
  push: {rate: 0.6 per day, weights: {mood: 0.3}, effects: [add: {mood: 0.4, fear: -0.2 * grip}]}
  pull: {rate: 0.6 per day, weights: {fear: grip, count(offer): 0.05}, effects: [add: {mood: -0.4}, add: {fear: -0.1}]}
  drop: {rate: 0.2 per day, weights: {mood: 0.2, level: 1}, effects: [add: {mood: -1.2, level: 0.3}]}
  leap: {rate: 0.02 per day, effects: [add: {mood: 3, fear: -70}]}
  calm: {rate: 0.1 per day, weights: {mood > 1: 2}, effects: [scale: {mood: 0.5}, set: {fear: 0}]}
  offer: {rate: 0.5 per day, weights: {mood: -0.4, count(push): 0.01}, limit: 6, effects: [add: {mood: 0.2, stock: 1}]}
  rest: {rate: 2 per day, weights: {mood: 0.5}, cooldown: 2 days, effects: [add: {mood: 0.1}]}
  visit: {rate: 0.4 per day, weights: {mood: 0.5}, when: fear > 0 and mood < 1, effects: [add: {fear: -0.3}]}
  sale: {rate: '0.1 * max(0, stock)', weights: {fear: -0.02, stock: 0.1}, effects: [add: {stock: -1}]}
  gift: {rate: 0.2 per day, weights: {tension > calmed: 1, fear: 0.2, aid == high: -1}, effects: [add: {mood: 0.3}, raise: {aid: 1}]}
  hint: {rate: 0.3 per day, weights: {'max(-1, min(1, fear))': 0.4, mood: 0.1}, effects: [{if: fear > 0, add: {mood: 0.2}}]}
  feast: {at: [30 days, 33 days, 70 days], effects: [add: {mood: 1, fear: 0.5}]}
  alarm: {upon: mood > 1.5, effects: [add: {fear: 0.4}]}
ladders:
  aid:
    rungs: [low, middle, high]
    up: {rate: 0.2 per day, weights: {mood: 0.5, tension: 0.2}}
    down: {rate: 0.2 per day, weights: {fear: 0.5}}
    steps: {middle -> low: {rate: 0.4 per day}}
  tension:
    rungs: [calmed, strained, crisis]
    up: {rate: 0.1 per day, weights: {fear: 0.3}}
    down: {rate: 0.3 per day}
    steps: {strained -> crisis: {rate: 0.1 per day, weights: {mood: 0.7}}}
    on_enter: {crisis: [add: {mood: -0.5}]}
outcomes: {ends: {value: mood + level}}
)";

} // namespace

TEST_CASE("After every event each intensity is what the state at hand gives, whatever the event multiplied") {
  const plan::Plan plan = plan_of(scenario_of(woven));
  CHECK(scaled_clocks(plan) > 30);
  const Auditor auditor = audited(plan, plan, 128);
  CHECK(auditor.events > 20'000);
  INFO(auditor.worst_clock);
  CHECK(auditor.worst < 1e-12);
}

TEST_CASE("A weight that differs by a billionth is seen in the intensities") {
  const plan::Plan plan = plan_of(scenario_of(woven));
  for (const std::string planted :
       {"triggers.push.weights.mood=0.3000000001", "ladders.aid.up.weights.mood=0.5000000001",
        "triggers.offer.rate=0.5000000001 per day"}) {
    INFO(planted);
    CHECK(audited(plan, plan_of(scenario_of(woven, {planted})), 16).worst > 1e-12);
  }
}

TEST_CASE("Intensities are those of the state in random scenarios and in the repository's") {
  std::uint64_t audits = 0;
  for (const auto& [name, scenario] : various_scenarios()) {
    const plan::Plan plan = plan_of(scenario);
    const Auditor auditor = audited(plan, plan, 64);
    INFO(name << ", " << auditor.worst_clock);
    CHECK(auditor.worst < 1e-12);
    audits += auditor.audits;
  }
  CHECK(audits > 1'000'000);
}

} // namespace casus::test
