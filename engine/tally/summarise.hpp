#pragma once

#include "casus/result.hpp"
#include "tally/tally.hpp"

namespace casus::tally {

/// What a tally says: estimates, their errors, series. Run and performance are filled in by the caller.
Result summarise(const plan::Plan& plan, const Tally& tally, std::uint64_t worlds);

} // namespace casus::tally
