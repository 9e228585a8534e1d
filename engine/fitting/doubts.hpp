#pragma once

#include "fitting/specification.hpp"

namespace casus::fitting {

/// What should be known of a fit before it is believed, in words.
std::vector<std::string> doubts_of(const Scenario& scenario, const Specification& specification,
                                   const History& history, const Fit& fit);

} // namespace casus::fitting
