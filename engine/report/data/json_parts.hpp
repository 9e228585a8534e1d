#pragma once

#include "casus/result.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace casus::report {

/// What several documents hold.
nlohmann::ordered_json or_null(const std::optional<double>& value);
nlohmann::ordered_json as_json(const Interval& interval);
nlohmann::ordered_json as_json(const Result& result);

} // namespace casus::report
