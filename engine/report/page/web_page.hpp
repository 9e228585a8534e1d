#pragma once

#include "casus/compare.hpp"
#include "casus/fit.hpp"
#include "casus/pathways.hpp"
#include "casus/result.hpp"
#include "casus/scenario.hpp"
#include "casus/sensitivity.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::report {

/// Stands near the beginning of every page, and tells it from what others have written.
inline constexpr std::string_view page_mark = R"(<meta name="generator" content="casus report">)";

/// What the page tells that the results do not hold.
struct Background {
  const Scenario& scenario;
  const std::vector<Scenario>& whatifs;
  const Pathways& pathways;
  std::string command;                      ///< that makes the page again
  std::optional<Sensitivity> sensitivity{}; ///< of the baseline, where it was asked for
};

/// What was found as one HTML page that needs nothing else: it holds the JSON of to_json(found), what only
/// the page tells, and the script that draws both. Text of a scenario stays text, whatever it holds.
std::string to_html(const Result& found, const Background& background);
std::string to_html(const Comparison& found, const Background& background);
std::string to_html(const Explanation& found, const Background& background);
/// The page of a fit; `command` makes the page again.
std::string to_html(const Fit& found, const Scenario& scenario, const std::string& command);

} // namespace casus::report
