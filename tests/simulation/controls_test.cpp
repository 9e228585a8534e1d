// Control variates: what they take has a mean of zero whatever their coefficients, intervals cover, and they
// earn their keep.

#include "simulation/courses.hpp"
#include "simulation/support.hpp"
#include "tally/blocks.hpp"
#include "tally/controls/control_values.hpp"
#include "tally/sample_moments.hpp"

#include <boost/math/distributions/poisson.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_real_distribution.hpp>

namespace casus::test {
namespace {

// Events excite each other, move a ladder both ways and meet outcomes; a date comes by chance; a rate is
// uncertain.
const std::string entangled = R"(
horizon: 60 days
step: 7 days
parameters: {pace: {value: {lognormal: {median: 0.05, sigma: 0.4}}}}
drivers:
  heat: {half_life: 10 days, volatility: 2}
ladders:
  support:
    rungs: [none, words, arms, troops]
    start: words
    up: {rate: 0.03 per day, weights: {heat: 0.8}}
    down: {rate: 0.02 per day, weights: {heat: -0.5}}
    on_enter: {arms: [{add: {heat: 0.3}}]}
triggers:
  strike: {rate: pace per day, weights: {heat: 0.3}, effects: [{add: {heat: 0.15}}]}
  vote:
    at: [2020-01-20, 2020-02-10]
    probability: 0.4
    effects: [{add: {heat: 1}}]
  panic:
    upon: heat > 1.2
    cooldown: 5 days
    effects: [{raise: {support: 1}}]
outcomes:
  troops: {when: support == troops}
  early: {when: support == troops, by: 25 days}
  strikes: {value: count(strike)}
  after_vote: {when: support >= arms, given: count(vote) > 0}
  end: {value: support}
)";

/// The controls of a plan with all coefficients drawn at random.
tally::Controls random_controls(const plan::Plan& plan) {
  boost::random::mt19937_64 generator(3);
  boost::random::uniform_real_distribution<double> any(-1, 1);
  const std::size_t martingales = tally::Martingales(plan, 1).count();
  tally::Controls controls{.gates = tally::gates_of(plan, 3)};
  for (const OutcomeId outcome : plan.outcomes.ids())
    controls.noisy.push_back(tally::noisy_drivers_of(plan, outcome));
  for (const OutcomeId outcome : plan.outcomes.ids()) {
    const tally::OutcomeGates& gates = controls.gates[outcome];
    tally::OutcomeControls of;
    for (std::size_t i = 0; i < tally::NoiseSums::count(controls.noisy[outcome]); ++i)
      of.noises.push_back(any(generator));
    of.martingales.resize(gates.count());
    for (auto& gate : of.martingales)
      for (std::size_t m = 0; m < martingales; ++m) gate.push_back({m, any(generator)});
    for (std::size_t p = 0; p < plan.parameters.size(); ++p)
      if (plan.parameters[p]) of.parameters = {{p, 1, any(generator)}, {p, 2, any(generator)}};
    controls.outcomes.push_back(of);
  }
  return controls;
}

/// The steps up of the ladder alone, by the rung that they start from.
tally::Controls controls_by_rung(const plan::Plan& plan) {
  tally::Controls controls{.gates = tally::gates_of(plan, 3)};
  for (const tally::OutcomeGates& gates : controls.gates) {
    tally::OutcomeControls of;
    of.martingales.resize(gates.count());
    for (const plan::ClockId clock : plan.clocks.ids())
      if (plan.clocks[clock].kind == plan::ClockKind::up)
        for (std::size_t gate = 0; gate < gates.count(); ++gate)
          of.martingales[gate] = {{clock.number(), static_cast<double>(gate % gates.rungs)}};
    controls.outcomes.push_back(of);
  }
  return controls;
}

/// Adds up what controls take from each outcome.
template <class Values>
class Taking : public simulation::Observer {
public:
  Taking(const plan::Plan& plan, const tally::Controls& controls)
      : values_(plan, 5, controls), taken(plan.outcomes.size()) {}

