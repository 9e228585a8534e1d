#include "simulation/stale.hpp"

#include <algorithm>

namespace casus::simulation {
namespace {

template <typename Id>
void append(std::vector<Id>& ids, const std::vector<Id>& more) {
  ids.insert(ids.end(), more.begin(), more.end());
}

template <typename Id>
void sort_out(std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

void Stale::find(const plan::Plan& plan, std::span<const plan::Row> changed) {
  derived.clear();
  clocks.clear();
  watches.clear();
  for (const plan::Row row : changed) {
    const plan::Dependents& dependents = plan.dependents[static_cast<std::size_t>(row)];
    append(derived, dependents.derived);
    append(clocks, dependents.clocks);
    append(watches, dependents.watches);
  }
  sort_out(clocks);
  sort_out(watches);
  for (const plan::ClockId clock : clocks)
    append(derived, plan.clocks[static_cast<std::size_t>(clock)].timed);
  sort_out(derived);
}

} // namespace casus::simulation
