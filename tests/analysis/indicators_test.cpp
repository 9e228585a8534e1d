// What events tell of outcomes, against closed forms. A comparison fails beyond 4.5 standard errors, which
// chance does once in 150,000 comparisons; a bias of a few percent is required to be seen.

#include "casus/indicators.hpp"

#include "casus/trace.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

using namespace casus;

namespace {

constexpr double year = 365.25;

Scenario scenario(const std::string& parts, const std::vector<std::string>& settings = {}) {
  return parse_scenario("casus: 1\nname: watched\nstart: 2020-01-01\n" + parts, "watched.yaml", settings);
}

struct How {
  double within = 100;
  std::uint64_t trajectories = 20'000;
  std::uint64_t seed = 5;
  int threads = 0;
  std::optional<std::uint64_t> worlds{};
};

Indicators watched(const Scenario& of, const How& how = {}) {
  IndicatorOptions options{.within = how.within};
  options.run.trajectories = how.trajectories;
  options.run.seed = how.seed;
  options.run.threads = how.threads;
  options.run.worlds = how.worlds;
  return indicators(of, options);
}

const OutcomeIndicators& outcome(const Indicators& found, const std::string& name) {
  for (const OutcomeIndicators& each : found.outcomes)
    if (each.name == name) return each;
  throw std::runtime_error("no outcome " + name);
}

const WatchedEvent& event(const Indicators& found, const std::string& name) {
  for (const WatchedEvent& each : found.events)
    if (each.name == name) return each;
  throw std::runtime_error("no event " + name);
}

const Indicator& indicator(const Indicators& found, const std::string& of, const std::string& name) {
  for (const Indicator& each : outcome(found, of).indicators)
    if (found.events[each.event].name == name) return each;
  throw std::runtime_error("no indicator " + name);
}

bool agrees(const Estimated& estimated, double truth) {
  INFO(estimated.value << " ± " << estimated.se << " against " << truth);
  return std::abs(estimated.value - truth) <= 4.5 * estimated.se;
}

double entropy(double p) { return p > 0 && p < 1 ? -p * std::log2(p) - (1 - p) * std::log2(1 - p) : 0; }

/// One line a number, to compare all at once.
std::string told(const Indicators& found) {
  std::string text;
  const auto add = [&](const Estimated& of) {
    text += fmt::format(" {} {} {} {}", of.value, of.se, of.ci95.low, of.ci95.high);
  };
  for (const WatchedEvent& each : found.events) {
    text += fmt::format("\n{} {}", each.name, each.came);
    add(each.probability);
  }
  for (const OutcomeIndicators& of : found.outcomes) {
    text += fmt::format("\n{} {} {}", of.name, of.trials, of.left_out);
    for (const Indicator& each : of.indicators) {
      text += fmt::format("\n{} {} {} {}", each.event, each.p_value, each.is_told, each.is_settled);
      for (const Estimated* part : {&each.if_comes, &each.if_not, &each.difference, &each.move}) add(*part);
      if (each.information) add(*each.information);
    }
  }
  return text;
}

/// A strike makes war three times as likely from then on.
const std::string provoked = R"(
horizon: 400 days
step: 10 days
triggers: {strike: {rate: 0.004 per day}}
ladders:
  posture: {rungs: [peace, war], up: {rate: 0.001 per day, weights: {count(strike) > 0: 1.0986122886681098}}}
outcomes: {war: {when: posture >= war}}
)";

/// What is true of it: war before `end` with a strike in the first `window` days, and without.
struct Provoked {
  double strike = 0, war = 0, if_comes = 0, if_not = 0;

  Provoked(double lambda, double mu, double window, double end) {
    // No war after t days of no strike yet: either still none, or one at some moment and peace after it.
    const auto peace = [&](double t) {
      const double none = std::exp(-(lambda + mu) * t);
      return none + lambda / (lambda + mu - 3 * mu) * (std::exp(-3 * mu * t) - none);
    };
    strike = 1 - std::exp(-lambda * window);
    const double peace_without = std::exp(-(lambda + mu) * window) * peace(end - window);
    war = 1 - peace(end);
    if_comes = 1 - (peace(end) - peace_without) / strike;
    if_not = 1 - peace_without / (1 - strike);
  }
  double bits() const { return entropy(war) - strike * entropy(if_comes) - (1 - strike) * entropy(if_not); }
  double move() const { return 2 * strike * (1 - strike) * (if_comes - if_not); }
};

} // namespace

