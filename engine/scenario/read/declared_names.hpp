#pragma once

#include "scenario/read/reading.hpp"
#include "scenario/tree/node.hpp"

#include <optional>
#include <string>

namespace casus::scenario {

inline constexpr std::size_t most_of_a_kind = 10'000; ///< drivers, triggers, …

/// Makes the names of all parts known before any part is read. Tells of those that cannot be names, clash, or
/// are too many. A part that is wrong inside is known all the same, so that one mistake is told once.
void declare_names(Reading& reading, const Node& root);

/// Tells of a name that cannot be one. `kind` is "driver", "category", …
void check_name(Reading& reading, const Node& name, const std::string& kind);

/// An entry of a ladder's `rungs`: a name, or a map of a name to what there is to say of it.
struct RungEntry {
  const Node* name = nullptr; ///< none where the entry is neither
  const Node* about = nullptr;
};
RungEntry rung_entry(const Node& item);

/// These find the trigger, driver, ladder or rung that is named at a place of the file, and tell where there
/// is none.
std::optional<int> require_trigger(Reading& reading, const Node& name);
std::optional<int> require_driver(Reading& reading, const Node& name);
std::optional<int> require_ladder(Reading& reading, const Node& name);
std::optional<int> require_rung(Reading& reading, int ladder, const Node& name);

} // namespace casus::scenario
