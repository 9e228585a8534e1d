#include "sensitivity/directions.hpp"

#include "sensitivity/differentiable.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::sensitivity {
namespace {

using plan::none;
using simulation::World;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

} // namespace

Directions::Directions(const plan::Plan& plan, const ScorePlan& scores, const std::vector<std::string>& paths)
    : plan_(plan), scores_(scores) {
  const auto readers = readers_of_parameters(*plan.scenario);
  const auto score_of = [&](const std::string& path) {
    return static_cast<std::size_t>(scores.find(path) - scores.scores.data());
  };
  for (const std::string& path : paths) {
    Direction& direction = directions_.emplace_back();
    if (scores.find(path) != nullptr) {
      direction.scores.push_back(score_of(path));
      continue;
    }
    direction.parameter = parameter_at(*plan.scenario, path);
    for (const std::string& reader : readers[static_cast<std::size_t>(direction.parameter)])
      direction.scores.push_back(score_of(reader));
  }
}

Eigen::VectorXd Directions::along(const Eigen::VectorXd& scores, const World& world) const {
  const auto count = static_cast<Eigen::Index>(directions_.size());
  Eigen::VectorXd result = Eigen::VectorXd::Zero(2 * count);
  for (Eigen::Index d = 0; d < count; ++d) {
    const Direction& direction = directions_[static_cast<std::size_t>(d)];
    for (const std::size_t s : direction.scores) {
      const Score& score = scores_.scores[s];
      const double by_value = this->by_value(score, scores(static_cast<Eigen::Index>(s)), world);
      result(d) +=
          direction.parameter == none ? by_value : by_value * slope(score, direction.parameter, world);
    }
    if (direction.parameter != none) {
      result(count + d) = result(d) * world.number(direction.parameter);
      continue;
    }
    const auto s = direction.scores.front();
    const Score& score = scores_.scores[s];
    const double sum = scores(static_cast<Eigen::Index>(s));
    result(count + d) = score.is_relative() ? sum : sum * world.number(score.number);
  }
  return result;
}

double Directions::by_value(const Score& score, double sum, const World& world) const {
  if (score.number == none) return nothing;
  const double value = world.number(score.number);
  if (score.is_relative()) return value > 0 ? sum / value : nothing;
  if (score.kind == NumberKind::probability && !(value > 0 && value < 1)) return nothing;
  return sum;
}

double Directions::slope(const Score& score, int parameter, const World& world) const {
  const double value = world.number(parameter);
  const double step = std::cbrt(std::numeric_limits<double>::epsilon()) * std::max(std::abs(value), 1e-3);
  const double above = value + step, below = value - step;
  return (number_with(score, parameter, above, world) - number_with(score, parameter, below, world)) /
         (above - below);
}

double Directions::number_with(const Score& score, int parameter, double value, const World& world) const {
  std::vector<double> numbers(world.numbers().begin(),
                              world.numbers().begin() + static_cast<std::ptrdiff_t>(plan_.first_number()));
  numbers[static_cast<std::size_t>(parameter)] = value;
  formula::Inputs inputs;
  inputs.numbers = numbers;
  return plan_.numbers[static_cast<std::size_t>(score.number - plan_.first_number())].program.in_lane(inputs,
                                                                                                      0);
}

} // namespace casus::sensitivity
