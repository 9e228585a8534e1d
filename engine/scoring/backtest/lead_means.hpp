#pragma once

#include "scoring/backtest/judged.hpp"

#include <span>
#include <string>
#include <vector>

namespace casus::scoring {

/// Scores what the share of all that happened would have scored as a forecast, and gives that share.
double add_base_rate(std::vector<Judged>& judged);

/// The means over at least one forecast.
LeadMeans means_of(std::span<const Judged> judged);
/// The means over those that reach about as far, the nearest first; none of classes that are empty.
std::vector<LeadMeans> means_by_lead(std::span<const Judged> judged);

} // namespace casus::scoring
