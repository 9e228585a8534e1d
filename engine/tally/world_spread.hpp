#pragma once

#include "casus/result.hpp"
#include "tally/clusters.hpp"

#include <optional>
#include <span>

namespace casus::tally {

/// How the worlds' own means of an outcome lie about their mean.
class WorldMeans {
public:
  /// Shares, whose law is taken for a beta.
  static WorldMeans shares() { return WorldMeans(nullptr); }
  /// Means of values, whose law is taken for a shifted lognormal with the third moment of the means of cells,
  /// to which chance within worlds adds next to nothing.
  static WorldMeans values(const SkewMoments& cells) { return WorldMeans(&cells); }

  /// The quantile of worlds' means, where they have this mean and standard deviation.
  double quantile(double p, double mean, double sd) const;
  /// The part of an interval in which such a mean can lie.
  Interval possible(Interval interval) const;

private:
  explicit WorldMeans(const SkewMoments* cells) : cells_(cells) {}

  const SkewMoments* cells_;
};

/// How far the worlds' own means lie apart beyond what chance makes: one-way random effects by analysis of
/// variance (Searle, Casella, McCulloch 1992, sec. 3.6 and 4.4), the error of which is told by clusters of
/// whole worlds; it does not depend on how many trajectories a world has. None where no cell has two trials,
/// or there are fewer than two clusters that have any.
std::optional<WorldSpread> spread_between(std::span<const WorldsSum> clusters, std::uint64_t worlds,
                                          const WorldMeans& means);

} // namespace casus::tally
