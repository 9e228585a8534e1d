#include "tuning/search.hpp"

#include "simulation/eigen_index.hpp"
#include "tuning/misfit.hpp"

#include <algorithm>
#include <cmath>

namespace casus::tuning {
namespace {

constexpr double first_radius = 1; // a standard deviation of each prior
constexpr double largest_radius = 3;
constexpr double smallest_radius = 1e-3;
constexpr int most_steps = 40;
constexpr std::uint64_t growth = 4;

/// A step that would gain less than this is as good as none: an objective is known to some hundredths.
constexpr double smallest_gain = 1e-3;

/// The shares of the promised gain below which a step is not taken, and above which the region may grow.
constexpr double poor_share = 0.1;
constexpr double good_share = 0.7;

class Search {
public:
  Search(const Model& model, const std::vector<Target>& targets, Eigen::Index numbers, const Budget& budget)
      : model_(model), targets_(targets), budget_(budget), trajectories_(budget.first_trajectories) {
    found_.scores = Eigen::VectorXd::Zero(numbers);
    look();
  }

  Found run() {
    try {
      while (found_.steps < most_steps && !found_.converged) step();
    } catch (const Stopped&) {
      found_.stopped = true;
    }
    found_.trajectories = trajectories_;
    return std::move(found_);
  }

private:
  Predictions ask(const Eigen::VectorXd& scores) const { return model_({scores, trajectories_}); }

  void look() {
    found_.predictions = ask(found_.scores);
    found_.objective = objective(targets_, found_.predictions, found_.scores);
  }

  void step() {
    ++found_.steps;
    const Surrogate surrogate(targets_, found_.predictions, found_.scores);
    const Eigen::VectorXd scores = surrogate.minimum(radius_);
    const double promised = found_.objective - surrogate.at(scores);
    if (promised < std::max(smallest_gain, chance())) {
      refine();
      return;
    }
    Predictions predictions = ask(scores);
    const double share = gain(predictions, scores) / promised;
    adapt(share, (scores - found_.scores).cwiseAbs().maxCoeff());
    if (share < poor_share) return;
    found_.scores = scores;
    found_.predictions = std::move(predictions);
    found_.objective = objective(targets_, found_.predictions, found_.scores);
  }

  /// What the objective gains by a step, judged with the errors of where the search is, lest a point gain by
  /// being less certain. The targets count that are seen here; there is no gain where one of them is lost
  /// sight of.
  double gain(Predictions predictions, const Eigen::VectorXd& scores) const {
    predictions.errors = found_.predictions.errors;
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      const bool is_seen_here = is_known(found_.predictions, i);
      if (is_seen_here && !is_known(predictions, i)) return 0;
      if (!is_seen_here) predictions.values(eigen_index(i)) = found_.predictions.values(eigen_index(i));
    }
    return found_.objective - objective(targets_, predictions, scores);
  }

  /// What chance leaves open of the objective. Runs on the same streams share most of it, but not all.
  double chance() const {
    double squares = 0;
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      if (!is_known(found_.predictions, i)) continue;
      const auto row = eigen_index(i);
      const double error = found_.predictions.errors(row);
      const double slope = misfit(targets_[i], found_.predictions.values(row), error).slope;
      squares += slope * slope * error * error;
    }
    return trajectories_ < budget_.trajectories ? std::sqrt(squares) : 0;
  }

  /// Goes on with more trajectories, or ends.
  void refine() {
    if (trajectories_ >= budget_.trajectories) {
      found_.converged = true;
      return;
    }
    trajectories_ = std::min(trajectories_ * growth, budget_.trajectories);
    look();
    radius_ = first_radius;
  }

  void adapt(double share, double length) {
    if (share < poor_share) radius_ = std::min(radius_, length) / 4;
    if (share > good_share) radius_ = std::min(2 * radius_, largest_radius);
    if (radius_ < smallest_radius) refine();
  }

  const Model& model_;
  const std::vector<Target>& targets_;
  Budget budget_;
  std::uint64_t trajectories_;
  double radius_ = first_radius;
  Found found_;
};

} // namespace

Found search(const Model& model, const std::vector<Target>& targets, Eigen::Index numbers,
             const Budget& budget) {
  return Search(model, targets, numbers, budget).run();
}

} // namespace casus::tuning
