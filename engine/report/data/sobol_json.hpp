#pragma once

#include "casus/sobol.hpp"
#include "report/data/tables.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace casus::report {

/// Rows, trajectories a world, parameters, and of each outcome its variances and the indices of each
/// parameter.
nlohmann::ordered_json as_json(const SobolResult& result);

/// A row an outcome and parameter.
Table sobol_table(const SobolResult& result);

/// A document of these with what was run.
std::string to_json(const SobolResult& result);

} // namespace casus::report
