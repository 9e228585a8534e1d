#pragma once

#include "analysis/paired_run.hpp"
#include "casus/compare.hpp"

namespace casus::analysis {

/// What a what-if answers differently from the baseline, member 0, to one of its outcomes. `pair` is theirs
/// in the run.
Difference difference(const PairedRun& run, std::size_t outcome, std::size_t pair, std::size_t whatif);

/// The differences of each ladder that has the same rungs in the baseline and the what-if.
std::vector<LadderDifference> ladder_differences(const PairedRun& run, std::size_t whatif);

/// All that a comparison tells of a what-if.
WhatIf what_if(const PairedRun& run, const std::string& file, std::size_t pair, std::size_t member);

} // namespace casus::analysis