  simulation::Attention attention() const override { return simulation::Attention::decisive; }
  bool reads_noises() const override { return true; }
  void at_begin(const simulation::BlockState& state) override { values_.at_begin(state); }
  void at_grid_point(std::size_t point, const simulation::BlockState& state) override {
    values_.at_grid_point(point, state);
  }
  void after(const simulation::Happening& event, const simulation::BlockState& state) override {
    values_.after(event, state);
  }
  void not_drawn(std::size_t lane, const plan::ScheduledFiring& firing,
                 const simulation::BlockState& state) override {
    values_.not_drawn(lane, firing, state);
  }
  void at_end(const simulation::BlockState& state) override {
    for (const OutcomeId outcome : taken.ids())
      for (std::size_t lane = 0; lane < state.spec.lanes; ++lane)
        taken[outcome].add(values_.value(outcome, lane));
  }

private:
  Values values_;

public:
  IdVector<OutcomeId, tally::Moments> taken;
};

/// A control that peeks: what was gained until a gate closed counts by the gate that opens then.
class Peeking : public tally::ControlValues {
public:
  using ControlValues::ControlValues;

private:
  void gain(OutcomeId outcome, std::size_t lane, std::size_t gate, std::span<const double> gains) override {
    auto& kept = kept_[{outcome.number(), lane}];
    if (!kept.empty()) ControlValues::gain(outcome, lane, gate, kept);
    kept.assign(gains.begin(), gains.end());
  }
  std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> kept_;
};

template <class Values>
std::vector<Estimate> means_taken(const plan::Plan& plan, const tally::Controls& controls) {
  Taking<Values> taking(plan, controls);
  simulation::BlockSimulator simulator(plan, 5);
  const tally::Blocks blocks(100'000, 12'500);
  for (std::uint64_t block = 0; block < blocks.count(); ++block) simulator.run(blocks[block], taking);
  std::vector<Estimate> means;
  for (const tally::Moments& moments : taking.taken)
    means.push_back({moments.mean, moments.sd() / std::sqrt(moments.count)});
  return means;
}

} // namespace

TEST_CASE(
    "What controls take has a mean of zero, whatever their coefficients, and of one that peeks it has not") {
  const plan::Plan plan = plan_of(scenario_of(entangled));
  for (const tally::Controls& controls : {random_controls(plan), controls_by_rung(plan)})
    for (const Estimate& mean : means_taken<tally::ControlValues>(plan, controls))
      CHECK_THAT(mean, Agrees(0));
  CHECK_THAT(means_taken<Peeking>(plan, controls_by_rung(plan))[0], !Agrees(0));
}

TEST_CASE("Controls and plain shares agree, and controls earn their keep") {
  const Scenario scenario = scenario_of(entangled);
  RunOptions options;
  options.trajectories = 200'000;
  options.seed = 3;
  const Result controlled = run(scenario, options);
  options.is_plain = true;
  options.seed = 4;
  const Result plain = run(scenario, options);
  for (std::size_t o = 0; o < plain.outcomes.size(); ++o) {
    const OutcomeResult &with = controlled.outcomes[o], &without = plain.outcomes[o];
    INFO(with.name);
    const auto gain = with.event ? with.event->gain : with.value->gain;
    CHECK(gain.value_or(1) > 1.2);
    CHECK_FALSE((without.event ? without.event->gain : without.value->gain));
    const double difference = with.event ? *with.event->probability - *without.event->probability
                                         : *with.value->mean - *without.value->mean;
    const double se = with.event ? std::hypot(with.event->se, without.event->se)
                                 : std::hypot(with.value->se, without.value->se);
    CHECK_THAT(Estimate({difference, se}), Agrees(0));
  }
}

