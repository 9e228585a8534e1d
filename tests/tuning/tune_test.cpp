#include "casus/tune.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace casus;

namespace {

/// Strikes by their closed forms: one within a year with probability 1 - exp(-rate), one with NATO's weapons
/// with 1 - exp(-rate share); rumours, on whose weight a second trigger's rate hangs.
const std::string model =
    "casus: 1\nname: strikes\nstart: 2023-01-01\nhorizon: 365.25 days\nstep: 365.25 days\n"
    "parameters:\n  caution: {lognormal: {p05: 0.2, p95: 5}}\n"
    "drivers:\n  alarm: {start: 1}\n  hits: {start: 0}\n"
    "triggers:\n"
    "  strike:\n    rate: 1 per year\n    marks: {weapon: {nato: 0.5, domestic: 0.5}}\n"
    "    effects: {if: weapon == nato, add: {hits: 1}}\n"
    "  answer: {rate: 0.5 per year, weights: {alarm: 0.5}}\n"
    "  talks: {rate: caution per year}\n"
    "outcomes:\n"
    "  struck: {when: count(strike) >= 1}\n  struck_twice: {when: count(strike) >= 2}\n"
    "  nato_struck: {when: hits >= 1}\n  answered: {when: count(answer) >= 1}\n"
    "  talked: {when: count(talks) >= 1}\n  strikes: {value: count(strike)}\n";

RunOptions options(std::uint64_t trajectories, std::uint64_t seed, int threads = 0) {
  RunOptions options;
  options.trajectories = trajectories;
  options.seed = seed;
  options.threads = threads;
  return options;
}

Scenario scenario() { return parse_scenario(model, "strikes.yaml"); }

Tuning tuned(const std::string& targets, const std::vector<std::string>& free,
             std::uint64_t trajectories = 40000, const Scenario& of = scenario()) {
  return tune(of, parse_targets("casus: 1\ntargets:\n" + targets, "targets.yaml", of), free,
              options(trajectories, 3));
}

double log_odds(double p) { return std::log(p / (1 - p)); }

/// The least of a function of one score.
template <class Function>
double best_score(Function objective) {
  double best = -4;
  for (double score = -4; score <= 4; score += 1e-3)
    if (objective(score) < objective(best)) best = score;
  return best;
}

} // namespace

TEST_CASE("A rate is tuned to the maximum of its posterior in closed form") {
  const Tuning found = tuned("  struck: {probability: 0.3, sd: 0.2}\n", {"triggers.strike.rate"});
  // P = 1 - exp(-rate), rate = 2^score, score normal: a function of one number.
  const double score = best_score([](double z) {
    const double miss = (log_odds(-std::expm1(-std::exp2(z))) - log_odds(0.3)) / 0.2;
    return z * z / 2 + miss * miss / 2;
  });
  REQUIRE(found.converged);
  const double rate = found.numbers[0].after * 365.25;
  // An error of p of four standard errors (0.0023 each) moves the rate by d rate / dp = 1 / (1 - p).
  CHECK(rate == Approx(std::exp2(score)).margin(4 * 0.0023 / (1 - 0.35)));
  CHECK(found.numbers[0].before * 365.25 == Approx(1));
  CHECK(found.targets[0].before.value() == Approx(-std::expm1(-1.0)).margin(0.01));
  const double p = -std::expm1(-rate);
  CHECK(std::abs(found.targets[0].achieved.value() - p) < 4 * found.targets[0].se);
  // The posterior's precision: 1 + (d log-odds / d score)^2 / 0.2^2.
  const double slope = (1 - p) * rate * std::numbers::ln2 / (p * (1 - p));
  CHECK(found.numbers[0].narrowed == Approx(1 - 1 / std::sqrt(1 + slope * slope / 0.04)).margin(0.02));
}

