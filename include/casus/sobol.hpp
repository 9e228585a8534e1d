#pragma once

#include "casus/result.hpp"
#include "casus/run.hpp"
#include "casus/scenario.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace casus {

/// A share of the variance between worlds. An estimate may lie a little outside of [0, 1].
struct SobolIndex {
  double value = 0;
  double se = 0;
  Interval ci95{};
};

struct ParameterSobol {
  std::string parameter{}; ///< its name, or the path of a distribution that stands elsewhere in the file
  SobolIndex first{}; ///< what it does by itself: Var E[answer | parameter] / Var E[answer | all parameters]
  SobolIndex total{}; ///< and together with others: what would be left were all others known
};

/// How the uncertain parameters share the variance of one outcome's probability or mean between worlds.
struct OutcomeSobol {
  std::string name{};
  std::string question{};
  bool is_event = true;
  double day = 0;     ///< of `by` or `at`
  double mean = 0;    ///< over all worlds
  double chance = 0;  ///< variance of a trajectory's answer within a world
  double between = 0; ///< variance of the worlds' probabilities or means, without what chance adds to it
  double between_se = 0;
  std::vector<ParameterSobol> parameters{}; ///< in the order of the file; empty where there is a doubt
  std::string doubt{};                      ///< why there are no indices
};

struct SobolResult {
  Result run{};            ///< how it was run: all trajectories and worlds; without outcomes and series
  std::uint64_t rows = 0;  ///< of the design, finished: pairs of independent worlds
  std::uint64_t depth = 0; ///< trajectories a world
  std::vector<std::string> parameters{};
  std::vector<OutcomeSobol> outcomes{}; ///< empty with fewer than two rows
};

/// Estimates Sobol's indices (Sobol 1993; Homma & Saltelli 1996) of the outcomes of these names, or of all,
/// over the uncertain parameters, by the radial design of Saltelli et al. 2010 with the noise within worlds
/// taken out (docs/methods.md). `worlds` are the rows of the design, each of as many worlds as there are
/// uncertain parameters, and two; `trajectories` are those of all worlds together, at least two each. Throws
/// RunError, also where no parameter is uncertain.
SobolResult sobol(const Scenario& scenario, const RunOptions& options,
                  const std::vector<std::string>& outcomes = {});

} // namespace casus
