#pragma once

#include "casus/pathways.hpp"
#include "casus/result.hpp"
#include "casus/scenario.hpp"

#include <nlohmann/json.hpp>

namespace casus::report {

/// What the page tells of a run beside its numbers: the scenario's own words, the answers in words, and the
/// evidence of each part.
nlohmann::ordered_json page_words(const Result& result, const Scenario& scenario);

nlohmann::ordered_json page_words(const Pathways& pathways);

} // namespace casus::report