TEST_CASE("Tuning finds the numbers again from which its targets came") {
  const double rate = 1.7, weight = -0.4, caution = 2.2, share = 0.3;
  const auto shown = [](double p) { return std::to_string(p); };
  const std::string targets =
      "  struck: {probability: " + shown(-std::expm1(-rate)) + ", sd: 0.01}\n" +
      "  nato_struck: {probability: " + shown(-std::expm1(-rate * share)) + ", sd: 0.01}\n" +
      "  answered: {probability: " + shown(-std::expm1(-0.5 * std::exp(weight))) + ", sd: 0.01}\n" +
      "  talked: {probability: " + shown(-std::expm1(-caution)) + ", sd: 0.01}\n";
  const Tuning found = tuned(targets, {"triggers.strike.rate", "triggers.strike.marks.weapon.nato",
                                       "triggers.answer.weights.alarm", "parameters.caution"});
  REQUIRE(found.numbers.size() == 4);
  const double nato = found.numbers[1].after;
  CHECK(found.numbers[0].after * 365.25 == Approx(rate).epsilon(0.03));
  CHECK(nato / (nato + 0.5) == Approx(share).epsilon(0.05));
  CHECK(found.numbers[2].after == Approx(weight).margin(0.05));
  CHECK(found.numbers[3].after == Approx(caution).epsilon(0.05));
  CHECK(found.contradictions.empty());
  CHECK(found.objective_after < found.objective_before);
  for (const TunedTarget& target : found.targets)
    CHECK(std::abs(target.achieved.value() - target.target.asked()) <
          4 * std::numbers::sqrt2 * target.se + 0.003);
}

TEST_CASE("A rate and a share that only their product is known of are told to be entangled") {
  const Tuning found = tuned("  nato_struck: {probability: 0.3, sd: 0.05}\n",
                             {"triggers.strike.rate", "triggers.strike.marks.weapon.nato"});
  REQUIRE(found.entangled.size() == 1);
  CHECK(found.entangled[0].correlation < -0.8);
  CHECK(found.directions.size() == 1);
  CHECK(found.numbers[0].narrowed < 0.6);
}

TEST_CASE("A planted contradiction is told with both its sides, and what each must give") {
  const Tuning found = tuned("  low: {outcome: struck, probability: 0.3}\n"
                             "  high: {outcome: struck, probability: 0.6}\n"
                             "  talked: 0.6\n",
                             {"triggers.strike.rate", "parameters.caution"});
  REQUIRE(found.contradictions.size() == 2);
  CHECK(found.contradictions[0].target == 0);
  CHECK(found.contradictions[0].with == std::vector<std::size_t>{1});
  CHECK(found.contradictions[1].with == std::vector<std::size_t>{0});
  CHECK(found.targets[0].misfit.value() > 1.5);
  CHECK(found.targets[1].misfit.value() < -1.5);
  CHECK(std::abs(found.targets[2].misfit.value()) < 0.5);
}

TEST_CASE("A conditional probability, a ratio, a mean and an order are met") {
  // struck_twice | struck is 0.42 with a rate of 1 and 0.24 with one of 0.5.
  const double twice = (1 - std::exp(-0.5) * 1.5) / -std::expm1(-0.5);
  const Tuning conditional =
      tuned("  struck_twice: {given: struck, probability: " + std::to_string(twice) + ", sd: 0.01}\n",
            {"triggers.strike.rate"});
  CHECK(conditional.numbers[0].after * 365.25 == Approx(0.5).epsilon(0.06));
  const Tuning ratio =
      tuned("  struck: {over: nato_struck, ratio: 1.2, sd: 0.01}\n", {"triggers.strike.marks.weapon.nato"});
  const double share = -std::log(1 - -std::expm1(-1.0) / 1.2); // 1 - exp(-share) is (1 - 1 / e) / 1.2
  const double nato = ratio.numbers[0].after;
  CHECK(nato / (nato + 0.5) == Approx(share).epsilon(0.05));
  const Tuning mean = tuned("  strikes: {mean: 2, sd: 0.01}\n", {"triggers.strike.rate"});
  CHECK(mean.numbers[0].after * 365.25 == Approx(2).epsilon(0.03));
  const Tuning order = tuned("  answered: {likelier_than: struck}\n", {"triggers.answer.rate"});
  CHECK(order.targets[0].before.value() < 1);
  CHECK(order.targets[0].achieved.value() > 1);
}

