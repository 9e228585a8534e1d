#pragma once

#include "casus/sensitivity.hpp"

namespace casus::sensitivity {

/// Computes the derivatives by these numbers, all of them differentiable, of which there may be none.
/// `options` are settled.
Gradient score_gradient(const Scenario& scenario, std::vector<NumberEntry> numbers, const RunOptions& options,
                        const std::vector<EventPair>& joint = {});

/// Throws RunError that there is no number at the path, and names the nearest that there is.
[[noreturn]] void fail_unknown(const Scenario& scenario, const std::string& path);

} // namespace casus::sensitivity
