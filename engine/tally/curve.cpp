#include "tally/curve.hpp"

#include "tally/estimates.hpp"

#include <algorithm>
#include <numeric>

namespace casus::tally {
namespace {

/// Gives the groups' hits up to each grid point, one point after the other.
class Passing {
public:
  explicit Passing(const GroupedPassages& groups) : groups_(groups) {
    for (const double trials : groups.trials) sums_.push_back({trials, 0});
    trials_ = std::accumulate(groups.trials.begin(), groups.trials.end(), 0.0);
  }

  void pass(std::size_t point) {
    for (std::size_t g = 0; g < sums_.size(); ++g) {
      const double passages = groups_.passages[g * groups_.points() + point];
      sums_[g].sum += passages;
      hits_ += passages;
    }
  }

  double share() const { return hits_ / trials_; }
  double effective() const { return effective_trials(share(), clustered_se(sums_), trials_); }

private:
  const GroupedPassages& groups_;
  std::vector<ClusterSum> sums_;
  double trials_ = 0;
  double hits_ = 0;
};

/// How much of the gain at the end a share before it has that is scaled in proportion: as if the controls
/// knew early hits as well as late ones, with which they have the covariance of the shares themselves.
double gain_before(double share, double end, double gain) {
  if (share <= 0 || share >= 1 || end <= 0 || end >= 1) return 1;
  const double odds = share / (1 - share), odds_of_end = end / (1 - end);
  return 1 / (1 - (1 - 1 / gain) * std::min(1.0, odds / odds_of_end));
}

/// Makes the curve end where the event's probability is: what controls tell of its end is true of it all in
/// proportion.
void scale_to_end(EventResult& event) {
  const double end = event.curve.back();
  if (!event.gain || end == 0) return;
  for (double& share : event.curve) share = std::min(1.0, share * (*event.probability / end));
}

} // namespace

double effective_trials(double share, double se, double trials) {
  return se > 0 ? share * (1 - share) / (se * se) : trials;
}

void add_curve(EventResult& event, const GroupedPassages& groups, double effective, double factor) {
  Passing passing(groups);
  std::vector<double> by_groups;
  for (std::size_t point = 0; point < groups.points(); ++point) {
    passing.pass(point);
    event.curve.push_back(passing.share());
    by_groups.push_back(passing.effective());
  }
  scale_to_end(event);
  const double gain = event.gain.value_or(1);
  const double scale = effective / gain / by_groups.back();
  for (std::size_t point = 0; point < groups.points(); ++point)
    event.curve_ci95.push_back(
        wilson(event.curve[point],
               by_groups[point] * scale * gain_before(event.curve[point], *event.probability, gain), factor));
}

} // namespace casus::tally
