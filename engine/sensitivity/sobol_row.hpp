#pragma once

#include "plan/plan.hpp"
#include "sensitivity/sobol_design.hpp"
#include "simulation/block_simulator.hpp"

#include <cstdint>
#include <vector>

namespace casus::sensitivity {

/// What one row of the design says of one outcome. D_i is the answer in C_i less that in A, of one
/// trajectory.
struct SobolRow {
  double a = 0, b = 0;                     ///< means of the answers
  double a_variance = 0, b_variance = 0;   ///< of a trajectory's answer, unbiased
  bool is_whole = true;                    ///< the outcome's condition held in every trajectory
  std::vector<double> difference{};        ///< of each parameter: mean of D_i
  std::vector<double> difference_square{}; ///< unbiased for the square of its expectation
  std::vector<double> changed{};           ///< trajectories in which D_i is not 0
  std::vector<double> squares{};           ///< sum of D_i^2
};

/// Simulates rows, one after the other. One a thread.
class SobolRowSimulator {
public:
  /// Simulates for these outcomes of the plan.
  SobolRowSimulator(const plan::Plan& plan, const SobolDesign& design,
                    const std::vector<std::size_t>& outcomes, std::uint64_t seed);

  /// Simulates a row; what it says of each of the outcomes. Throws RunError.
  std::vector<SobolRow> row(std::uint64_t row);

private:
  /// Sums over trajectories, of each outcome.
  struct Sums {
    double shift = 0; ///< taken from the answers before they are squared, so that little cancels
    double a = 0, aa = 0, b = 0, bb = 0;
    bool is_whole = true;
    std::vector<double> d, dd, changed;
  };

  void begin();
  void add_part(std::uint64_t row, std::size_t part);
  /// The answers of all lanes, [outcome][lane].
  const std::vector<double>& simulated(const simulation::BlockSpec& spec);
  SobolRow finished(const Sums& sums) const;

  const plan::Plan& plan_;
  const SobolDesign& design_;
  std::vector<std::size_t> outcomes_;
  simulation::BlockSimulator simulator_;
  simulation::Bystander bystander_;
  std::vector<double> answers_;
  std::vector<Sums> sums_;
};

} // namespace casus::sensitivity
