// Markov chains in continuous time: the transition matrix is expm(Q T), and its derivative along dQ the
// corner of expm([[Q, dQ], [0, Q]] T) (Van Loan 1978).

#include "plan/plan.hpp"
#include "sensitivity/gradients.hpp"
#include "sensitivity/score_keeper.hpp"
#include "sensitivity/score_run.hpp"
#include "simulation/block_simulator.hpp"
#include "tally/blocks.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <unsupported/Eigen/MatrixFunctions>

using namespace casus;
using namespace casus::test;

namespace {

/// d/d(theta) of the distribution over states after `days` from the first one.
Eigen::RowVectorXd derivative_from_first(const Eigen::MatrixXd& generator, const Eigen::MatrixXd& slope,
                                         double days) {
  const Eigen::Index n = generator.rows();
  Eigen::MatrixXd blocks = Eigen::MatrixXd::Zero(2 * n, 2 * n);
  blocks << generator, slope, Eigen::MatrixXd::Zero(n, n), generator;
  return (blocks * days).exp().topRightCorner(n, n).row(0);
}

void put(Eigen::MatrixXd& generator, Eigen::Index from, Eigen::Index to, double rate) {
  generator(from, to) += rate;
  generator(from, from) -= rate;
}

// A ladder of three rungs: up 0.04 a day with a weight on a driver at 0.5, but 0.03 from the second; down
// 0.02.
constexpr const char* three_rungs = "horizon: 40 days\nstep: 7 days\n"
                                    "drivers: {heat: {start: 0.5}}\n"
                                    "ladders:\n"
                                    "  aid:\n"
                                    "    rungs: [none, some, much]\n"
                                    "    start: none\n"
                                    "    up: {rate: 0.04 per day, weights: {heat: 0.8}}\n"
                                    "    down: {rate: 0.02 per day}\n"
                                    "    steps: {some -> much: {rate: 0.03 per day}}\n"
                                    "outcomes:\n"
                                    "  level: {value: aid}\n"
                                    "  at_top: {value: aid >= much}\n"
                                    "  ever: {when: aid >= much}\n";

struct Rungs {
  double up = 0.04, top = 0.03, down = 0.02, weight = 0.8;
  Eigen::MatrixXd generator(bool is_absorbing) const {
    Eigen::MatrixXd q = Eigen::MatrixXd::Zero(3, 3);
    put(q, 0, 1, up * std::exp(0.5 * weight));
    put(q, 1, 2, top * std::exp(0.5 * weight));
    put(q, 1, 0, down);
    if (!is_absorbing) put(q, 2, 1, down);
    return q;
  }
};

// Births that excite themselves: the rate after n of them is 0.05 exp(0.3 n), at most 12.
constexpr const char* excited =
    "horizon: 30 days\nstep: 10 days\n"
    "drivers: {heat: {}}\n"
    "triggers:\n"
    "  strike: {rate: 0.05 per day, weights: {heat: 0.3}, limit: 12, effects: [{add: {heat: 1}}]}\n"
    "outcomes: {often: {value: count(strike)}}\n";

Eigen::MatrixXd births(double rate, double weight) {
  Eigen::MatrixXd q = Eigen::MatrixXd::Zero(13, 13);
  for (Eigen::Index n = 0; n < 12; ++n) put(q, n, n + 1, rate * std::exp(weight * static_cast<double>(n)));
  return q;
}

double mean_birth_slope(const Eigen::MatrixXd& slope) {
  return derivative_from_first(births(0.05, 0.3), slope, 30).dot(Eigen::RowVectorXd::LinSpaced(13, 0, 12));
}

Eigen::MatrixXd by_rate() { return births(0.05, 0.3) / 0.05; }
Eigen::MatrixXd by_weight() {
  Eigen::MatrixXd slope = Eigen::MatrixXd::Zero(13, 13);
  for (Eigen::Index n = 0; n < 12; ++n) {
    const auto count = static_cast<double>(n);
    put(slope, n, n + 1, count * 0.05 * std::exp(0.3 * count));
  }
  return slope;
}

} // namespace

