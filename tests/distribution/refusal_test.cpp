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

std::string refusal(Family family, const std::vector<NamedValue>& arguments) {
  try {
    Variate{family, arguments};
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

} // namespace

TEST_CASE("a family is known by its name") {
  for (const char* name :
       {"uniform", "normal", "lognormal", "triangular", "pert", "beta", "gamma", "discrete"}) {
    const auto family = distribution::family_named(name);
    REQUIRE(family);
    CHECK(distribution::name_of(*family) == name);
  }
  CHECK_FALSE(distribution::family_named("cauchy"));
}

TEST_CASE("the list form names a family's own arguments") {
  using distribution::list_arguments;
  CHECK(list_arguments(Family::uniform) == std::vector<std::string>{"min", "max"});
  CHECK(list_arguments(Family::normal) == std::vector<std::string>{"mean", "sd"});
  CHECK(list_arguments(Family::lognormal) == std::vector<std::string>{"mu", "sigma"});
  CHECK(list_arguments(Family::triangular) == std::vector<std::string>{"min", "mode", "max"});
  CHECK(list_arguments(Family::pert) == std::vector<std::string>{"min", "mode", "max"});
  CHECK(list_arguments(Family::beta) == std::vector<std::string>{"alpha", "beta"});
  CHECK(list_arguments(Family::gamma) == std::vector<std::string>{"shape", "scale"});
  CHECK(list_arguments(Family::discrete).empty());
}

TEST_CASE("values out of range are told with what they must be") {
  CHECK(refusal(Family::uniform, {{"min", 2}, {"max", 1}}) == "min 2 is not below max 1");
  CHECK(refusal(Family::uniform, {{"min", 2}, {"max", 2}}) ==
        "min and max are both 2: write the plain number 2");
  CHECK(refusal(Family::triangular, {{"min", 0}, {"mode", 3}, {"max", 2}}) ==
        "the mode 3 lies outside [0, 2]");
  CHECK(refusal(Family::pert, {{"min", 2}, {"mode", 2}, {"max", 2}}) ==
        "min and max are both 2: write the plain number 2");
  CHECK(refusal(Family::normal, {{"mean", 0}, {"sd", 0}}) == "sd is 0, but must be above zero");
  CHECK(refusal(Family::lognormal, {{"mu", 0}, {"sigma", -1}}) == "sigma is -1, but must be above zero");
  CHECK(refusal(Family::lognormal, {{"mean", -2}, {"sd", 1}}) == "mean is -2, but must be above zero");
  CHECK(refusal(Family::beta, {{"alpha", 0}, {"beta", 1}}) == "alpha is 0, but must be above zero");
  CHECK(refusal(Family::beta, {{"mean", 1.5}, {"sd", 1}}) ==
        "the mean 1.5 of a beta must lie between 0 and 1");
  CHECK(refusal(Family::beta, {{"mean", 0.5}, {"sd", 0.5}}) ==
        "the sd 0.5 is too large for a beta with the mean 0.5: it must be below 0.5");
  CHECK(refusal(Family::gamma, {{"shape", 1}, {"scale", -3}}) == "scale is -3, but must be above zero");
  CHECK(refusal(Family::gamma, {{"shape", 1e12}, {"scale", 1}}) ==
        "shape is 1e+12, but must lie between 1e-6 and 1e6 to be computed: use another family");
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(refusal(Family::normal, {{"mean", infinity}, {"sd", 1}}) == "mean is not a finite number");
  CHECK(refusal(Family::normal, {{"mean", 0}, {"sd", std::nan("")}}) == "sd is not a finite number");
}

TEST_CASE("arguments that do not determine a family are told with those that do") {
  CHECK(refusal(Family::uniform, {{"min", 0}, {"sd", 1}}) ==
        "uniform takes min and max, or two quantiles such as p05 and p95, not min and sd");
  CHECK(refusal(Family::normal, {}) ==
        "normal takes mean and sd, or two quantiles such as p05 and p95, not nothing");
  CHECK_THAT(refusal(Family::gamma, {{"p05", 1}, {"p50", 2}, {"p95", 3}}), Contains("two quantiles"));
  CHECK_THAT(refusal(Family::gamma, {{"min", 1}, {"p95", 3}}), Contains("gamma takes shape and scale"));
  CHECK_THAT(refusal(Family::pert, {{"p05", 1}, {"p95", 3}}),
             Contains("any three of quantiles such as p05, min, mode and max, not p05 and p95"));
  CHECK_THAT(refusal(Family::pert, {{"mode", 1}, {"mode", 1}, {"p95", 3}}), Contains("pert takes"));
  for (const char* name : {"p0", "p100", "p", "p-5", "p5x", "p1e1", "p101", "pnan"})
    CHECK_THAT(refusal(Family::normal, {{name, 1}, {"p95", 3}}), Contains("normal takes"));
}

TEST_CASE("quantiles that contradict each other are refused") {
  CHECK(refusal(Family::normal, {{"p05", 3}, {"p95", 1}}) ==
        "the quantiles do not increase (3 at 5%, 1 at 95%)");
  CHECK(refusal(Family::normal, {{"p05", 3}, {"p5", 4}}) == "the quantile of 5% is given twice");
  CHECK_THAT(refusal(Family::lognormal, {{"p05", -3}, {"p95", 4}}), Contains("is not above zero"));
  CHECK_THAT(refusal(Family::beta, {{"p05", 0.5}, {"p95", 1.5}}), Contains("must lie between 0 and 1"));
  CHECK_THAT(refusal(Family::triangular, {{"p05", 0}, {"p50", 0.01}, {"p95", 10}}), Contains("too lopsided"));
  CHECK_THAT(refusal(Family::pert, {{"min", 0}, {"p50", 9.9}, {"max", 10}}), Contains("too lopsided"));
}

TEST_CASE("values and weights must come in pairs, none below zero and not all zero") {
  CHECK(refusal(Family::discrete, {}) == "discrete takes values and weights in turn");
  CHECK(refusal(Family::discrete, {{"value", 1}}) == "discrete takes values and weights in turn");
  CHECK(refusal(Family::discrete, {{"weight", 1}, {"value", 1}}) ==
        "discrete takes values and weights in turn");
  CHECK(refusal(Family::discrete, {{"value", 7}, {"weight", -1}}) == "the weight -1 of 7 is below zero");
  CHECK(refusal(Family::discrete, {{"value", 7}, {"weight", 0}}) ==
        "all weights are zero: give at least one value a weight above zero");
  CHECK(
      refusal(Family::discrete, {{"value", 7}, {"weight", 1e308}, {"value", 8}, {"weight", 1e308}}).empty());
}

TEST_CASE("a distribution beyond the range of numbers is refused") {
  CHECK_THAT(refusal(Family::lognormal, {{"mu", 0}, {"sigma", 1000}}), Contains("beyond the numbers"));
  CHECK_THAT(refusal(Family::normal, {{"mean", 0}, {"sd", 1e308}}), Contains("beyond the numbers"));
}

TEST_CASE("wild arguments give finite quantiles or a message") {
  std::mt19937_64 generator(7);
  std::uniform_real_distribution<double> exponent(-320, 308), sign(-1, 3);
  const auto wild = [&] { return std::copysign(std::pow(10, exponent(generator)), sign(generator)); };
  const std::vector<std::pair<Family, std::vector<std::string>>> ways = {
      {Family::uniform, {"min", "max"}},      {Family::normal, {"mean", "sd"}},
      {Family::lognormal, {"mu", "sigma"}},   {Family::lognormal, {"median", "sigma"}},
      {Family::lognormal, {"mean", "sd"}},    {Family::triangular, {"min", "mode", "max"}},
      {Family::pert, {"min", "mode", "max"}}, {Family::beta, {"alpha", "beta"}},
      {Family::beta, {"mean", "sd"}},         {Family::gamma, {"shape", "scale"}},
      {Family::gamma, {"shape", "rate"}},     {Family::gamma, {"mean", "sd"}},
      {Family::uniform, {"p05", "p95"}},      {Family::normal, {"p05", "p95"}},
      {Family::lognormal, {"p05", "p95"}},    {Family::beta, {"p05", "p95"}},
      {Family::gamma, {"p05", "p95"}},        {Family::triangular, {"p05", "p50", "p95"}},
      {Family::pert, {"p05", "mode", "max"}}, {Family::discrete, {"value", "weight", "value", "weight"}}};
  for (int i = 0; i < 4000; ++i) {
    const auto& [family, names] = ways[static_cast<std::size_t>(i) % ways.size()];
    std::vector<NamedValue> arguments;
    for (const std::string& name : names) arguments.emplace_back(name, wild());
    std::sort(arguments.begin(), arguments.end(), [&](const NamedValue& a, const NamedValue& b) {
      return i % 3 != 0 && family != Family::discrete && a.second < b.second;
    });
    try {
      const Variate variate(family, arguments);
      for (const double u : {0x1p-54, 1e-6, 0.3, 0.5, 0.9, 1 - 0x1p-53}) {
        INFO(distribution::name_of(family)
             << " " << names[0] << " " << arguments[0].second << ", " << arguments[1].second << " at " << u);
        CHECK(std::isfinite(variate.quantile(u)));
      }
    } catch (const std::invalid_argument& error) {
      CHECK_FALSE(std::string(error.what()).empty());
    }
  }
}
