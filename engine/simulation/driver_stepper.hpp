#pragma once

#include "simulation/block_state.hpp"

#include <vector>

namespace casus::simulation {

/// Moves the drivers over a step by the exact transition of their equation: x' = propagator x + shift +
/// noise z, then the bounds. Throws RunError where a driver grows beyond all numbers.
class DriverStepper {
public:
  DriverStepper(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                std::size_t widest);

  /// Takes up the numbers of the block's world.
  void enter_world(BlockState& state);
  void move(BlockState& state, std::size_t step, double day);

private:
  struct Group {
    std::size_t index = 0; ///< in the plan
    bool is_noisy = false;
    std::size_t first_normal = 0; ///< among the rows of normals
  };
  /// How the drivers move over a step of one length; the terms are those of the moves.
  struct Length {
    std::vector<kernels::Move> moves;
    std::vector<kernels::Term> terms;
    std::vector<kernels::NoiseTerm> noises;
    std::vector<int> put_aside; ///< drivers that others read after they have moved
  };

  void add_group(Length& length, BlockState& state, const Group& group, const Transition& transition);
  void add_move(Length& length, BlockState& state, const Group& group, const Transition& transition,
                Eigen::Index member);
  void draw_normals(const BlockState& state, std::size_t step);
  /// Lanes beyond the last trajectory may do what they like.
  void check(const BlockState& state, double day) const;

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  std::vector<Group> groups_; ///< those that move
  std::vector<StreamKey> noise_keys_;
  std::vector<Length> lengths_; ///< of a step, by its kind
  SingleRows normals_;          ///< [step of the draw][stream]
  Rows moved_;                  ///< drivers, before they are written back
};

} // namespace casus::simulation
