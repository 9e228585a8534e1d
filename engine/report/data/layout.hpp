#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace casus::report {

/// A JSON document for machines that people open too: objects with something inside of them, and lists of
/// objects, are spread over lines, indented by 1; numbers stand in one line. Ends in a newline. Text that is
/// not UTF-8 gets U+FFFD.
std::string laid_out(const nlohmann::ordered_json& document);

} // namespace casus::report
