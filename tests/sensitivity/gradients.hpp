#pragma once

// What the tests of derivatives share. One with a closed form fails beyond 4.5 standard errors, which chance
// does once in 150,000 where there are many groups; seeds are fixed, so a failure means a mistake.

#include "casus/sensitivity.hpp"

#include <string>
#include <vector>

namespace casus::test {

inline constexpr double z_limit = 4.5;

/// The scenario, which starts on 2020-01-01, with the format's first lines put before it.
Scenario scenario_text(const std::string& text, const std::vector<std::string>& settings = {});

struct How {
  std::uint64_t trajectories = 25'600;
  std::uint64_t seed = 7;
  std::optional<std::uint64_t> worlds = std::nullopt;
  int threads = 0;
};

RunOptions options_of(const How& how);

Gradient gradient_of(const std::string& text, const How& how = {}, const std::vector<EventPair>& joint = {});

/// Of an outcome by its name, by the number at a path.
Derivative derivative(const Gradient& gradient, const std::string& outcome, const std::string& path);

/// Whether an estimate lies within the z limit of the truth, and tells something: its error is not above
/// `most_se`.
bool agrees(double estimate, double se, double truth, double most_se);

} // namespace casus::test
