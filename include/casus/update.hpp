#pragma once

#include "casus/run.hpp"

#include <cstddef>

namespace casus {

/// What has been observed changes: the same scenario without its record and given it.
struct Update {
  Result before{};       ///< as if nothing were known of what has happened since the start
  Result after{};        ///< given all that is known
  std::size_t today = 0; ///< the first grid point that is not before now
};

/// Runs the scenario given what has been observed, and without. Throws RunError, also where nothing has been
/// observed.
Update update(const Scenario& scenario, const RunOptions& options);

} // namespace casus
