#include "analysis/sizing.hpp"

#include "simulation/block_spec.hpp"
#include "simulation/jobs.hpp"

#include <algorithm>

namespace casus::analysis {

std::vector<int> thread_counts(const std::vector<int>& wanted) {
  std::vector<int> counts;
  for (const int threads : wanted) counts.push_back(simulation::actual_threads(threads));
  if (wanted.empty()) {
    const int all = simulation::actual_threads(0);
    for (int threads = 1; threads < all; threads *= 2) counts.push_back(threads);
    counts.push_back(all);
  }
  std::sort(counts.begin(), counts.end());
  counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
  return counts;
}

std::uint64_t to_two_digits(std::uint64_t number) {
  std::uint64_t unit = 1;
  while (number / unit >= 100) unit *= 10;
  return number / unit * unit;
}

std::optional<std::uint64_t> trajectories_for_a_second(Contestant& contestant, Turn turn) {
  constexpr double long_enough = 0.1;           // seconds
  constexpr std::uint64_t most = 1'000'000'000; // of a scenario in which nothing happens
  const std::uint64_t fewest = std::max<std::uint64_t>(100, turn.worlds.value_or(1) * simulation::cell_lanes);
  turn.profile = false;
  for (turn.chosen = std::max<std::uint64_t>(1000, fewest);; turn.chosen *= 10) {
    const auto tried = contestant.repeat(turn);
    if (!tried) return std::nullopt;
    if (tried->seconds < long_enough && turn.chosen < most) continue;
    const double a_second = std::min(tried->trajectories_a_second(), static_cast<double>(most));
    return std::max(fewest, to_two_digits(static_cast<std::uint64_t>(a_second)));
  }
}

} // namespace casus::analysis
