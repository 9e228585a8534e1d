#pragma once

#include "casus/run.hpp"
#include "tally/controls/gates.hpp"

#include <cstdint>
#include <vector>

namespace casus::tally {

/// A polynomial of a parameter's draw u, uniform in (0, 1), that has mean 0 and variance 1 and nothing to do
/// with those of other degrees: Legendre's.
double shifted_legendre(unsigned degree, double u);
inline constexpr unsigned highest_degree = 2;

/// What is taken from the answers to an outcome, of mean zero: control variates (Glasserman 2003, sec. 4.1).
struct OutcomeControls {
  struct OfMartingale {
    std::size_t martingale = 0;
    double coefficient = 0;
  };
  struct OfParameter {
    std::size_t parameter = 0;
    unsigned degree = 1;
    double coefficient = 0;
  };
  std::vector<std::vector<OfMartingale>> martingales{}; ///< [gate]
  std::vector<double> noises{};                         ///< coefficients, as the outcome's Noises are
  std::vector<OfParameter> parameters{};
  double centre = 0; ///< near the mean answer

  bool exist() const;
};

/// The controls of all outcomes.
struct Controls {
  IdVector<OutcomeId, OutcomeGates> gates{};
  IdVector<OutcomeId, std::vector<DriverId>> noisy{}; ///< whose noise may matter
  IdVector<OutcomeId, OutcomeControls> outcomes{};

  bool exist() const;
};

/// Finds the controls by a pilot of fixed size, whose trajectories and worlds are its own, so that what is
/// taken has a mean of zero whatever the coefficients. Only those are kept of which the pilot can tell that
/// they matter; none where it comes to an error. The same for any number of threads.
Controls find_controls(const plan::Plan& plan, const RunOptions& options);

/// With fewer hits, or misses, a share is told without controls.
inline constexpr std::uint64_t fewest_controlled_hits = 20;
/// Runs of fewer trajectories than this are not worth the pilot.
inline constexpr std::uint64_t fewest_controlled = 32'768;

} // namespace casus::tally
