#pragma once

#include "simulation/block_state.hpp"

#include <vector>

namespace casus::simulation {

/// Moves the drivers of a block from one grid point to the next, by the exact transition of their linear SDE.
class DriverStepper {
public:
  DriverStepper(const plan::Plan& plan, std::uint64_t seed, std::size_t widest);

  /// Over step `step`, which ends on `day`. Throws RunError where a driver is not finite.
  void move(BlockState& state, std::size_t step, double day);

private:
  struct Group {
    std::size_t index;        ///< of the plan
    std::size_t first_normal; ///< row of the first member's normals, if the group has noise
  };

  void draw_normals(const BlockState& state, std::size_t step);
  void move_group(BlockState& state, const Group& group, std::size_t step_kind);
  void clamp(BlockState& state, int driver) const;
  void check(const BlockState& state, int driver, double day) const;

  const plan::Plan& plan_;
  std::vector<Group> groups_;
  std::vector<StreamKey> noise_keys_; ///< of each row of normals
  std::vector<int> moving_drivers_;
  Rows normals_; ///< of this step
  Rows spares_;  ///< of the next one: Box and Muller's method makes two at a time
  Rows moved_;   ///< members of a group before they are written back
};

} // namespace casus::simulation
