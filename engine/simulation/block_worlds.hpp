#pragma once

#include "simulation/block_spec.hpp"
#include "simulation/world.hpp"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace casus::simulation {

/// The worlds of a block: one for all its cells, or one for each.
class BlockWorlds {
public:
  /// Takes up the worlds of the block, as far as it has others than the one before. Returns whether it has.
  /// Throws as World does.
  bool enter(const plan::Plan& plan, std::uint64_t seed, const BlockSpec& spec);

  std::size_t size() const { return worlds_.size(); }
  const World& operator[](std::size_t number) const { return *worlds_[number]; }
  /// The number of a lane's world among these.
  std::size_t of(std::size_t lane) const { return world_in_block(lane, size()); }
  /// A lane of the world.
  static std::size_t lane_in(std::size_t number) { return number * cell_lanes; }
  /// The numbers of each cell's world.
  std::span<const double* const> numbers() const { return numbers_; }

private:
  std::vector<std::shared_ptr<const World>> worlds_;
  std::array<const double*, block_cells> numbers_{};
};

} // namespace casus::simulation
