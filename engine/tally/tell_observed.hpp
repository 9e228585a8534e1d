#pragma once

#include "casus/result.hpp"
#include "filtering/posterior.hpp"

namespace casus::tally {

/// Tells what is known, how surprising it was, and what it has taught of the parameters.
ObservedResult tell_observed(const plan::Plan& plan, const filtering::Posterior& posterior);

} // namespace casus::tally
