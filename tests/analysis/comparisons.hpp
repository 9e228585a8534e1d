#pragma once

// What the tests of comparisons share. A comparison with a closed form fails beyond 4.5 standard errors,
// which chance does once in 150,000; seeds are fixed, so a failure means a mistake.

#include "casus/compare.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace casus::test {

inline constexpr double z_limit = 4.5;

/// The scenario, which starts on 2020-01-01, with the format's first lines put before it.
Scenario what_if_text(const std::string& text, const std::vector<std::string>& settings = {});

struct How {
  std::uint64_t trajectories = 20'000;
  std::uint64_t seed = 7;
  std::optional<std::uint64_t> worlds = std::nullopt;
  int threads = 0;
  bool is_plain = false;
};

RunOptions options_of(const How& how);

/// A text compared with itself under settings.
Comparison compared(const std::string& text, const std::vector<std::string>& settings, const How& how = {});

const Difference& difference(const Comparison& comparison, const std::string& outcome);

/// Whether an effect lies within the z limit of the truth.
bool agrees(double effect, double se, double truth);
bool agrees(const Difference& difference, double truth);
bool agrees(const std::optional<Effected>& effect, double truth);

bool covers(const Interval& interval, double truth);

} // namespace casus::test
