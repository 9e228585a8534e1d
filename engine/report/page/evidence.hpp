#pragma once

#include "casus/scenario.hpp"

#include <string>
#include <vector>

namespace casus::report {

/// A part of a scenario that says, or should say, where it comes from.
struct Part {
  std::string kind; ///< "driver", "effect", …
  std::string name; ///< unique among the drivers, triggers, …
  Note note;
};

/// The parts in the order of the file: everything that has a name, and what else carries a note.
std::vector<Part> evidence(const Scenario& scenario);

} // namespace casus::report
