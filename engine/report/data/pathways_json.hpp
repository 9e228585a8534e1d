#pragma once

#include "casus/pathways.hpp"

#include <nlohmann/json.hpp>

namespace casus::report {

/// The pathways as an object with a key for each event outcome. A pathway names its milestones by their place
/// in the outcome's list.
nlohmann::ordered_json pathways_json(const Pathways& pathways);

} // namespace casus::report
