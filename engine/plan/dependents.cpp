#include "plan/dependents.hpp"

#include "plan/sort_out.hpp"

namespace casus::plan {
namespace {

template <typename Key>
void gather(const Plan& plan, std::span<const Row> changed, std::vector<Key> Dependents::*list,
            Dependents& result) {
  std::vector<Key>& ids = result.*list;
  ids.clear();
  std::size_t filled = 0;
  for (const Row row : changed) {
    const std::vector<Key>& more = plan.dependents[row].*list;
    if (more.empty()) continue;
    ids.insert(ids.end(), more.begin(), more.end());
    ++filled;
  }
  if (filled > 1) sort_out(ids); // one row's are in order
}

} // namespace

void gather_dependents(const Plan& plan, std::span<const Row> changed, bool are_multiplied,
                       Dependents& result) {
  gather(plan, changed, &Dependents::derived, result);
  if (are_multiplied)
    result.clocks.clear();
  else
    gather(plan, changed, &Dependents::clocks, result);
  gather(plan, changed, &Dependents::evaluated, result);
  gather(plan, changed, &Dependents::watches, result);
  gather(plan, changed, &Dependents::timers, result);
}

} // namespace casus::plan
