#include "simulation/block_worlds.hpp"

#include <algorithm>

namespace casus::simulation {
namespace {

using Worlds = std::vector<std::shared_ptr<const World>>;

std::uint64_t number_of(const BlockSpec& spec, std::size_t lane) {
  return spec.past != nullptr ? spec.past->number : spec.world(lane);
}

/// The world of one of a block's lanes, if it is among some.
std::shared_ptr<const World> find(const Worlds& worlds, const plan::Plan& plan, const BlockSpec& spec,
                                  std::size_t lane) {
  const auto is_it = [&](const auto& world) {
    return !plan::is_uncertain(*plan.scenario) ||
           (world->index() == number_of(spec, lane) && world->swap() == spec.swap);
  };
  const auto found = std::find_if(worlds.begin(), worlds.end(), is_it);
  return found == worlds.end() ? nullptr : *found;
}

} // namespace

bool BlockWorlds::enter(const plan::Plan& plan, std::uint64_t seed, const BlockSpec& spec) {
  Worlds all = worlds_; // of the block before, then of this one
  for (std::size_t lane = 0; lane < (spec.has_one_world() ? 1 : spec.lanes); lane += cell_lanes) {
    auto world = find(all, plan, spec, lane);
    if (!world) {
      const World* const similar = all.empty() ? nullptr : all.back().get();
      world = spec.past != nullptr
                  ? std::make_shared<const World>(plan, *spec.past, similar)
                  : std::make_shared<const World>(plan, seed, spec.world(lane), similar, spec.swap);
    }
    all.push_back(std::move(world));
  }
  const Worlds entered(all.begin() + static_cast<std::ptrdiff_t>(worlds_.size()), all.end());
  if (entered == worlds_) return false;
  worlds_ = entered;
  for (std::size_t cell = 0; cell < block_cells; ++cell)
    numbers_[cell] = worlds_[std::min(of(cell * cell_lanes), size() - 1)]->numbers().data();
  return true;
}

} // namespace casus::simulation
