#include "filtering/posterior.hpp"

#include "simulation/block_simulator.hpp"
#include "simulation/parameter_draw.hpp"

#include <algorithm>

namespace casus::filtering {
namespace {

/// So many different pasts are tried.
constexpr std::size_t tried = 12;

/// The place of each of the other plan's parameters among the plan's.
std::vector<std::optional<std::size_t>> places(const plan::Plan& plan, const plan::Plan& other) {
  std::vector<std::optional<std::size_t>> places;
  for (const Parameter& parameter : other.scenario->parameters) {
    const auto& all = plan.scenario->parameters;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Parameter& each) { return each.name == parameter.name; });
    places.push_back(found == all.end() ? std::nullopt : std::optional<std::size_t>(found - all.begin()));
  }
  return places;
}

} // namespace

std::optional<Posterior> shared_posterior(const Posterior& posterior, const plan::Plan& plan,
                                          const plan::Plan& other, const Search& search) {
  if (other.grid.front() != plan.grid.front() || other.step_length != plan.step_length ||
      other.observed->now != plan.observed->now)
    return std::nullopt;
  Posterior shared = posterior;
  const auto place = places(plan, other);
  for (simulation::Past& past : shared.worlds) {
    const std::vector<double> before = past.draws;
    past.draws.clear();
    for (std::size_t i = 0; i < place.size(); ++i) {
      const std::string& name = other.scenario->parameters[i].name;
      past.draws.push_back(place[i] ? before[*place[i]]
                                    : simulation::parameter_draw(search.seed, name, past.number));
    }
  }
  simulation::BlockSimulator here(plan, search.seed), there(other, search.seed);
  for (std::size_t i = 0; i < std::min(tried, shared.worlds.size()); ++i)
    if (here.weigh(past_of_block(posterior, i)).log_likelihood !=
        there.weigh(past_of_block(shared, i)).log_likelihood)
      return std::nullopt;
  return shared;
}

} // namespace casus::filtering