TEST_CASE("Where noise makes nearly all of an answer, the controls take nearly all of it") {
  // A driver that follows another, at the end and on a day within a step; and whether it is high then.
  const Scenario scenario = scenario_of(R"(
horizon: 95 days
step: 7 days
parameters: {spread: {value: {lognormal: {median: 1, sigma: 0.1}}}}
drivers:
  wind: {half_life: 15 days, volatility: 0.7 * spread}
  sea: {half_life: 40 days, volatility: 0.5, follows: {wind: 0.8}, start: 1}
triggers: {storm: {rate: 2 per year, effects: [{add: {sea: 0.1}}]}}
outcomes:
  at_end: {value: sea}
  of_both: {value: 2 * sea - wind, at: 84 days}
  high: {value: sea > 0.3}
)");
  RunOptions options;
  options.trajectories = 40'000;
  const Result result = run(scenario, options);
  CHECK(*result.outcomes[0].value->gain > 10);
  CHECK(*result.outcomes[1].value->gain > 40);
  CHECK(*result.outcomes[2].value->gain > 2);
}

TEST_CASE("Intervals of controlled answers hold the truth nineteen times in twenty") {
  // Steps of a ladder at a constant rate, and events: probabilities of a Poisson law.
  const Scenario scenario = scenario_of(R"(
horizon: 10 days
step: 5 days
ladders: {l: {rungs: [a, b, c, d], up: {rate: 0.12 per day}}}
triggers: {e: {rate: 0.5 per day}}
outcomes:
  climbed: {when: l >= c}
  many: {when: count(e) > 14}
  mean: {value: count(e)}
)");
  using boost::math::poisson;
  const double climbed = cdf(complement(poisson(1.2), 1)), many = cdf(complement(poisson(5.0), 14));
  const double climbed_by_half = cdf(complement(poisson(0.6), 1));
  constexpr int repeats = 400;
  double held[4] = {};
  for (std::uint64_t seed = 1; seed <= repeats; ++seed) {
    RunOptions options;
    options.trajectories = 32'768;
    options.seed = seed;
    const Result result = run(scenario, options);
    const auto holds = [](const Interval& interval, double truth) {
      return interval.low <= truth && truth <= interval.high ? 1.0 / repeats : 0;
    };
    held[0] += holds(result.outcomes[0].event->ci95, climbed);
    held[1] += holds(result.outcomes[1].event->ci95, many); // 2 in 10,000: by Wilson's interval alone
    held[2] += holds(result.outcomes[2].value->ci95, 5.0);
    held[3] += holds(result.outcomes[0].event->curve_ci95[1], climbed_by_half);
  }
  // With 1 in 1,000 false alarms a count lies within 3.3 standard errors of 95%.
  for (const double share : held) CHECK((share > 0.95 - 3.3 * 0.0109 && share < 0.95 + 3.3 * 0.0109));
}

TEST_CASE("Controls leave answers under a condition that hardly ever holds without bias") {
  // The events that make the condition hold are those that the answer asks of.
  const Scenario scenario = scenario_of(R"(
horizon: 10 days
step: 5 days
parameters: {pace: {value: {discrete: {0.1: 0.5, 0.102: 0.5}}}}
triggers: {e: {rate: pace}}
outcomes:
  five: {when: count(e) >= 5, given: count(e) >= 4}
)");
  using boost::math::poisson;
  const auto more_than = [](int n) {
    return (cdf(complement(poisson(1.0), n)) + cdf(complement(poisson(1.02), n))) / 2;
  };
  for (const std::uint64_t trajectories : {40'000, 1'000'000}) {
    RunOptions options;
    options.trajectories = trajectories;
    options.seed = 11;
    const Result result = run(scenario, options);
    const EventResult& five = *result.outcomes[0].event;
    CHECK(five.trials < trajectories / 40);
    CHECK_THAT(Estimate({*five.probability, five.se}), Agrees(more_than(4) / more_than(3)));
  }
}

} // namespace casus::test
