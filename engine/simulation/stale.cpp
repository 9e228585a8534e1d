#include "simulation/stale.hpp"

#include "plan/sort_out.hpp"

namespace casus::simulation {
namespace {

template <typename Id>
void append(std::vector<Id>& ids, const std::vector<Id>& more) {
  ids.insert(ids.end(), more.begin(), more.end());
}

} // namespace

void Stale::find(const plan::Plan& plan, std::span<const plan::Row> changed) {
  derived.clear();
  clocks.clear();
  watches.clear();
  timers.clear();
  for (const plan::Row row : changed) {
    const plan::Dependents& dependents = plan.dependents[static_cast<std::size_t>(row)];
    append(derived, dependents.derived);
    append(clocks, dependents.clocks);
    append(watches, dependents.watches);
    append(timers, dependents.timers);
  }
  plan::sort_out(derived);
  plan::sort_out(clocks);
  plan::sort_out(watches);
  plan::sort_out(timers);
}

} // namespace casus::simulation
