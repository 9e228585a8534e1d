#include "simulation/drivers/transition.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace casus::simulation;

namespace {

Eigen::MatrixXd covariance(const Moments& moments) {
  const Eigen::MatrixXd root = root_of(moments.covariance);
  return root * root.transpose();
}

/// Two drivers of which the second follows the first: dx = -a x dt + s dW, dy = -b (y - k x) dt.
LinearSde cascade(double a, double b, double k, double s) {
  LinearSde sde{Eigen::MatrixXd::Zero(2, 2), Eigen::VectorXd::Zero(2), Eigen::MatrixXd::Zero(2, 2)};
  sde.drift << -a, 0, b * k, -b;
  sde.diffusion(0, 0) = s * s;
  return sde;
}

} // namespace

TEST_CASE("A driver that follows another has the closed-form covariance") {
  const double a = 0.3, b = 0.7, k = 1.4, s = 0.9, h = 2.0;
  const Moments transition = LawSeries(cascade(a, b, k, s)).moments(h);
  // x(u) -> y: y(h) = integral of g(h - u) s dW(u), g(v) = b k (e^{-a v} - e^{-b v}) / (b - a).
  const auto integral = [h](double rate) { return (1 - std::exp(-rate * h)) / rate; };
  const double c = b * k / (b - a);
  const double xx = s * s * integral(2 * a);
  const double xy = s * s * c * (integral(2 * a) - integral(a + b));
  const double yy = s * s * c * c * (integral(2 * a) - 2 * integral(a + b) + integral(2 * b));
  CHECK(covariance(transition)(0, 0) == Approx(xx).epsilon(1e-12));
  CHECK(covariance(transition)(0, 1) == Approx(xy).epsilon(1e-12));
  CHECK(covariance(transition)(1, 1) == Approx(yy).epsilon(1e-12));
  CHECK(transition.propagator(1, 0) == Approx(c * (std::exp(-a * h) - std::exp(-b * h))).epsilon(1e-12));
}

TEST_CASE(
    "A step is the composition of shorter ones, also where a half-life is a minute and the step a year") {
  for (const double speed : {1e-3, 1.0, 500.0}) {
    const LinearSde sde = cascade(0.02, speed, 0.8, 0.5);
    const Moments whole = LawSeries(sde).moments(365.25);
    Moments composed = LawSeries(sde).moments(365.25 / 7);
    const Moments part = composed;
    Eigen::MatrixXd sum = covariance(part);
    for (int i = 1; i < 7; ++i) {
      sum = part.propagator * sum * part.propagator.transpose() + covariance(part);
      composed.propagator = part.propagator * composed.propagator;
    }
    CHECK((composed.propagator - whole.propagator).norm() <= 1e-10 * (1 + whole.propagator.norm()));
    CHECK((sum - covariance(whole)).norm() <= 1e-10 * (1 + sum.norm()));
  }
}

TEST_CASE("A driver without noise that follows nothing noisy stays without noise") {
  LinearSde sde = cascade(0.1, 0.2, 0.5, 0.0);
  sde.constant << 0.3, 0.1;
  const Moments transition = LawSeries(sde).moments(7);
  CHECK(covariance(transition).norm() == 0);
  CHECK(transition.shift(0) == Approx(0.3 * (1 - std::exp(-0.7)) / 0.1).epsilon(1e-12));
}

TEST_CASE("Numbers of all sizes stand beside one another without loss") {
  const double a = 0.3, b = 0.7, h = 2.0;
  const auto integral = [h](double rate) { return (1 - std::exp(-rate * h)) / rate; };
  for (const double k : {1e9, 1e-12})
    for (const double s : {1e11, 1e-9}) {
      INFO(k << ", " << s);
      LinearSde sde = cascade(a, b, k, s);
      sde.constant << a * 1e12, 0; // x comes to 1e12
      const Moments moments = LawSeries(sde).moments(h);
      const double c = b * k / (b - a);
      CHECK(covariance(moments)(0, 0) == Approx(s * s * integral(2 * a)).epsilon(1e-11));
      CHECK(covariance(moments)(1, 1) ==
            Approx(s * s * c * c * (integral(2 * a) - 2 * integral(a + b) + integral(2 * b))).epsilon(1e-9));
      CHECK(moments.propagator(0, 0) == Approx(std::exp(-a * h)).epsilon(1e-12));
      CHECK(moments.propagator(1, 1) == Approx(std::exp(-b * h)).epsilon(1e-12));
      CHECK(moments.propagator(1, 0) == Approx(c * (std::exp(-a * h) - std::exp(-b * h))).epsilon(1e-11));
      CHECK(moments.shift(0) == Approx(a * 1e12 * integral(a)).epsilon(1e-11));
      CHECK(moments.shift(1) == Approx(a * 1e12 * c * (integral(a) - integral(b))).epsilon(1e-10));
    }
}