TEST_CASE("What a Poisson event tells of a two-state ladder is what the two rates say") {
  const Indicators found = watched(scenario(provoked), {.trajectories = 100'000});
  const Provoked truth(0.004, 0.001, 100, 400), biased(0.004, 0.00105, 100, 400);
  CHECK(agrees(event(found, "strike").probability, truth.strike));
  CHECK(agrees(*outcome(found, "war").answer, truth.war));
  const Indicator& strike = indicator(found, "war", "strike");
  CHECK(agrees(strike.if_comes, truth.if_comes));
  CHECK(agrees(strike.if_not, truth.if_not));
  CHECK(agrees(strike.difference, truth.if_comes - truth.if_not));
  CHECK(agrees(strike.information.value(), truth.bits()));
  CHECK(agrees(strike.move, truth.move()));
  CHECK(strike.is_told);
  CHECK_FALSE(strike.is_settled);
  CHECK_FALSE(agrees(strike.if_comes, biased.if_comes));
  CHECK_FALSE(agrees(strike.if_not, biased.if_not));
  CHECK_FALSE(agrees(strike.difference, strike.difference.value + 0.02)); // so such a bias would be seen
  CHECK_FALSE(agrees(*strike.information, truth.bits() + 0.004));
}

TEST_CASE("Events that have nothing to do with an outcome tell nothing, and nothing is claimed of them") {
  std::string parts = "horizon: 400 days\nstep: 50 days\ntriggers:\n";
  for (int i = 0; i < 40; ++i)
    parts += fmt::format("  idle_{}: {{rate: {} per day}}\n", i, 0.0001 * std::pow(1.2, i));
  const Scenario idle = scenario(parts + R"(
ladders: {posture: {rungs: [peace, war], start: peace, up: {rate: 0.001 per day}}}
outcomes: {war: {when: posture >= war, from: 200 days}}
)");
  int claims = 0, seeds = 20, indicators = 0;
  double squares = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    const Indicators found = watched(idle, {.trajectories = 2000, .seed = static_cast<std::uint64_t>(seed)});
    bool has_claim = false;
    for (const Indicator& each : found.outcomes[0].indicators) {
      if (found.events[each.event].is_rung) continue;
      CHECK(agrees(each.information.value(), 0));
      has_claim |= each.is_told;
      squares += std::pow(each.difference.value / each.difference.se, 2);
      ++indicators;
    }
    claims += has_claim;
  }
  CHECK(indicators > 500);
  CHECK(claims <= 5); // of 20 seeds one in 20 has a claim by chance; six or more have in one of 3,000
  // Standardised differences have a variance of 1: the mean of so many is known to sqrt(2 / n).
  CHECK(std::abs(squares / indicators - 1) < 4.5 * std::sqrt(2.0 / indicators));
}

TEST_CASE("An event that is the outcome, or comes after it, settles it and is not told") {
  const Indicators found = watched(scenario(R"(
horizon: 400 days
step: 10 days
triggers:
  strike: {rate: 0.004 per day, marks: {weapon: {own: 1, nato: 1}}, effects: [{if: weapon == nato, raise: {posture: 1}}]}
  echo: {rate: 0.02 per day, when: posture >= war}
ladders: {posture: {rungs: [peace, war], up: {rate: 0.001 per day}}}
outcomes: {war: {when: posture >= war}}
)"));
  for (const char* name : {"posture: war", "strike (weapon nato)", "echo"}) {
    const Indicator& settled = indicator(found, "war", name);
    CHECK(settled.is_settled);
    CHECK_FALSE(settled.is_told);
    CHECK(settled.if_comes.value == 1);
    CHECK(settled.if_comes.ci95.low < 1);
  }
  CHECK_FALSE(indicator(found, "war", "strike (weapon own)").is_settled);
  CHECK_FALSE(indicator(found, "war", "strike").is_settled);
  CHECK(indicator(found, "war", "strike").is_told);
}

TEST_CASE("Worlds that share a rate make its events a sign of those to come, with an error that knows it") {
  const Scenario shared = scenario(R"(
horizon: 400 days
step: 50 days
parameters: {pace: {value: {uniform: [0.001, 0.011]}}}
triggers: {shock: {rate: pace per day}}
outcomes: {later: {when: "count(shock, 100 days) >= 1", from: 400 days}}
)");
  // The integral over the uniform rate of the probability that none comes in so many days.
  const auto none = [](double days) {
    return (std::exp(-0.001 * days) - std::exp(-0.011 * days)) / (0.01 * days);
  };
  const double comes = 1 - none(100), both = 1 - 2 * none(100) + none(200);
  const Indicators found = watched(shared, {.trajectories = 40'000});
  const Indicator& shock = indicator(found, "later", "shock");
  CHECK(shock.is_told);
  CHECK(agrees(shock.if_comes, both / comes));
  CHECK(agrees(shock.if_not, (1 - none(100) - both) / none(100)));
  CHECK_FALSE(agrees(shock.if_not, (1 - none(100) - both) / none(100) + 0.05));
  const Indicators few = watched(shared, {.trajectories = 40'000, .worlds = 50});
  CHECK(indicator(few, "later", "shock").if_comes.se > 2 * shock.if_comes.se);
}

TEST_CASE("Of a value the mean is told, if the event comes and if not") {
  const Indicators found = watched(scenario(R"(
horizon: 300 days
step: 10 days
triggers: {strike: {rate: 0.005 per day}}
outcomes: {strikes: {value: count(strike)}}
)"));
  const Indicator& strike = indicator(found, "strikes", "strike");
  const double comes = 1 - std::exp(-0.5);
  CHECK(agrees(strike.if_comes, 0.5 / comes + 1));
  CHECK(agrees(strike.if_not, 1));
  CHECK(agrees(strike.move, 2 * comes * (1 - comes) * 0.5 / comes));
  CHECK_FALSE(strike.information.has_value());
  CHECK(strike.is_told);
}

TEST_CASE("Trajectories in which a question does not begin say nothing of it") {
  const Indicators found = watched(scenario(R"(
horizon: 300 days
step: 10 days
triggers: {first: {rate: 0.01 per day}, other: {rate: 0.01 per day}}
outcomes: {second: {when: count(first) >= 2, given: count(first) >= 1}}
)"));
  const OutcomeIndicators& second = outcome(found, "second");
  CHECK(second.trials < found.run.trajectories);
  CHECK(agrees(*second.answer, 1 - 3 * std::exp(-3.0) / (1 - std::exp(-3.0))));
  CHECK(indicator(found, "second", "other").came < event(found, "other").came);
  CHECK_FALSE(indicator(found, "second", "other").is_told);
}

TEST_CASE("The window begins after now, also within a step, and the record is not in it") {
  const std::string conjugate = R"(
horizon: 5 years
step: 200 days
parameters: {often: {gamma: {shape: 2, scale: 1}}}
triggers: {strike: {rate: often * 1 per year, marks: {weapon: {own: 3, nato: 1}}}}
ladders: {posture: {rungs: [peace, war], up: {rate: 1 per year}}}
observed:
  until: 3 years
  events:
    - {trigger: strike, at: [0.3 years, 0.7 years, 1.1 years, 1.2 years, 1.9 years, 2.3 years, 2.95 years]}
  panel: [{ladder: posture, rung: peace, at: 3 years}]
outcomes: {strikes: {when: count(strike) > 7, from: now, by: 5 years}}
)";
  // After 1,095.75 days the next grid point is the 1,200th, so that the shorter window lies in one step.
  for (const double days : {60.0, 250.0}) {
    const Indicators found = watched(scenario(conjugate), {.within = days, .trajectories = 40'000});
    CHECK(found.from == Approx(3 * year));
    const auto none = [](double years) { return std::pow(4 / (4 + years), 9); };
    CHECK(agrees(event(found, "strike").probability, 1 - none(days / year)));
    CHECK(agrees(event(found, "strike (weapon nato)").probability, 1 - none(days / year / 4)));
    CHECK(agrees(event(found, "posture: war").probability, 1 - std::exp(-days / year)));
    CHECK_FALSE(agrees(event(found, "strike").probability, 1 - none(days / year * 1.5)));
    CHECK(indicator(found, "strikes", "strike").is_settled);
    CHECK(found.run.observed.has_value());
  }
}

TEST_CASE("Events are those of the trajectories' own stories") {
  const std::string parts = R"(
horizon: 400 days
step: 30 days
triggers: {strike: {rate: 0.004 per day, marks: {weapon: {own: 1, nato: 1}}}}
ladders: {posture: {rungs: [peace, tense, war], up: {rate: 0.01 per day}, down: {rate: 0.01 per day}}}
outcomes: {war: {when: posture >= war}}
)";
  const std::string record = "observed: {until: 160 days, events: [{trigger: strike, at: 50 days}]}\n";
  for (const std::string& text : {parts, parts + record}) {
    const Scenario of = scenario(text);
    const Indicators found = watched(of, {.within = 60, .trajectories = 256, .worlds = 32});
    RunOptions options;
    options.trajectories = 256;
    options.seed = 5;
    options.worlds = 32;
    std::map<std::string, std::uint64_t> came;
    for (std::uint64_t k = 0; k < 256; ++k) {
      const Trace story = trace(of, options, k);
      bool strike = false, rose[3] = {};
      for (const TracedEvent& each : story.events) {
        if (each.day <= found.from || each.day > found.until) continue;
        strike |= each.trigger >= 0;
        for (const Alteration& change : each.alterations)
          if (change.is_ladder) rose[static_cast<int>(change.after)] = true;
      }
      came["strike"] += strike;
      came["posture: peace"] += rose[0];
      came["posture: tense"] += rose[1];
      came["posture: war"] += rose[2];
    }
    for (const auto& [name, count] : came) CHECK(event(found, name).came == count);
  }
}

TEST_CASE("The number of threads changes no bit of the indicators") {
  const Scenario uncertain = scenario(provoked, {"triggers.strike.rate={uniform: [0.001, 0.01]}"});
  const std::string one = told(watched(uncertain, {.trajectories = 3000, .threads = 1}));
  CHECK(told(watched(uncertain, {.trajectories = 3000, .threads = 2})) == one);
  CHECK(told(watched(uncertain, {.trajectories = 3000, .threads = 3})) == one);
}

TEST_CASE("What comes too seldom or too surely is left out and counted") {
  const Indicators found = watched(scenario(R"(
horizon: 300 days
step: 10 days
triggers: {sure: {at: 50 days}, seldom: {rate: 0.0001 per day}, often: {rate: 0.01 per day}}
outcomes: {strikes: {when: count(often) > 2}}
)"),
                                   {.trajectories = 1000});
  REQUIRE(outcome(found, "strikes").indicators.size() == 1);
  CHECK(outcome(found, "strikes").left_out == 2);
  CHECK(event(found, "sure").probability.value == 1);
}

TEST_CASE("A window ends at the horizon, and there must be one") {
  const Indicators found = watched(scenario(provoked), {.within = 500, .trajectories = 100});
  CHECK(found.is_cut);
  CHECK(found.until == 400);
  CHECK_FALSE(watched(scenario(provoked), {.within = 400, .trajectories = 100}).is_cut);
  CHECK_THROWS_AS(watched(scenario(provoked), {.within = 0}), RunError);
  CHECK_THROWS_AS(watched(scenario(provoked + "observed: {until: 400 days}\n"), {.trajectories = 128}),
                  RunError);
  IndicatorOptions options{.outcomes = {"wra"}};
  CHECK_THROWS_WITH(indicators(scenario(provoked), options), Catch::Contains("did you mean 'war'?"));
}