TEST_CASE("A number outside of hazards is tuned by finite differences") {
  const Scenario decay =
      parse_scenario("casus: 1\nname: decay\nstart: 2023-01-01\nhorizon: 365.25 days\nstep: 10 days\n"
                     "drivers:\n  alarm: {start: 1, mean: 0, half_life: 100 days}\n"
                     "outcomes:\n  level: {value: alarm, at: 200 days}\n",
                     "decay.yaml");
  const Tuning found = tuned("  level: {mean: 0.5, sd: 0.001}\n", {"drivers.alarm.half_life"}, 1000, decay);
  CHECK(found.numbers[0].after == Approx(200).epsilon(0.01));
}

TEST_CASE("A target that no trajectory meets has no say, and does not pass for one that is met") {
  const Scenario never = parse_scenario(model + "  never: {when: hits < 0}\n", "strikes.yaml");
  const Tuning found = tuned("  never: 0.2\n  struck: 0.4\n", {"triggers.strike.rate"}, 4000, never);
  CHECK_FALSE(found.targets[0].achieved);
  CHECK_FALSE(found.targets[0].misfit);
  CHECK(std::abs(found.targets[1].misfit.value()) < 1);
}

TEST_CASE("A target out of all reach is gone after as far as the prior lets") {
  const Tuning found = tuned("  strikes: {mean: 0.05, sd: 0.00001}\n", {"triggers.strike.rate"}, 8000);
  CHECK(found.targets[0].achieved.value() == Approx(0.05).margin(0.02));
}

TEST_CASE("Tuning is the same to the last bit for any number of threads") {
  const Scenario of = scenario();
  const auto targets = parse_targets("casus: 1\ntargets: {struck: 0.3, talked: 0.4}\n", "targets.yaml", of);
  const auto with = [&](int threads) { return tune(of, targets, {}, options(6000, 5, threads)); };
  const Tuning one = with(1), three = with(3);
  for (std::size_t i = 0; i < one.numbers.size(); ++i) CHECK(one.numbers[i].after == three.numbers[i].after);
  CHECK(*one.targets[0].achieved == *three.targets[0].achieved);
}

TEST_CASE("What cannot be tuned is told where it stands") {
  const auto problem = [](const std::string& path) -> std::string {
    try {
      static_cast<void>(tuned("  struck: 0.3\n", {path}, 100));
    } catch (const ScenarioError& error) {
      return error.problems().at(0).message;
    }
    return "";
  };
  CHECK(problem("triggers.strike.rat") ==
        "the scenario has no such number (did you mean 'triggers.strike.rate'?)");
  CHECK(problem("triggers.strike.effects.add.hits").find("stands in a list") != std::string::npos);
  CHECK(problem("triggers.talks.rate").find("is a formula") != std::string::npos);
}

TEST_CASE("A parameter that is correlated is not tuned, and it is said with which") {
  const Scenario of =
      parse_scenario("casus: 1\nstart: 2020-01-01\nhorizon: 1 year\nstep: 1 week\n"
                     "parameters: {p: {gamma: [4, 0.2]}, q: {gamma: [4, 0.2]}, r: {gamma: [4, 0.2]}}\n"
                     "correlations: [[p, q, 0.5]]\ntriggers: {strike: {rate: p * q * r * 1 per year}}\n"
                     "outcomes: {struck: {when: count(strike) > 0}}\n",
                     "s.yaml");
  const auto targets = parse_targets("casus: 1\ntargets: {struck: 0.3}\n", "targets.yaml", of);
  CHECK_THROWS_WITH(tune(of, targets, {"parameters.q"}, options(100, 3)),
                    Catch::Contains("'parameters.q' cannot be tuned: it is correlated with 'p'"));
  CHECK_NOTHROW(tune(of, targets, {"parameters.r"}, options(2000, 3)));
}
