#pragma once

#include "scenario/node.hpp"

namespace casus::scenario {

/// `base` changed by `overlay`: maps merge key by key, everything else replaces, null removes a key. A
/// distribution is a value: one of another family replaces it.
NodePtr merged(const NodePtr& base, const NodePtr& overlay);

} // namespace casus::scenario
