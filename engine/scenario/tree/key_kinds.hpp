#pragma once

#include <string>
#include <vector>

namespace casus::scenario {

/// The keys that lead from the root of a scenario to a node.
using Path = std::vector<std::string>;

/// "triggers.strike.rate"
std::string joined(const Path& path);

/// The keys of a map at this path are names that its author chose (of parts, drivers, categories, …), and not
/// words of the format: a driver may well be called `beta` or `about`.
bool keys_are_names(const Path& path);

/// A map at this path with a family's name as its only key is a distribution.
bool may_be_distribution(const Path& path);

/// "trigger", for "triggers"; empty where a section of that name has no named parts.
std::string kind_of_part(const std::string& section);

} // namespace casus::scenario
