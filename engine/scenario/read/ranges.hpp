#pragma once

#include "scenario/bounds.hpp"
#include "scenario/read/reading.hpp"

#include <optional>
#include <string>

namespace casus::scenario {

/// Tells of a number that is out of bounds, or that will be in some world, as far as this is known before
/// there is a world: for constants, and for numbers that are no more than a parameter's name or a
/// distribution. `what` names the number in the message. Parameters must have been read.
void require_within(Reading& reading, const std::optional<Formula>& number, const Bounds& bounds,
                    const std::string& what);

/// Tells of a constant that a distribution never draws, as far as its arguments are constants too.
void require_drawable(Reading& reading, const Number& constant, const Distribution& distribution,
                      const std::string& what);

} // namespace casus::scenario
