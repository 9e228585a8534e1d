#pragma once

#include "casus/run.hpp"
#include "plan/plan.hpp"
#include "simulation/block_state.hpp"

#include <cstdint>
#include <vector>

namespace casus::sensitivity {

/// Which worlds are simulated, and with which trajectories. Row j of M has the worlds A = j and B = M + j, as
/// in a run of 2 M worlds, and for each uncertain parameter i a world C_i that is A but for parameter i,
/// which is B's. C_i has A's trajectories, B has its own.
class SobolDesign {
public:
  /// Throws RunError where nothing is uncertain or the trajectories are too few.
  SobolDesign(const plan::Plan& plan, const RunOptions& options);

  std::uint64_t rows() const { return rows_; }
  /// Trajectories of each world, at least two.
  std::uint64_t depth() const { return depth_; }
  /// The uncertain parameters, by their index.
  const std::vector<std::size_t>& parameters() const { return parameters_; }
  std::uint64_t worlds_a_row() const { return parameters_.size() + 2; }

  /// A part of a row: so many of the trajectories of each of its worlds, to be simulated side by side.
  std::size_t parts() const;
  simulation::BlockSpec a(std::uint64_t row, std::size_t part) const { return block(row, part); }
  simulation::BlockSpec b(std::uint64_t row, std::size_t part) const { return block(rows_ + row, part); }
  simulation::BlockSpec c(std::uint64_t row, std::size_t part, std::size_t parameter) const;

private:
  simulation::BlockSpec block(std::uint64_t world, std::size_t part) const;
  void require_depth(std::uint64_t trajectories) const;

  std::vector<std::size_t> parameters_;
  std::uint64_t rows_ = 0;
  std::uint64_t depth_ = 0;
};

} // namespace casus::sensitivity
