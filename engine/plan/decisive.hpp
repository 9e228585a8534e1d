#pragma once

#include "plan/plan.hpp"

namespace casus::plan {

/// Whether a firing of the trigger by itself may decide something: by its effects on ladders, because an
/// outcome's conditions read its firings, or because it was left to chance whether it came on its date.
bool is_decisive(const Plan& plan, TriggerId trigger);

} // namespace casus::plan
