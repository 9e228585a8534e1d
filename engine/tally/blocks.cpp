#include "tally/blocks.hpp"

#include <fmt/core.h>

namespace casus::tally {

filtering::Search search_of(const RunOptions& options) {
  return {.seed = options.seed,
          .worlds = *options.weighed_worlds,
          .threads = options.threads,
          .stop = options.stop};
}

Blocks blocks_of(const plan::Plan& plan, const RunOptions& options) {
  std::shared_ptr<const filtering::Posterior> posterior;
  if (plan.observed)
    posterior =
        std::make_shared<const filtering::Posterior>(filtering::find_posterior(plan, search_of(options)));
  return Blocks(options.trajectories, *options.worlds, std::move(posterior));
}

void refuse_observed(const Scenario& scenario, const std::string& what) {
  if (scenario.observed)
    throw RunError(fmt::format("{} does not take what has been observed into account: leave out `observed` "
                               "(--set observed=null)",
                               what));
}

} // namespace casus::tally
