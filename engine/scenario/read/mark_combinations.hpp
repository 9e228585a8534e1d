#pragma once

#include "casus/scenario.hpp"
#include "scenario/bounds.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus::scenario {

/// A value that a formula must not have, and where it has it: " where weapon is nato", or nothing.
struct WrongValue {
  double value;
  std::string where;
};

/// Looks for a value outside of the bounds in a formula of a trigger's marks, over all ways in which the
/// categories may come about; as far as it hangs on these and on constants alone.
std::optional<WrongValue> value_outside(const Bounds& bounds, const Expression& formula,
                                        const std::vector<Mark>& marks);

} // namespace casus::scenario
