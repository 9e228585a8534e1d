#pragma once

#include "scenario/read/map_reader.hpp"

#include <optional>
#include <string>
#include <vector>

namespace casus::scenario {

/// An intensity as it is written: a step of a ladder may leave out what stands in `up` or `down`.
struct PartialIntensity {
  std::optional<Formula> rate;
  bool rate_is_wrong = false; ///< or its key is; that has been told
  std::vector<Term> weights;
  std::optional<Formula> when;
  Place place;
};

/// Reads the keys rate, weights and when of a map. `path` names the parameters that distributions in it
/// become.
PartialIntensity read_intensity(Reading& reading, const MapReader& map, const std::string& path);

/// Reads a map of terms to numbers. What is wrong is left out, having been told.
std::vector<Term> read_weights(Reading& reading, const MapReader& map, const std::string& path);

/// Reads a condition on the state; none where the key is missing.
std::optional<Formula> read_condition(Reading& reading, const MapReader& map, std::string_view key);

} // namespace casus::scenario
