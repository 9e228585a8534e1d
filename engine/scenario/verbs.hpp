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

/// What a driver's value or a ladder's rung becomes, or how much of a change in it is left, by an amount.
using Arithmetic = double (*)(double value, double amount);

/// Everything that sets one verb of effects apart from the others.
struct Verb {
  ChangeKind kind{};
  std::string_view key{};
  std::string_view says{}; ///< what stands under the key, for the schema and the reference
  ActsOn acts_on{};
  AmountKind amount{};
  bool adds = false;   ///< the amount to a driver, whatever its value is
  Arithmetic result{}; ///< the driver's new value, or the ladder's new rung
  Arithmetic slope{};  ///< of that in the old value, unless the verb adds; of drivers only
};

/// The rows are made by these, whose arguments are all that there is to say: a row without its arithmetic
/// does not compile.
constexpr Verb adds_to_drivers(ChangeKind kind, std::string_view key, std::string_view says) {
  return {kind,
          key,
          says,
          ActsOn::drivers,
          AmountKind::number,
          true,
          [](double value, double amount) { return value + amount; },
          nullptr};
}
constexpr Verb on_drivers(ChangeKind kind, std::string_view key, std::string_view says, Arithmetic result,
                          Arithmetic slope) {
  return {kind, key, says, ActsOn::drivers, AmountKind::number, false, result, slope};
}
constexpr Verb on_ladders(ChangeKind kind, std::string_view key, std::string_view says, AmountKind amount,
                          Arithmetic result) {
  return {kind, key, says, ActsOn::ladders, amount, false, result, nullptr};
}

/// The row of each verb. One that is missing here does not compile.
constexpr Verb row_of(ChangeKind kind) {
  switch (kind) {
  case ChangeKind::add:
    return adds_to_drivers(kind, "add", "Drivers and what is added to them.");
  case ChangeKind::set:
    return on_drivers(
        kind, "set", "Drivers and what they are set to.", [](double, double amount) { return amount; },
        [](double, double) { return 0.0; });
  case ChangeKind::scale:
    return on_drivers(
        kind, "scale", "Drivers and what they are multiplied by.",
        [](double value, double amount) { return value * amount; },
        [](double, double amount) { return amount; });
  case ChangeKind::raise:
    return on_ladders(kind, "raise", "Ladders and by how many rungs they rise.", AmountKind::rungs,
                      [](double rung, double rungs) { return rung + rungs; });
  case ChangeKind::lower:
    return on_ladders(kind, "lower", "Ladders and by how many rungs they fall.", AmountKind::rungs,
                      [](double rung, double rungs) { return rung - rungs; });
  case ChangeKind::move:
    return on_ladders(kind, "move", "Ladders and the rung they move to.", AmountKind::rung,
                      [](double, double rung) { return rung; });
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

static_assert(std::none_of(verbs.begin(), verbs.end(), [](const Verb& verb) { return verb.says.empty(); }),
              "the row of a verb lacks its description");

constexpr const Verb& verb_of(ChangeKind kind) { return verbs[static_cast<std::size_t>(kind)]; }

} // namespace casus::scenario
