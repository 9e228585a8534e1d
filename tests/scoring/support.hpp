#pragma once

#include "casus/errors.hpp"
#include "casus/score.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace casus::test {

/// Beyond this many standard errors it is a mistake: chance does so once in 150,000, and seeds are fixed.
inline constexpr double z_limit = 4.5;

/// A scenario with these lines, which starts on 2020-01-01.
Scenario scenario_text(const std::string& text, const std::string& file = "s.yaml");

/// Two events and two values that need no simulation to be known.
Scenario plain_scenario();

/// The observations of a CSV text.
std::vector<Observation> observations_of(const std::string& csv, const std::vector<Scenario>& scenarios);
/// What is wrong with it, without the folder.
std::string told_of(const std::string& csv, const std::vector<Scenario>& scenarios);

RunOptions options_of(std::uint64_t trajectories, std::uint64_t seed = 7,
                      std::optional<std::uint64_t> worlds = std::nullopt);

/// The CRPS of a normal distribution: Gneiting & Raftery 2007, eq. 5 of sec. 4.2.
double crps_of_normal(double mean, double sd, double observed);

} // namespace casus::test
