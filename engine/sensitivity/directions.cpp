#include "sensitivity/directions.hpp"

#include "sensitivity/differentiable.hpp"
#include "simulation/eigen_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::sensitivity {
namespace {

using simulation::World;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

} // namespace

Directions::Directions(const plan::Plan& plan, const ScorePlan& scores, const std::vector<std::string>& paths)
    : plan_(plan), scores_(scores) {
  const auto readers = readers_of_parameters(*plan.scenario);
  for (const std::string& path : paths) {
    Direction& direction = directions_.emplace_back();
    if (const auto score = scores.find(path)) {
      direction.scores.push_back(*score);
      continue;
    }
    const std::size_t parameter = parameter_at(*plan.scenario, path).value();
    direction.parameter = plan::NumberId(parameter);
    for (const std::string& reader : readers[parameter])
      direction.scores.push_back(scores.find(reader).value());
  }
}

Eigen::VectorXd Directions::along(const Eigen::VectorXd& scores, const World& world) const {
  const Eigen::Index count = eigen_index(directions_.size());
  const auto sum_of = [&](ScoreId score) { return scores(eigen_index(score.number())); };
  Eigen::VectorXd result = Eigen::VectorXd::Zero(2 * count);
  for (std::size_t i = 0; i < directions_.size(); ++i) {
    const Direction& direction = directions_[i];
    double& along_value = result(eigen_index(i));
    double& along_logarithm = result(count + eigen_index(i));
    for (const ScoreId s : direction.scores) {
      const Score& score = scores_.scores[s];
      const double by_value = this->by_value(score, sum_of(s), world);
      along_value += direction.parameter ? by_value * slope(score, *direction.parameter, world) : by_value;
    }
    if (direction.parameter) {
      along_logarithm = along_value * world.number(*direction.parameter);
      continue;
    }
    const ScoreId s = direction.scores.front();
    const Score& score = scores_.scores[s];
    along_logarithm = score.is_relative() ? sum_of(s) : sum_of(s) * world.number(*score.number);
  }
  return result;
}

double Directions::by_value(const Score& score, double sum, const World& world) const {
  if (!score.number) return nothing;
  const double value = world.number(*score.number);
  if (score.is_relative()) return value > 0 ? sum / value : nothing;
  if (score.kind == NumberKind::probability && !(value > 0 && value < 1)) return nothing;
  return sum;
}

double Directions::slope(const Score& score, plan::NumberId parameter, const World& world) const {
  const double value = world.number(parameter);
  const double step = std::cbrt(std::numeric_limits<double>::epsilon()) * std::max(std::abs(value), 1e-3);
  const double above = value + step, below = value - step;
  return (number_with(score, parameter, above, world) - number_with(score, parameter, below, world)) /
         (above - below);
}

double Directions::number_with(const Score& score, plan::NumberId parameter, double value,
                               const World& world) const {
  const auto first = world.numbers().begin();
  std::vector<double> numbers(first, first + static_cast<std::ptrdiff_t>(plan_.parameters.size()));
  numbers[parameter.number()] = value;
  formula::Inputs inputs;
  const double* const own = numbers.data();
  inputs.numbers = {&own, 1};
  return plan_.number(*score.number).program.in_lane(inputs, 0);
}

} // namespace casus::sensitivity
