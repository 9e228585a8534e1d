// Ladders whose intensities are constant are Markov chains: occupancies, first passages and numbers of
// transitions follow from the exponential of the generator.

#include "simulation/support.hpp"

#include <Eigen/Dense>
#include <unsupported/Eigen/MatrixFunctions>

namespace casus::test {
namespace {

const std::string text = R"(
horizon: 200 days
step: 50 days
drivers: {entries: {start: 0}, exits: {start: 0}}
ladders:
  support:
    rungs: [silence, words, money, arms]
    start: words
    up: {rate: 0.020 per day}
    down: {rate: 0.030 per day}
    steps:
      words -> money: {rate: 0.012 per day}
      arms -> money: {rate: 0.005 per day}
    on_enter: {money: [add: {entries: 1}]}
    on_leave: {words: [add: {exits: 1}]}
outcomes:
  arms_by_90: {when: support >= arms, by: 90 days}
  arms: {when: support == arms}
  rung_on_90: {value: support, at: 90 days}
)";

constexpr int rungs = 4;

/// The generator of the chain above: the intensity from rung i to rung j stands at (i, j).
Eigen::MatrixXd generator() {
  Eigen::MatrixXd q = Eigen::MatrixXd::Zero(rungs, rungs);
  for (int i = 0; i + 1 < rungs; ++i) {
    q(i, i + 1) = i == 1 ? 0.012 : 0.020;
    q(i + 1, i) = i == 2 ? 0.005 : 0.030;
  }
  q.diagonal() = -q.rowwise().sum();
  return q;
}

/// Occupancies on a day after starting on the second rung.
Eigen::RowVectorXd occupancies(const Eigen::MatrixXd& q, double day) {
  const Eigen::MatrixXd transition = (q * day).exp();
  return transition.row(1);
}

/// Days spent on each rung until `day`: the integral of the occupancies, the corner of a block exponential.
Eigen::RowVectorXd days_spent(const Eigen::MatrixXd& q, double day) {
  Eigen::MatrixXd block = Eigen::MatrixXd::Zero(2 * rungs, 2 * rungs);
  block.topLeftCorner(rungs, rungs) = q;
  block.topRightCorner(rungs, rungs).setIdentity();
  const Eigen::MatrixXd integral = (block * day).exp().topRightCorner(rungs, rungs);
  return integral.row(1);
}

double probability_of_arms_by(double day) {
  Eigen::MatrixXd q = generator();
  q.row(rungs - 1).setZero();
  return occupancies(q, day)(rungs - 1);
}

const std::vector<std::string> faster = {"ladders.support.up.rate=0.0206 per day"};
const Run many{400'000};

} // namespace

TEST_CASE("A ladder's occupancies follow the exponential of its generator") {
  const Result result = simulate(text, {}, many);
  for (const double day : {50.0, 100.0, 200.0})
    for (int rung = 0; rung < rungs; ++rung) {
      INFO("rung " << rung << " on day " << day);
      CHECK_THAT(occupancy_of(result, "support", static_cast<std::size_t>(rung), day),
                 Agrees(occupancies(generator(), day)(rung)));
    }
  const Eigen::RowVectorXd within_a_step = occupancies(generator(), 90);
  CHECK_THAT(value_of(result, "rung_on_90"),
             Agrees(within_a_step(1) + 2 * within_a_step(2) + 3 * within_a_step(3)));
  CHECK_THAT(occupancy_of(simulate(text, faster, many), "support", 0, 200),
             !Agrees(occupancies(generator(), 200)(0)));
}

TEST_CASE("A ladder's first passages follow the generator with the goal made absorbing") {
  const Result result = simulate(text, {}, many);
  CHECK_THAT(probability_of(result, "arms_by_90"), Agrees(probability_of_arms_by(90)));
  CHECK_THAT(probability_of(result, "arms"), Agrees(probability_of_arms_by(200)));
  const double on_the_way = outcome(result, "arms").event->curve.at(grid_point(result, 100));
  CHECK_THAT(share(on_the_way, 400'000), Agrees(probability_of_arms_by(100)));
  CHECK_THAT(probability_of(simulate(text, faster, many), "arms"), !Agrees(probability_of_arms_by(200)));
}

TEST_CASE("The effects of on_enter and on_leave run once a transition") {
  const Eigen::MatrixXd q = generator();
  const Eigen::RowVectorXd spent = days_spent(q, 200);
  const double entries = spent(1) * q(1, 2) + spent(3) * q(3, 2);
  const double exits = spent(1) * (q(1, 0) + q(1, 2));
  const Result result = simulate(text, {}, many);
  CHECK_THAT(mean_of(result, "entries", 200), Agrees(entries));
  CHECK_THAT(mean_of(result, "exits", 200), Agrees(exits));
  CHECK_THAT(mean_of(simulate(text, faster, many), "exits", 200), !Agrees(exits));
}

TEST_CASE("The verbs raise, lower and move change a ladder, stop at its ends and run what its rungs say") {
  const Result result = simulate(R"(
horizon: 10 days
step: 1 day
drivers: {left: {start: 0}, entered: {start: 0}, through: {start: 0}}
triggers:
  up_two:   {at: 1 day, effects: [raise: {support: 2}]}
  too_high: {at: 2 days, effects: [raise: {support: 7}]}
  again:    {at: 3 days, effects: [raise: {support: 1}]}
  down:     {at: 4 days, effects: [lower: {support: 1}]}
  home:     {at: 5 days, effects: [move: {support: low}]}
  stay:     {at: 6 days, effects: [move: {support: low}, lower: {support: 3}]}
ladders:
  support:
    rungs: [low, middle, high, top]
    start: low
    on_enter:
      low:  [add: {entered: 1}]
      middle: [add: {through: 1}]
      high: [add: {entered: 10}]
      top:  [add: {entered: 100}]
    on_leave:
      low:  [add: {left: support + 1}]
      high: [add: {left: 10 * support}]
      top:  [add: {left: 100 * support}]
)",
                                 {}, {10});
  const std::size_t rung_after[] = {0, 2, 3, 3, 2, 0, 0};
  for (std::size_t day = 1; day < std::size(rung_after); ++day)
    CHECK(occupancy_of(result, "support", rung_after[day], static_cast<double>(day)).value == 1);
  CHECK(mean_of(result, "entered", 10).value == 10 + 100 + 10 + 1);
  CHECK(mean_of(result, "through", 10).value == 0);
  CHECK(mean_of(result, "left", 10).value ==
        1 + 20 + 300 + 20); // the ladder is still on the rung that it leaves
}

} // namespace casus::test
