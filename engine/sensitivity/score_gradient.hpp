#pragma once

#include "casus/sensitivity.hpp"

namespace casus::sensitivity {

/// Derivatives by these numbers, all differentiable, which may be none. `options` are settled.
Gradient score_gradient(const Scenario& scenario, std::vector<NumberEntry> numbers, const RunOptions& options,
                        const std::vector<EventPair>& joint = {});

/// Throws RunError that there is no number at the path, and names the nearest that there is.
[[noreturn]] void fail_unknown(const Scenario& scenario, const std::string& path);

} // namespace casus::sensitivity
