#pragma once

#include "casus/tune.hpp"

#include <string>
#include <vector>

namespace casus::report {

/// What text, overlay and page say of a tuning alike.
std::string name_of(const Target& target, const Scenario& scenario);
std::string asked_in_words(const Target& target);
/// What is asked or achieved in words, with the digits that its error leaves.
std::string level_in_words(const Target& target, const std::optional<double>& level, double error);
std::string interval_in_words(const NumberEntry& number, const Interval& interval);
/// A change in words. Where a unit ends both of two intervals or numbers, it is said once.
std::string change_in_words(const TunedNumber& number);

/// The numbers of which the targets tell something, the most moved (in standard deviations of its prior)
/// first.
std::vector<std::size_t> told_of(const Tuning& tuning);

std::string in_words(const Contradiction& contradiction, const Tuning& tuning, const Scenario& scenario);

} // namespace casus::report
