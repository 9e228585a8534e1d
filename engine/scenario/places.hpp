#pragma once

#include "source/places.hpp"

namespace casus::scenario {

using source::to_string;

} // namespace casus::scenario
