#include "analysis/contributions.hpp"

namespace casus {

Explanation explain(const Changes& changes, const RunOptions& options) {
  const auto between = [&](const std::vector<bool>& groups) { return changes.with(groups); };
  Explanation explanation = analysis::contributions(changes.groups().size(), between, options);
  explanation.groups = changes.groups();
  return explanation;
}

} // namespace casus
