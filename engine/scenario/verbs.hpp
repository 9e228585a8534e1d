#pragma once

#include "casus/scenario.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace casus::scenario {

enum class ActsOn { drivers, ladders };

/// What a verb's amount is: a number, by how many rungs a ladder moves, or the rung that it moves to.
enum class AmountKind { number, rungs, rung };

/// Everything that sets one verb of effects apart from the others.
struct Verb {
  ChangeKind kind{};
  std::string_view key{};
  std::string_view says{}; ///< what stands under the key, for the schema and the reference
  ActsOn acts_on{};
  AmountKind amount{};
  bool adds = false;                               ///< the amount to a driver, whatever its value is
  double (*result)(double value, double amount){}; ///< the driver's new value, or the ladder's new rung
  double (*slope)(double value, double amount){};  ///< of that in the old value, unless the verb adds
};

/// The row of each verb. One that is missing here does not compile.
constexpr Verb row_of(ChangeKind kind) {
  switch (kind) {
  case ChangeKind::add:
    return {.kind = kind,
            .key = "add",
            .says = "Drivers and what is added to them.",
            .acts_on = ActsOn::drivers,
            .amount = AmountKind::number,
            .adds = true,
            .result = [](double value, double amount) { return value + amount; }};
  case ChangeKind::set:
    return {.kind = kind,
            .key = "set",
            .says = "Drivers and what they are set to.",
            .acts_on = ActsOn::drivers,
            .amount = AmountKind::number,
            .result = [](double, double amount) { return amount; },
            .slope = [](double, double) { return 0.0; }};
  case ChangeKind::scale:
    return {.kind = kind,
            .key = "scale",
            .says = "Drivers and what they are multiplied by.",
            .acts_on = ActsOn::drivers,
            .amount = AmountKind::number,
            .result = [](double value, double amount) { return value * amount; },
            .slope = [](double, double amount) { return amount; }};
  case ChangeKind::raise:
    return {.kind = kind,
            .key = "raise",
            .says = "Ladders and by how many rungs they rise.",
            .acts_on = ActsOn::ladders,
            .amount = AmountKind::rungs,
            .result = [](double rung, double rungs) { return rung + rungs; }};
  case ChangeKind::lower:
    return {.kind = kind,
            .key = "lower",
            .says = "Ladders and by how many rungs they fall.",
            .acts_on = ActsOn::ladders,
            .amount = AmountKind::rungs,
            .result = [](double rung, double rungs) { return rung - rungs; }};
  case ChangeKind::move:
    return {.kind = kind,
            .key = "move",
            .says = "Ladders and the rung they move to.",
            .acts_on = ActsOn::ladders,
            .amount = AmountKind::rung,
            .result = [](double, double rung) { return rung; }};
  }
  return {};
}

constexpr std::size_t count_verbs() {
  std::size_t count = 0;
  while (!row_of(static_cast<ChangeKind>(count)).key.empty()) ++count;
  return count;
}

/// All verbs, in the order of ChangeKind.
inline constexpr auto verbs = [] {
  std::array<Verb, count_verbs()> rows;
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = row_of(static_cast<ChangeKind>(i));
  return rows;
}();

static_assert(std::all_of(verbs.begin(), verbs.end(),
                          [](const Verb& verb) {
                            const bool has_slope = verb.acts_on == ActsOn::ladders || verb.adds || verb.slope;
                            return !verb.says.empty() && verb.result && has_slope;
                          }),
              "the row of a verb lacks its description or its arithmetic");

constexpr const Verb& verb_of(ChangeKind kind) { return verbs[static_cast<std::size_t>(kind)]; }

} // namespace casus::scenario
