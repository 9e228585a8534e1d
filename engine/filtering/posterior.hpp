#pragma once

#include "plan/plan.hpp"
#include "simulation/evidence/past.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace casus::filtering {

/// How a posterior is to be found.
struct Search {
  std::uint64_t seed = 0;
  std::size_t worlds = 0; ///< a multiple of the islands
  int threads = 0;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(std::size_t passes)> progress{}; ///< told when a pass over all worlds is done
};

/// Worlds fall into so many islands, which never meet: how far their answers lie apart tells the errors of
/// all that is asked.
inline constexpr std::size_t islands = 16;
/// Where nobody says how many.
inline constexpr std::size_t default_worlds = 1024;

/// Worlds with their pasts, each as likely as any other given what was observed.
struct Posterior {
  std::vector<simulation::Past> worlds{}; ///< any first part of them is a fair choice
  double log_evidence = 0;                ///< of all that was observed, under the scenario
  double log_evidence_error = 0;          ///< its standard error
  double effective_worlds = 0;            ///< (sum c)^2 / sum c^2 over their different pasts
  std::size_t passes = 0;                 ///< of the filter over all worlds
  double acceptance = 0;                  ///< share of the moves that were taken; 0 where none was tried
  std::vector<double> log_predictive{};   ///< mean over worlds of each item's, given those before it
};

/// Finds it: by tempering the likelihood from nothing to all of it, in steps that leave half of the effective
/// number of worlds (Del Moral, Doucet, Jasra 2006), with a particle filter's estimate in its place (Andrieu
/// and Roberts 2009; Chopin, Jacob, Papaspiliopoulos 2013). A function of plan, seed and worlds alone. Throws
/// RunError, also where no course explains what was observed.
Posterior find_posterior(const plan::Plan& plan, const Search& search);

/// The same posterior for another plan that differs only in what comes after now, so that what was observed
/// is as likely in it to the last bit in some worlds that are tried; none where it is not. What is uncertain
/// in the other plan alone has its prior.
std::optional<Posterior> shared_posterior(const Posterior& posterior, const plan::Plan& plan,
                                          const plan::Plan& other, const Search& search);

/// The courses of a run: one for each block, in turn.
const simulation::Past& past_of_block(const Posterior& posterior, std::uint64_t block);

} // namespace casus::filtering
