#include "tuning/misfit.hpp"
#include "tuning/posterior.hpp"
#include "tuning/search.hpp"

#include <Eigen/Dense>
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <random>

using namespace casus;
using namespace casus::tuning;

namespace {

Target probability(const std::string& name, double location, double spread) {
  return {
      .name = name, .kind = TargetKind::probability, .outcome = 0, .location = location, .spread = spread};
}

/// Log-odds that are `start + slopes (scores)`, bent by the square of their sum so that steps must be taken
/// again and again.
struct Bent {
  Eigen::VectorXd start;
  Eigen::MatrixXd slopes;
  double bend = 0;

  Predictions operator()(const Question& question) const {
    const double sum = question.scores.sum();
    Predictions predictions;
    predictions.values = (start + slopes * question.scores).array() + bend * sum * sum;
    predictions.slopes = slopes.array() + 2 * bend * sum;
    predictions.errors = Eigen::VectorXd::Zero(start.size());
    predictions.slope_errors = Eigen::MatrixXd::Zero(slopes.rows(), slopes.cols());
    return predictions;
  }
};

Bent one_number(double bend) {
  return {Eigen::VectorXd::Constant(1, -2), Eigen::MatrixXd::Constant(1, 1, 0.7), bend};
}

const Budget budget{1000, 16000};

} // namespace

TEST_CASE("The search finds the least of the objective that a fine grid finds") {
  const Bent model = one_number(0.3);
  const std::vector<Target> targets{probability("a", -0.5, 0.2)};
  const Found found = search(model, targets, 1, budget);
  double best = std::numeric_limits<double>::infinity(), best_score = 0;
  for (double score = -4; score <= 4; score += 1e-4) {
    const Eigen::VectorXd scores = Eigen::VectorXd::Constant(1, score);
    const double value = objective(targets, model({scores, 1}), scores);
    if (value < best) {
      best = value;
      best_score = score;
    }
  }
  CHECK(found.converged);
  CHECK(found.objective == Approx(best).margin(2e-3));
  CHECK(found.scores(0) == Approx(best_score).margin(0.02));
}

TEST_CASE("A linear model's posterior is that of a linear regression with a normal prior") {
  Bent model{Eigen::Vector2d(-1, 0.5), (Eigen::Matrix2d() << 0.5, 0.2, -0.3, 0.9).finished(), 0};
  const std::vector<Target> targets{probability("a", 0, 0.5), probability("b", 0, 0.25)};
  const Eigen::DiagonalMatrix<double, 2> precision(4, 16);
  const Eigen::Matrix2d curvature =
      Eigen::Matrix2d::Identity() + model.slopes.transpose() * precision * model.slopes;
  const Eigen::Vector2d exact = curvature.llt().solve(model.slopes.transpose() * precision * -model.start);
  const Found found = search(model, targets, 2, budget);
  CHECK((found.scores - exact).cwiseAbs().maxCoeff() < 0.03);
  const Surrogate surrogate(targets, found.predictions, found.scores);
  CHECK((surrogate.minimum(1) - exact).cwiseAbs().maxCoeff() < 1e-6);
  const Posterior posterior(found.scores, surrogate.information());
  const Eigen::Matrix2d covariance = curvature.inverse();
  CHECK(posterior.sd(0) == Approx(std::sqrt(covariance(0, 0))));
  CHECK(posterior.correlation(0, 1) ==
        Approx(covariance(0, 1) / std::sqrt(covariance(0, 0) * covariance(1, 1))));
}

TEST_CASE("Two numbers that only their sum is known of are entangled, a third that nothing hangs on is not") {
  const Bent model{Eigen::VectorXd::Constant(1, -1), (Eigen::MatrixXd(1, 3) << 1, 1, 0).finished(), 0};
  const std::vector<Target> targets{probability("a", 0, 0.1)};
  const Found found = search(model, targets, 3, budget);
  const Posterior posterior(found.scores, Surrogate(targets, found.predictions, found.scores).information());
  const auto entangled = posterior.entangled();
  REQUIRE(entangled.size() == 1);
  CHECK(entangled[0].first == 0);
  CHECK(entangled[0].second == 1);
  CHECK(entangled[0].correlation < -0.9);
  const auto directions = posterior.directions();
  REQUIRE(directions.size() == 1);
  CHECK(directions[0].information == Approx(200)); // 1 / 0.1^2 on (1, 1) / sqrt 2
  CHECK(directions[0].loadings.size() == 2);
  CHECK(posterior.sd(2) == Approx(1));
}

