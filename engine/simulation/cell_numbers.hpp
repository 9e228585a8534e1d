#pragma once

#include "simulation/block_worlds.hpp"

#include <array>
#include <deque>

namespace casus::simulation {

/// Numbers that each world of a block has of its own, as the kernels take them: rows of one a cell. A row
/// stays where it is until all are cleared.
template <typename Number>
class CellNumbers {
public:
  void clear() { rows_.clear(); }

  /// Adds the row of what the function gives for each world, by its number in the block.
  template <class OfWorld>
  const Number* add(const BlockWorlds& worlds, OfWorld of_world) {
    auto& row = rows_.emplace_back();
    if (worlds.size() == 1)
      row.fill(static_cast<Number>(of_world(std::size_t{0})));
    else
      for (std::size_t i = 0; i < worlds.size(); ++i) row[i] = static_cast<Number>(of_world(i));
    return row.data();
  }

  const Number* add(const BlockWorlds& worlds, plan::NumberId id) {
    return add(worlds, [&](std::size_t world) { return worlds[world].number(id); });
  }

private:
  std::deque<std::array<Number, block_cells>> rows_;
};

} // namespace casus::simulation
