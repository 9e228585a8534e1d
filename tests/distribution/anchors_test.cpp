// Distributions given by quantiles, ends and modes instead of their own arguments.

#include "distribution/variate.hpp"

#include <catch2/catch.hpp>

#include <boost/math/distributions/beta.hpp>

#include <cmath>
#include <random>

using namespace casus;
using casus::distribution::NamedValue;
using casus::distribution::Variate;

namespace {

double relative_miss(const Variate& variate, double u, double wanted) {
  return std::abs(variate.quantile(u) - wanted) / std::abs(wanted);
}

std::string name(double share) {
  std::string text = std::to_string(share * 100);
  return text.insert(0, 1, 'p');
}

/// Quantiles of a known distribution lead back to it.
void check_recovered(const std::string& family, const std::vector<NamedValue>& arguments, double low,
                     double high) {
  const Variate known(family, arguments);
  const Variate found(family, {{name(low), known.quantile(low)}, {name(high), known.quantile(high)}});
  for (const double u : {0.01, 0.3, 0.5, 0.8, 0.99}) {
    INFO(family << " of " << arguments[0].second << ", " << arguments[1].second << " at " << u);
    CHECK(relative_miss(found, u, known.quantile(u)) < 1e-6);
  }
}

std::vector<std::vector<NamedValue>> all_threes(const std::vector<NamedValue>& anchors) {
  std::vector<std::vector<NamedValue>> threes;
  for (std::size_t i = 0; i < anchors.size(); ++i)
    for (std::size_t j = i + 1; j < anchors.size(); ++j)
      for (std::size_t k = j + 1; k < anchors.size(); ++k)
        threes.push_back({anchors[i], anchors[j], anchors[k]});
  return threes;
}

/// A mode at an end, beside that end.
bool says_nothing_new(const std::vector<NamedValue>& three) {
  return three[0].second == three[2].second || three[1].second == three[2].second;
}

/// One slope of a triangle tells nothing of the other, so that its quantiles leave the mode open.
bool lie_on_one_slope(const std::vector<NamedValue>& three, double mode) {
  if (three[2].first == "mode") return false;
  const bool on_upper = three[0].second >= mode && three[0].first != "min";
  const bool on_lower = three[2].second <= mode && three[2].first != "max";
  return on_upper || on_lower;
}

/// A pert with its mode and one end, the other being near or far.
bool leave_an_end_open(const std::vector<NamedValue>& three) {
  return three[2].first == "mode" && (three[1].first == "p5" || three[0].first == "p90");
}

bool leave_open(const std::string& family, const std::vector<NamedValue>& three, double mode) {
  return family == "triangular" ? lie_on_one_slope(three, mode) : leave_an_end_open(three);
}

} // namespace

TEST_CASE("Families of two arguments are recovered from two of their quantiles") {
  for (const auto& [low, high] : {std::pair(0.05, 0.95), {0.25, 0.5}, {0.5, 0.99}, {0.01, 0.1}}) {
    check_recovered("uniform", {{"min", 1}, {"max", 7}}, low, high);
    check_recovered("normal", {{"mean", -1}, {"sd", 3}}, low, high);
    check_recovered("lognormal", {{"mu", -1}, {"sigma", 1.5}}, low, high);
    for (const double shape : {0.2, 1.0, 3.7, 40.0, 1000.0})
      check_recovered("gamma", {{"shape", shape}, {"scale", 0.1}}, low, high);
    for (const double alpha : {0.3, 1.0, 5.0, 200.0})
      for (const double beta : {0.5, 2.0, 30.0})
        check_recovered("beta", {{"alpha", alpha}, {"beta", beta}}, low, high);
  }
}

