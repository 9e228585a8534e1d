#pragma once

#include "simulation/block_state.hpp"
#include "simulation/cell_numbers.hpp"

#include <vector>

namespace casus::simulation {

/// Moves the drivers over a step by the exact law of their equation. When the step begins, what they become
/// at its end, and their means over it, are computed with their noise, as if nothing happened in it. Throws
/// RunError where a driver grows beyond all numbers.
class DriverStepper {
public:
  DriverStepper(const plan::Plan& plan, const kernels::Kernels& kernels, std::uint64_t seed,
                std::size_t widest);

  /// Takes up the numbers of the block's worlds.
  void enter_worlds(BlockState& state);
  /// Computes from the drivers' values their means over the step and what they become, and, if asked, what
  /// noise alone makes of them.
  void begin_step(BlockState& state, bool are_noises_read);
  /// Makes what they were to become their values, within their bounds.
  void end_step(BlockState& state, double day);

  /// The normals of which the step's noise is made in a lane: the first ones of a noisy group, or the second.
  Eigen::VectorXd normals(const BlockState& state, std::size_t lane, plan::GroupId group,
                          bool are_second) const;
  /// The noise of a member of a noisy group at the middle of the step under way, or at its end.
  double middle_noise(const BlockState& state, std::size_t lane, plan::GroupId group,
                      std::size_t member) const;
  double end_noise(const BlockState& state, std::size_t lane, plan::GroupId group, std::size_t member) const;

private:
  struct Group {
    plan::GroupId id{};
    bool is_noisy = false;
    std::size_t first_normal = 0; ///< among the rows of normals of a step
  };

  using OfWorlds = Eigen::MatrixXd; ///< [world][member]

  void add_member(BlockState& state, const Group& group, std::size_t member, const double* ones);
  void add_bounds(kernels::Move& move, const BlockState& state, const plan::BoundsPlan& bounds);
  template <class RowOf>
  kernels::Terms terms_of(const BlockState& state, const Group& group, const OfWorlds& weights, RowOf row_of);
  kernels::NoiseTerms noise_terms_of(const BlockState& state, const Group& group,
                                     const OfWorlds& first_weights, const OfWorlds& second_weights);
  void draw_normals(const BlockState& state);
  double noise(const BlockState& state, const Eigen::MatrixXd& of_first, const Eigen::MatrixXd& of_second,
               std::size_t lane, plan::GroupId group, std::size_t member) const;
  std::size_t steps_a_draw() const { return plan_.is_refined ? 4 : 2; }
  /// The row where the step's normals begin: the first ones of all streams, then the second ones.
  std::size_t first_row(std::size_t step) const { return step % steps_a_draw() * 2 * streams_; }
  /// Throws where a driver of a trajectory is not finite; lanes beyond the last trajectory may do what they
  /// like.
  void check(const BlockState& state, double day) const;

  const plan::Plan& plan_;
  const kernels::Kernels& kernels_;
  std::vector<Group> groups_;                  ///< those that move
  IdVector<plan::GroupId, std::size_t> place_; ///< among these
  std::vector<StreamKey> keys_, refined_keys_;
  std::size_t streams_ = 0;
  LaneArray<float> normals_; ///< [step of the draw][first or second][stream]
  std::vector<kernels::Move> moves_;
  std::vector<kernels::Term> terms_; ///< of the moves
  std::vector<kernels::NoiseTerm> noises_;
  std::vector<kernels::Move> ends_; ///< of a step
  std::vector<kernels::Move> noise_moves_;
  LaneRows<DriverId, double> noises_becoming_;
  CellNumbers<double> numbers_; ///< to which they point
  CellNumbers<float> noise_numbers_;
};

} // namespace casus::simulation
