#pragma once

#include "analysis/first_moments.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace casus::analysis {

/// The trials of an event outcome, and the order in which hits leave those who may still meet it.
class Trials {
public:
  explicit Trials(std::span<const Passage> passages);

  std::size_t count() const { return count_; }
  /// Trajectories, by the day of their passage.
  const std::vector<std::uint32_t>& hits() const { return hits_; }
  const Passage& passage(std::uint32_t trajectory) const { return passages_[trajectory]; }
  /// The day of its passage as moments know it; infinite where it is no hit, before all days where it is no
  /// trial.
  float until(std::uint32_t trajectory) const;

private:
  std::span<const Passage> passages_;
  std::vector<std::uint32_t> hits_;
  std::size_t count_ = 0;
};

/// How much oftener a candidate came before hits than among those who might have met the outcome on the same
/// days: the log-rank test of a covariate that turns from 0 to 1 when the candidate comes (Mantel 1966; Cox
/// 1972, sec. 5).
struct Association {
  double came = 0;       ///< hits that it came before, or at their moment
  double expected = 0;   ///< the same, were it as rare as among all at risk on the hits' days
  double variance = 0;   ///< of `came`, if it had nothing to do with the outcome
  double at_passage = 0; ///< of those in `came`: on the very day of the passage
  std::size_t hits = 0;

  double excess() const { return came - expected; }
  double z() const;
  /// A bound on the probability of so many in `came` or more by chance: the binomial's, which bounds that of
  /// a sum of unequal odds (Hoeffding 1956).
  double chance() const;
  /// Nats that a hit tells: of a share `came` against a share `expected`.
  double information() const;
};

/// `arrivals` are the trajectories in which the candidate ever came, by the day on which it did.
Association associate(std::span<const Moment> moments, std::span<const std::uint32_t> arrivals,
                      const Trials& trials);

std::vector<std::uint32_t> arrivals_of(std::span<const Moment> moments);

} // namespace casus::analysis
