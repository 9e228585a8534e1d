#pragma once

#include "casus/result.hpp"
#include "casus/scenario.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace casus::report {

/// What the page tells of a run beside its numbers: the scenario's own words, the answers in words, and the
/// evidence of each part. `file` is the name under which the results hold it.
nlohmann::ordered_json page_words(const Result& result, const Scenario& scenario, const std::string& file);

} // namespace casus::report
