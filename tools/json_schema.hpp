#pragma once

#include <nlohmann/json.hpp>

namespace casus::language {

/// The JSON Schema of scenarios: `frame`, in which strings and maps that begin with $ stand for what the
/// engine knows: the keys of a kind of part, families of distributions, verbs, words of formulas. Throws
/// std::runtime_error where one is unknown.
nlohmann::ordered_json json_schema(const nlohmann::ordered_json& frame);

} // namespace casus::language
