#pragma once

#include "casus/score.hpp"
#include "scoring/trajectory_worlds.hpp"

#include <optional>
#include <span>
#include <vector>

namespace casus::scoring {

/// The mean of one kind of score over outcomes that one simulation forecasts, so that their Monte Carlo
/// errors hang together.
class ScoreMean {
public:
  /// `addends`: what each trajectory adds to the score's error.
  void add(const Score& score, std::span<const double> addends);
  /// The mean; none where nothing has been added.
  std::optional<MeanScore> mean(const TrajectoryWorlds& worlds) const;

private:
  std::vector<Score> scores_;
  std::vector<double> addends_; ///< of their sum
};

/// The mean of some numbers with its standard error, where there are two.
struct Mean {
  double value = 0;
  std::optional<double> se{};
};
Mean mean_of(std::span<const double> numbers);

} // namespace casus::scoring
