#pragma once

#include "scenario/read/intensities.hpp"

#include <map>
#include <optional>
#include <utility>

namespace casus::scenario {

/// A step from a rung to the next one, up or down.
using Step = std::pair<int, int>;

/// What a ladder's `steps` say of each step.
using Overrides = std::map<Step, PartialIntensity>;

/// Reads `steps` of the ladder of that number: a map of `from -> to`.
Overrides read_steps(Reading& reading, const MapReader& ladder, int index, const std::string& path);

/// The intensity of a step: what `base` (up or down) says, changed by what the step's own entry says. None
/// where neither says anything; tells where there is no rate.
std::optional<Intensity> folded(Reading& reading, const std::optional<PartialIntensity>& base,
                                const PartialIntensity* change);

} // namespace casus::scenario
