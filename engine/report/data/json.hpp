#pragma once

#include "casus/result.hpp"

#include <string>

namespace casus::report {

/// The result as one JSON object, with the keys of docs/format.md in their order. What is absent is null, and
/// so is what is not finite. Everything but "performance" is the same to the byte for the same result.
std::string to_json(const Result& result);

} // namespace casus::report
