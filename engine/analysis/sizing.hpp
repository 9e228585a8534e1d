#pragma once

#include "analysis/contestant.hpp"

#include <vector>

namespace casus::analysis {

/// The numbers of threads to measure, in rising order, each once: those that are wanted as far as the machine
/// allows, or 1, 2, 4, … and as many as it has processors.
std::vector<int> thread_counts(const std::vector<int>& wanted);

/// Finds how many trajectories a repetition simulates in about a second. Ten times as many are tried each
/// time, from 1,000 on, until they take a tenth of a second; that speed tells the rest, to two digits. None
/// if it was stopped.
std::optional<std::uint64_t> trajectories_for_a_second(Contestant& contestant, Turn turn);

/// Rounds a number down to two significant digits.
std::uint64_t to_two_digits(std::uint64_t number);

} // namespace casus::analysis
