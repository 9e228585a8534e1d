#pragma once

#include "casus/scenario.hpp"

#include <string>
#include <vector>

namespace texts {

/// The keys that every scenario must have: a year from 2023-04-15 in steps of a week.
inline const std::string head = "casus: 1\nstart: 2023-04-15\nhorizon: 365.25 days\nstep: 1 week\n";

/// `head` and `rest`, read.
casus::Scenario read(const std::string& rest, const std::vector<std::string>& settings = {});

/// What is wrong with a text, or its warnings where nothing is, one line each as `file:line:column: error:
/// message`.
std::vector<std::string> problems_of(const std::string& text, const std::vector<std::string>& settings = {});

/// One line, without the source line.
std::string line_of(const casus::Problem& problem);

/// A text that uses nearly all that the format has.
extern const std::string everything;

} // namespace texts
