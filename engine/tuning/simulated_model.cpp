#include "tuning/simulated_model.hpp"

#include "plan/plan.hpp"
#include "simulation/block_spec.hpp"
#include "simulation/eigen_index.hpp"
#include "tuning/target_reading.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::tuning {
namespace {

/// Fewer worlds than this would not tell their own spread.
constexpr std::uint64_t fewest_worlds = 25;

/// The number of worlds for a question, with as many trajectories a world as in the last steps; where nobody
/// says how many there are to be, as in any run.
std::optional<std::uint64_t> worlds_for(std::uint64_t trajectories, const RunOptions& last) {
  if (!last.worlds) return std::nullopt;
  const auto share = static_cast<double>(trajectories) / static_cast<double>(last.trajectories);
  const auto worlds = static_cast<std::uint64_t>(std::ceil(static_cast<double>(*last.worlds) * share));
  return std::min({std::max(worlds, fewest_worlds), *last.worlds,
                   std::max<std::uint64_t>(1, trajectories / simulation::cell_lanes)});
}

/// How far a central difference goes to both sides, in scores: long enough that events change in many
/// trajectories, short beside the prior's standard deviation of 1.
constexpr double difference_step = 0.25;

} // namespace

SimulatedModel::SimulatedModel(const Scenario& scenario, const std::vector<Target>& targets,
                               const std::vector<FreeNumber>& numbers, const RunOptions& options)
    : scenario_(scenario), targets_(targets), numbers_(numbers), options_(options),
      pairs_(event_pairs(targets)) {
  for (const FreeNumber& number : numbers)
    if (number.is_differentiable) differentiable_.push_back(number.number.path);
}

Gradient SimulatedModel::ask(const Question& question, std::uint64_t seed,
                             const std::vector<std::string>& paths) const {
  RunOptions options = options_;
  options.trajectories = question.trajectories;
  options.seed = seed;
  const Scenario scenario = at_scores(scenario_, numbers_, question.scores);
  if (plan::is_uncertain(scenario)) options.worlds = worlds_for(question.trajectories, options_);
  Gradient gradient = casus::gradient(scenario, paths, options, pairs_);
  if (options_.stop != nullptr && options_.stop->load()) throw Stopped();
  return gradient;
}

/// The fewest paths to ask for. None would ask for a gradient by all, so there is at least one.
std::vector<std::string> SimulatedModel::fewest_paths() const {
  return differentiable_.empty() ? differentiable_ : std::vector<std::string>{differentiable_.front()};
}

Gradient SimulatedModel::answers(const Question& question, std::uint64_t seed) const {
  return ask(question, seed, fewest_paths());
}

Predictions SimulatedModel::operator()(const Question& question) const {
  const Gradient gradient = ask(question, options_.seed, differentiable_);
  const Eigen::Index targets = eigen_index(targets_.size()), numbers = eigen_index(numbers_.size());
  Predictions predictions{Eigen::VectorXd(targets), Eigen::VectorXd(targets),
                          Eigen::MatrixXd::Zero(targets, numbers), Eigen::MatrixXd::Zero(targets, numbers)};
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const Reading reading = read(targets_[i], gradient, pairs_);
    predictions.values(eigen_index(i)) = reading.value;
    predictions.errors(eigen_index(i)) = reading.error(gradient);
  }
  add_likelihood_ratios(predictions, gradient, question);
  for (std::size_t number = 0; number < numbers_.size(); ++number)
    if (!numbers_[number].is_differentiable) add_differences(predictions, question, number);
  return predictions;
}

void SimulatedModel::add_likelihood_ratios(Predictions& predictions, const Gradient& gradient,
                                           const Question& question) const {
  const auto derivative = [&](std::size_t estimate, std::size_t column) {
    const std::size_t outcomes = gradient.outcomes.size();
    return estimate < outcomes ? gradient.derivatives[estimate][column]
                               : gradient.joint_derivatives[estimate - outcomes][column];
  };
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const Reading reading = read(targets_[i], gradient, pairs_);
    std::size_t column = 0; // of the gradient, whose numbers are in the order of the paths
    for (std::size_t number = 0; number < numbers_.size(); ++number) {
      if (!numbers_[number].is_differentiable) continue;
      double slope = 0, variance = 0; // as if the errors of two estimates were independent
      for (const auto& [estimate, partial] : reading.partials) {
        const Derivative found = derivative(estimate, column);
        if (!found.is_seen) slope = std::numeric_limits<double>::quiet_NaN();
        slope += partial * found.value;
        variance += partial * partial * found.se * found.se;
      }
      const double stretch = numbers_[number].prior.slope(question.scores(eigen_index(number)));
      predictions.slopes(eigen_index(i), eigen_index(number)) = std::isfinite(slope) ? slope * stretch : 0;
      predictions.slope_errors(eigen_index(i), eigen_index(number)) =
          std::isfinite(variance) ? std::sqrt(variance) * std::abs(stretch) : 0;
      ++column;
    }
  }
}

/// Adds central differences. Their errors are left out: common random numbers leave little of them, and the
/// search's region of trust guards against what is left.
void SimulatedModel::add_differences(Predictions& predictions, const Question& question,
                                     std::size_t number) const {
  Question up = question, down = question;
  up.scores(eigen_index(number)) += difference_step;
  down.scores(eigen_index(number)) -= difference_step;
  const Gradient above = answers(up, options_.seed), below = answers(down, options_.seed);
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    const Reading high = read(targets_[i], above, pairs_), low = read(targets_[i], below, pairs_);
    const double slope = (high.value - low.value) / (2 * difference_step);
    predictions.slopes(eigen_index(i), eigen_index(number)) = std::isfinite(slope) ? slope : 0;
  }
}

} // namespace casus::tuning