TEST_CASE("A ladder of three rungs: numbers that rungs share, and those of one step") {
  const Gradient found = gradient_of(three_rungs);
  const Eigen::RowVector3d levels(0, 1, 2);
  const Rungs rungs;
  const double factor = std::exp(0.5 * rungs.weight);
  const auto check = [&](const std::string& path, const auto& add_slope, double most_se) {
    INFO(path);
    Eigen::MatrixXd slope = Eigen::MatrixXd::Zero(3, 3), absorbing = slope;
    add_slope(slope, false);
    add_slope(absorbing, true);
    const Eigen::RowVectorXd free = derivative_from_first(rungs.generator(false), slope, 40);
    const Derivative level = derivative(found, "level", path), at_top = derivative(found, "at_top", path),
                     ever = derivative(found, "ever", path);
    CHECK(agrees(level.value, level.se, free.dot(levels), 2 * most_se));
    CHECK(agrees(at_top.value, at_top.se, free(2), most_se));
    CHECK(
        agrees(ever.value, ever.se, derivative_from_first(rungs.generator(true), absorbing, 40)(2), most_se));
  };
  const std::string ladder = "ladders.aid.";
  check(
      ladder + "up.rate", [&](auto& q, bool) { put(q, 0, 1, factor); }, 0.2);
  check(
      ladder + "steps.some -> much.rate", [&](auto& q, bool) { put(q, 1, 2, factor); }, 0.2);
  check(
      ladder + "down.rate",
      [&](auto& q, bool is_absorbing) {
        put(q, 1, 0, 1);
        if (!is_absorbing) put(q, 2, 1, 1);
      },
      0.3);
  check(
      ladder + "up.weights.heat",
      [&](auto& q, bool) {
        put(q, 0, 1, 0.5 * rungs.up * factor);
        put(q, 1, 2, 0.5 * rungs.top * factor);
      },
      0.01);
}

TEST_CASE("Events that change the hazards within a step") {
  const Gradient found = gradient_of(excited, {.trajectories = 102'400});
  const Derivative rate = derivative(found, "often", "triggers.strike.rate");
  const Derivative weight = derivative(found, "often", "triggers.strike.weights.heat");
  CHECK(agrees(rate.value, rate.se, mean_birth_slope(by_rate()), 2));
  CHECK(agrees(weight.value, weight.se, mean_birth_slope(by_weight()), 0.2));
}

namespace {

/// Does not take back what it has charged to the step's end when an event changes a hazard.
class Forgetful : public sensitivity::ScoreKeeper {
public:
  using ScoreKeeper::ScoreKeeper;
  void after(const simulation::Happening&, const simulation::BlockState&) override {}
};

/// Leaves the integral of the hazards out, and the time until the next event with it.
class Uncompensated : public sensitivity::ScoreKeeper {
public:
  using ScoreKeeper::ScoreKeeper;
  void at_step(simulation::Moment moment, const simulation::BlockState& state) override {
    simulation::BlockState still = state;
    for (const plan::ClockId clock : Ids<plan::ClockId>(still.draws.rows()))
      for (std::size_t lane = 0; lane < still.spec.lanes; ++lane) still.clocks.intensity(clock, lane) = 0;
    ScoreKeeper::at_step(moment, still);
  }
};

/// The derivative of the mean count of self-exciting births by their rate, with some keeper of scores.
template <class Keeper>
sensitivity::Estimate births_by_rate() {
  const Scenario scenario = scenario_text(excited);
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
  const std::string path = "triggers.strike.rate";
  const sensitivity::ScorePlan scores = sensitivity::plan_scores(plan, {path});
  const sensitivity::Directions directions(plan, scores, {path});
  const std::vector<sensitivity::Asked> asked{{.outcome = OutcomeId(0)}};
  const std::vector<sensitivity::Controls> no_controls(1);
  sensitivity::AnswerScores answers(plan, scores, asked, no_controls);
  Keeper keeper(plan, scores, answers);
  simulation::BlockSimulator simulator(plan, 7);
  sensitivity::ScoreSums sums(1, 1, 100);
  const tally::Blocks blocks(25'600, 1);
  for (std::size_t block = 0; block < blocks.count(); ++block) {
    simulator.run(blocks[block], keeper);
    const auto& world = simulator.state().world(0);
    const auto sums_of_block = answers.take();
    for (const auto& answer : sums_of_block.front())
      sums.add(block % 100, 0,
               {answer.trials, answer.answers, answer.squares, directions.along(answer.scores, world),
                directions.along(answer.products, world)});
  }
  return sums.derivatives(0, true)[0];
}

bool agrees(const sensitivity::Estimate& estimate, double truth) {
  return casus::test::agrees(estimate.value, estimate.se, truth, 1e9);
}

} // namespace

TEST_CASE("A score without its compensator, or not corrected after events, is seen to be wrong") {
  const double truth = mean_birth_slope(by_rate());
  CHECK(agrees(births_by_rate<sensitivity::ScoreKeeper>(), truth));
  CHECK_FALSE(agrees(births_by_rate<Forgetful>(), truth));
  CHECK_FALSE(agrees(births_by_rate<Uncompensated>(), truth));
}