TEST_CASE("Targets that contradict each other are named, those that can be met are not") {
  const Bent model{Eigen::Vector3d(-1, -1, 2), (Eigen::MatrixXd(3, 2) << 1, 0, 1, 0, 0, 1).finished(), 0};
  const std::vector<Target> targets{probability("low", -1, 0.1), probability("high", 1, 0.1),
                                    probability("other", 2.2, 0.1)};
  const Found found = search(model, targets, 2, budget);
  const auto contradictions =
      tuning::contradictions(targets, Surrogate(targets, found.predictions, found.scores));
  REQUIRE(contradictions.size() == 2);
  CHECK(contradictions[0].target == 0);
  CHECK(contradictions[0].with == std::vector<std::size_t>{1});
  CHECK(contradictions[1].target == 1);
  CHECK(contradictions[1].with == std::vector<std::size_t>{0});
}

TEST_CASE("A target that only the priors stand against contradicts no other") {
  const Bent model{Eigen::VectorXd::Constant(1, 0), Eigen::MatrixXd::Constant(1, 1, 0.01), 0};
  const std::vector<Target> targets{probability("far", 3, 0.1)};
  const Found found = search(model, targets, 1, budget);
  const auto contradictions =
      tuning::contradictions(targets, Surrogate(targets, found.predictions, found.scores));
  REQUIRE(contradictions.size() == 1);
  CHECK(contradictions[0].with.empty());
}

TEST_CASE("An order is met when its two change places") {
  const Bent model{Eigen::VectorXd::Constant(1, -1), Eigen::MatrixXd::Constant(1, 1, 1), 0};
  const std::vector<Target> targets{
      {.name = "order", .kind = TargetKind::order, .outcome = 0, .than = 1, .spread = 0.1}};
  const Found found = search(model, targets, 1, budget);
  CHECK(found.predictions.values(0) > 0);
  CHECK(found.predictions.values(0) < 0.3); // no farther than it must
}

TEST_CASE("Slopes that are nothing but noise move nothing") {
  std::mt19937_64 generator(5);
  std::normal_distribution<double> normal;
  const Eigen::Index numbers = 200;
  const Model model = [&](const Question& question) {
    Predictions predictions;
    predictions.values = Eigen::VectorXd::Constant(1, -1 + question.scores(0));
    predictions.errors = Eigen::VectorXd::Constant(1, 0.02);
    predictions.slopes = 0.1 * Eigen::MatrixXd::NullaryExpr(1, numbers, [&] { return normal(generator); });
    predictions.slopes(0, 0) = 1;
    predictions.slope_errors = Eigen::MatrixXd::Constant(1, numbers, 0.1);
    return predictions;
  };
  const std::vector<Target> targets{probability("a", 0, 0.1)};
  const Found found = search(model, targets, numbers, budget);
  CHECK(std::abs(found.predictions.values(0)) < 0.1);
  CHECK(found.scores.tail(numbers - 1).norm() < 0.5 * std::abs(found.scores(0)));
}

TEST_CASE("The slope and curvature of a misfit are the derivatives of its value") {
  const Target order{.name = "order", .kind = TargetKind::order, .outcome = 0, .than = 1, .spread = 0.3};
  for (const Target& target : {probability("a", 0.4, 0.3), order})
    for (const double at : {-2.0, -0.1, 0.0, 0.2, 1.5}) {
      INFO(target.name << " at " << at);
      const double step = 1e-4;
      const auto value = [&](double x) { return misfit(target, x, 0.1).value; };
      const Misfit found = misfit(target, at, 0.1);
      CHECK(found.slope == Approx((value(at + step) - value(at - step)) / (2 * step)).margin(1e-6));
      CHECK(found.curvature ==
            Approx((value(at + step) - 2 * value(at) + value(at - step)) / (step * step)).margin(1e-5));
    }
}
