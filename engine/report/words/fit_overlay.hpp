#pragma once

#include "casus/fit.hpp"

#include <string>

namespace casus::report {

/// The fitted numbers as a what-if of the scenario file `extends`, with what is known of each as a comment.
/// Numbers that the history does not tell are left as they are.
std::string fitted_overlay(const Fit& fit, const std::string& extends);

} // namespace casus::report
