#include "analysis/contributions.hpp"

namespace casus {

Explanation explain(const Scenario& baseline, const Scenario& whatif, const Changes& changes,
                    const RunOptions& options) {
  const auto between = [&](const std::vector<bool>& groups) { return changes.with(groups); };
  Explanation explanation =
      analysis::contributions({baseline, whatif, changes.groups().size(), between}, options);
  explanation.groups = changes.groups();
  return explanation;
}

} // namespace casus
