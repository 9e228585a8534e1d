#pragma once

#include "casus/pathways.hpp"
#include "casus/result.hpp"
#include "casus/scenario.hpp"

#include <string>
#include <string_view>

namespace casus::report {

/// Stands near the beginning of every page, and tells it from what others have written.
inline constexpr std::string_view page_mark = R"(<meta name="generator" content="casus report">)";

/// What the page tells of a run that its result does not hold.
struct Background {
  const Scenario& scenario;
  const Pathways& pathways;
  std::string command; ///< that makes the page again
};

/// A result as one HTML page that needs nothing else: it holds the JSON of to_json(result), what only the
/// page tells, and the script that draws both. Text of the scenario stays text, whatever it holds.
std::string to_html(const Result& result, const Background& background);

} // namespace casus::report
