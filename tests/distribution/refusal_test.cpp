// What arguments are refused, and in what words.

#include "distribution/variate.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

using namespace casus;
using casus::distribution::NamedValue;
using casus::distribution::Variate;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

namespace {

std::string refusal(const std::string& family, const std::vector<NamedValue>& arguments) {
  try {
    Variate{family, arguments};
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

} // namespace

TEST_CASE("A name that no family has is refused") {
  CHECK(refusal("cauchy", {}) == "there is no distribution 'cauchy'");
}

TEST_CASE("Values out of range are told with what they must be") {
  CHECK(refusal("uniform", {{"min", 2}, {"max", 1}}) == "min 2 is not below max 1");
  CHECK(refusal("uniform", {{"min", 2}, {"max", 2}}) == "min and max are both 2: write the plain number 2");
  CHECK(refusal("triangular", {{"min", 0}, {"mode", 3}, {"max", 2}}) == "the mode 3 lies outside [0, 2]");
  CHECK(refusal("pert", {{"min", 2}, {"mode", 2}, {"max", 2}}) ==
        "min and max are both 2: write the plain number 2");
  CHECK(refusal("normal", {{"mean", 0}, {"sd", 0}}) == "sd is 0, but must be above zero");
  CHECK(refusal("lognormal", {{"mu", 0}, {"sigma", -1}}) == "sigma is -1, but must be above zero");
  CHECK(refusal("lognormal", {{"mean", -2}, {"sd", 1}}) == "mean is -2, but must be above zero");
  CHECK(refusal("beta", {{"alpha", 0}, {"beta", 1}}) == "alpha is 0, but must be above zero");
  CHECK(refusal("beta", {{"mean", 1.5}, {"sd", 1}}) == "the mean 1.5 of a beta must lie between 0 and 1");
  CHECK(refusal("beta", {{"mean", 0.5}, {"sd", 0.5}}) ==
        "the sd 0.5 is too large for a beta with the mean 0.5: it must be below 0.5");
  CHECK(refusal("gamma", {{"shape", 1}, {"scale", -3}}) == "scale is -3, but must be above zero");
  CHECK(refusal("gamma", {{"shape", 1e12}, {"scale", 1}}) ==
        "shape is 1e+12, but must lie between 1e-6 and 1e6 to be computed: use another family");
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(refusal("normal", {{"mean", infinity}, {"sd", 1}}) == "mean is not a finite number");
  CHECK(refusal("normal", {{"mean", 0}, {"sd", std::nan("")}}) == "sd is not a finite number");
}

TEST_CASE("Arguments that do not determine a family are told with those that do") {
  CHECK(refusal("uniform", {{"min", 0}, {"sd", 1}}) ==
        "uniform takes min and max, or two quantiles such as p05 and p95, not min and sd");
  CHECK(refusal("normal", {}) ==
        "normal takes mean and sd, or two quantiles such as p05 and p95, not nothing");
  CHECK_THAT(refusal("gamma", {{"p05", 1}, {"p50", 2}, {"p95", 3}}), Contains("two quantiles"));
  CHECK_THAT(refusal("gamma", {{"min", 1}, {"p95", 3}}), Contains("gamma takes shape and scale"));
  CHECK_THAT(refusal("pert", {{"p05", 1}, {"p95", 3}}),
             Contains("any three of quantiles such as p05, min, mode and max, not p05 and p95"));
  CHECK_THAT(refusal("pert", {{"mode", 1}, {"mode", 1}, {"p95", 3}}), Contains("pert takes"));
  for (const char* name : {"p0", "p100", "p", "p-5", "p5x", "p1e1", "p101", "pnan"})
    CHECK_THAT(refusal("normal", {{name, 1}, {"p95", 3}}), Contains("normal takes"));
}

TEST_CASE("Quantiles that contradict each other are refused") {
  CHECK(refusal("normal", {{"p05", 3}, {"p95", 1}}) == "the quantiles do not increase (3 at 5%, 1 at 95%)");
  CHECK(refusal("normal", {{"p05", 3}, {"p5", 4}}) == "the quantile of 5% is given twice");
  CHECK_THAT(refusal("lognormal", {{"p05", -3}, {"p95", 4}}), Contains("is not above zero"));
  CHECK_THAT(refusal("beta", {{"p05", 0.5}, {"p95", 1.5}}), Contains("must lie between 0 and 1"));
  CHECK_THAT(refusal("triangular", {{"p05", 0}, {"p50", 0.01}, {"p95", 10}}), Contains("too lopsided"));
  CHECK_THAT(refusal("pert", {{"min", 0}, {"p50", 9.9}, {"max", 10}}), Contains("too lopsided"));
}

TEST_CASE("Values and weights must come in pairs, none below zero and not all zero") {
  CHECK(refusal("discrete", {}) == "discrete takes values and weights in turn");
  CHECK(refusal("discrete", {{"value", 1}}) == "discrete takes values and weights in turn");
  CHECK(refusal("discrete", {{"weight", 1}, {"value", 1}}) == "discrete takes values and weights in turn");
  CHECK(refusal("discrete", {{"value", 7}, {"weight", -1}}) == "the weight -1 of 7 is below zero");
  CHECK(refusal("discrete", {{"value", 7}, {"weight", 0}}) ==
        "all weights are zero: give at least one value a weight above zero");
  CHECK(refusal("discrete", {{"value", 7}, {"weight", 1e308}, {"value", 8}, {"weight", 1e308}}).empty());
}

TEST_CASE("A distribution beyond the range of numbers is refused") {
  CHECK_THAT(refusal("lognormal", {{"mu", 0}, {"sigma", 1000}}), Contains("beyond the numbers"));
  CHECK_THAT(refusal("normal", {{"mean", 0}, {"sd", 1e308}}), Contains("beyond the numbers"));
}

TEST_CASE("Wild arguments give finite quantiles or a message") {
  std::mt19937_64 generator(7);
  std::uniform_real_distribution<double> exponent(-320, 308), sign(-1, 3);
  const auto wild = [&] { return std::copysign(std::pow(10, exponent(generator)), sign(generator)); };
  const std::vector<std::pair<std::string, std::vector<std::string>>> ways = {
      {"uniform", {"min", "max"}},      {"normal", {"mean", "sd"}},
      {"lognormal", {"mu", "sigma"}},   {"lognormal", {"median", "sigma"}},
      {"lognormal", {"mean", "sd"}},    {"triangular", {"min", "mode", "max"}},
      {"pert", {"min", "mode", "max"}}, {"beta", {"alpha", "beta"}},
      {"beta", {"mean", "sd"}},         {"gamma", {"shape", "scale"}},
      {"gamma", {"shape", "rate"}},     {"gamma", {"mean", "sd"}},
      {"uniform", {"p05", "p95"}},      {"normal", {"p05", "p95"}},
      {"lognormal", {"p05", "p95"}},    {"beta", {"p05", "p95"}},
      {"gamma", {"p05", "p95"}},        {"triangular", {"p05", "p50", "p95"}},
      {"pert", {"p05", "mode", "max"}}, {"discrete", {"value", "weight", "value", "weight"}}};
  for (int i = 0; i < 4000; ++i) {
    const auto& [family, names] = ways[static_cast<std::size_t>(i) % ways.size()];
    std::vector<NamedValue> arguments;
    for (const std::string& name : names) arguments.emplace_back(name, wild());
    std::sort(arguments.begin(), arguments.end(), [&](const NamedValue& a, const NamedValue& b) {
      return i % 3 != 0 && family != "discrete" && a.second < b.second;
    });
    try {
      const Variate variate(family, arguments);
      for (const double u : {0x1p-54, 1e-6, 0.3, 0.5, 0.9, 1 - 0x1p-53}) {
        INFO(family << " " << names[0] << " " << arguments[0].second << ", " << arguments[1].second << " at "
                    << u);
        CHECK(std::isfinite(variate.quantile(u)));
      }
    } catch (const std::invalid_argument& error) {
      CHECK_FALSE(std::string(error.what()).empty());
    }
  }
}
