#pragma once

#include "report/data/columns.hpp"
#include "report/data/fit_fields.hpp"

#include <string>

namespace casus::report {

/// The whole of a number is the name of the trigger, ladder or driver that it is of.
struct NumbersTable {
  static constexpr auto name = "numbers";
  static constexpr std::tuple columns{
      Field{"of", [](const FittedNumber&, const std::string& whole) { return whole; }},
      Field{"name", &FittedNumber::name}, fitted_values, weight_test, fit_doubt};

  static void rows(const Fit& fit, auto add) {
    for (const FittedTrigger& trigger : fit.triggers) {
      add(trigger.rate, trigger.name);
      for (const FittedNumber& weight : trigger.weights) add(weight, trigger.name);
    }
    for (const FittedNumber& half_life : fit.half_lives) add(half_life, half_life.name);
    for (const FittedLadder& ladder : fit.ladders)
      for (const FittedNumber& number : ladder.numbers) add(number, ladder.name);
  }
};

struct ResidualsTable {
  static constexpr auto name = "residuals";
  static constexpr std::tuple columns{
      Field{"trigger", [](double, const FittedTrigger& whole) { return whole.name; }},
      Field{"time", std::identity()}};

  static void rows(const Fit& fit, auto add) {
    for (const FittedTrigger& trigger : fit.triggers)
      for (const double time : trigger.residuals.times) add(time, trigger);
  }
};

using FitTables = std::tuple<NumbersTable, ResidualsTable>;

} // namespace casus::report