TEST_CASE("A peak is recovered from any three of its quantiles, ends and mode that determine it") {
  for (const char* family : {"triangular", "pert"})
    for (const double mode : {2.0, 2.3, 3.0, 4.4, 5.0}) {
      const Variate known(family, {{"min", 2}, {"mode", mode}, {"max", 5}});
      const std::vector<NamedValue> anchors = {{"min", 2},
                                               {"p5", known.quantile(0.05)},
                                               {"median", known.quantile(0.5)},
                                               {"p90", known.quantile(0.9)},
                                               {"max", 5},
                                               {"mode", mode}};
      for (const auto& three : all_threes(anchors)) {
        INFO(family << " with mode " << mode << " from " << three[0].first << ", " << three[1].first << ", "
                    << three[2].first);
        if (says_nothing_new(three)) continue;
        if (leave_open(family, three, mode)) {
          CHECK_THROWS_WITH((Variate{family, three}),
                            Catch::Matchers::Contains("leave the distribution open"));
          continue;
        }
        const Variate found(family, three);
        for (const double u : {0.01, 0.4, 0.95}) CHECK(relative_miss(found, u, known.quantile(u)) < 1e-6);
      }
    }
}

TEST_CASE("The beta prior of Albert's textbook is found from its median and its 90% quantile") {
  // Albert, Bayesian Computation with R (2nd ed., 2009), sec. 2.3: median 0.3 and 90% quantile 0.5 give
  // beta(3.26, 7.19).
  const Variate found("beta", {{"median", 0.3}, {"p90", 0.5}});
  const boost::math::beta_distribution<> published(3.26, 7.19);
  for (const double u : {0.05, 0.5, 0.9, 0.99})
    CHECK(found.quantile(u) == Approx(quantile(published, u)).epsilon(5e-3));
}

TEST_CASE("The quantiles that were asked for are met") {
  const Variate lognormal("lognormal", {{"p05", 0.2}, {"p95", 1.5}});
  CHECK(relative_miss(lognormal, 0.05, 0.2) < 1e-9);
  CHECK(relative_miss(lognormal, 0.95, 1.5) < 1e-9);
  CHECK(lognormal.quantile(0.5) == Approx(std::sqrt(0.2 * 1.5)));
  const Variate gamma("gamma", {{"p2.5", 3}, {"p97.5", 11}});
  CHECK(relative_miss(gamma, 0.025, 3) < 1e-9);
  CHECK(relative_miss(gamma, 0.975, 11) < 1e-9);
}

TEST_CASE("The order of the arguments and the writing of a quantile's name do not matter") {
  const Variate one("normal", {{"p05", 1}, {"median", 2}});
  const Variate other("normal", {{"p50", 2}, {"p5", 1}});
  CHECK(one.quantile(0.7) == other.quantile(0.7));
}

TEST_CASE("Random quantiles are met or refused") {
  const std::vector<std::string> families = {"uniform", "normal", "lognormal", "triangular",
                                             "pert",    "beta",   "gamma"};
  std::mt19937_64 generator(20240605);
  std::uniform_real_distribution<double> uniform(0, 1), exponent(-6, 6);
  int met = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string& family = families[static_cast<std::size_t>(i) % families.size()];
    const double low = 0.001 + 0.9 * uniform(generator), high = low + (0.999 - low) * uniform(generator);
    const double x = family == "beta" ? uniform(generator) : std::pow(10, exponent(generator));
    const double y =
        family == "beta" ? x + (1 - x) * uniform(generator) : x * (1 + std::pow(10, exponent(generator)));
    std::vector<NamedValue> arguments = {{name(low), x}, {name(high), y}};
    if (family == "triangular" || family == "pert")
      arguments.emplace_back("mode", x + (y - x) * uniform(generator));
    try {
      const Variate variate(family, arguments);
      const double share = std::stod(name(low).substr(1)) / 100;
      CHECK(relative_miss(variate, share, x) < 1e-8 * std::max(1.0, y / x));
      ++met;
    } catch (const std::invalid_argument&) {
    }
  }
  CHECK(met > 1500);
}
