#pragma once

#include "casus/sobol.hpp"
#include "sensitivity/sobol_row.hpp"

#include <cstdint>
#include <vector>

namespace casus::sensitivity {

/// The variances of one outcome and its indices over `parameters`, from at least two rows with `depth`
/// trajectories a world. Without names and the outcome's own words.
OutcomeSobol estimate_sobol(const std::vector<SobolRow>& rows, std::size_t parameters, std::uint64_t depth);

} // namespace casus::sensitivity
