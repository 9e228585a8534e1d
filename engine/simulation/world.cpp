#include "simulation/world.hpp"

#include "simulation/eigen_index.hpp"

#include <fmt/core.h>

#include "distribution/normal.hpp"
#include "formula/calendar.hpp"
#include "scenario/places.hpp"
#include "simulation/parameter_draw.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace casus::simulation {
namespace {

/// The equation of a group, with the numbers of a world.
class GroupEquation {
public:
  GroupEquation(const plan::GroupPlan& group, const World& world)
      : group_(group), world_(world),
        size_(eigen_index(group.members.size())), sde_{Eigen::MatrixXd::Zero(size_, size_),
                                                       Eigen::VectorXd::Zero(size_),
                                                       Eigen::MatrixXd::Zero(size_, size_)} {
    for (std::size_t i = 0; i < group.members.size(); ++i) add_member(group.members[i], eigen_index(i));
    add_noise();
  }

  const LinearSde& sde() const { return sde_; }

private:
  double number(std::optional<plan::NumberId> id) const { return id ? world_.number(*id) : 0; }

  void add_member(const plan::MemberPlan& member, Eigen::Index i) {
    sde_.constant(i) = number(member.trend);
    if (!member.half_life) return;
    const double theta = std::numbers::ln2 / number(member.half_life);
    sde_.drift(i, i) -= theta;
    sde_.constant(i) += theta * number(member.mean);
    for (const auto& [followed, coefficient] : member.follows)
      sde_.drift(i, eigen_index(followed)) += theta * number(coefficient);
  }

  void add_noise() {
    Eigen::MatrixXd correlation = Eigen::MatrixXd::Identity(size_, size_);
    for (const plan::CorrelationPlan& entry : group_.correlations) {
      const Eigen::Index first = eigen_index(entry.first), second = eigen_index(entry.second);
      correlation(first, second) = correlation(second, first) = number(entry.value);
    }
    if (!group_.correlations.empty() && Eigen::LLT<Eigen::MatrixXd>(correlation).info() != Eigen::Success)
      throw RunError(fmt::format(
          "the correlations of driver '{}' and those it is correlated with are not positive definite",
          group_.members[0].name));
    Eigen::VectorXd deviations(size_);
    for (std::size_t i = 0; i < group_.members.size(); ++i)
      deviations(eigen_index(i)) = number(group_.members[i].volatility) / std::sqrt(formula::days_per_year);
    sde_.diffusion = deviations.asDiagonal() * correlation * deviations.asDiagonal();
  }

  const plan::GroupPlan& group_;
  const World& world_;
  Eigen::Index size_;
  LinearSde sde_;
};

/// The level of the quantile that a correlated parameter has in a world of these draws.
double level(const plan::CopulaPlan& copula, const std::vector<double>& draws) {
  constexpr double lowest = 0x1p-53; // as far from the ends as a draw is at least
  double score = 0;
  for (const auto& [parameter, weight] : copula.weights)
    score += weight * distribution::normal_quantile(draws[parameter]);
  return std::clamp(distribution::normal_share(score), lowest, 1 - lowest);
}

} // namespace

World::World(const plan::Plan& plan, std::uint64_t seed, std::uint64_t index, const World* before,
             const std::optional<Swap>& swap)
    : index_(index), swap_(swap) {
  draw_parameters(plan, seed);
  build(plan, before);
}

World::World(const plan::Plan& plan, const Past& past, const World* before)
    : index_(past.number), draws_(past.draws) {
  build(plan, before);
}

void World::build(const plan::Plan& plan, const World* before) {
  take_parameters(plan);
  evaluate_numbers(plan);
  build_variates(plan);
  solve_laws(plan, before);
  solve_bridges(plan, before);
}

std::string World::where(const std::string& what) const {
  if (!swap_) return fmt::format("world {}: {}", index_, what);
  return fmt::format("world {} with a parameter of world {}: {}", index_, swap_->world, what);
}

void World::draw_parameters(const plan::Plan& plan, std::uint64_t seed) {
  for (std::size_t i = 0; i < plan.parameters.size(); ++i) {
    const std::uint64_t draw = swap_ && swap_->parameter == i ? swap_->world : index_;
    draws_.push_back(parameter_draw(seed, plan.scenario->parameters[i].name, draw));
  }
}

/// Gives the parameters the values that their draws say.
void World::take_parameters(const plan::Plan& plan) {
  std::vector<double> levels = draws_;
  for (const plan::CopulaPlan& copula : plan.copulas) levels[copula.parameter] = level(copula, draws_);
  for (std::size_t i = 0; i < plan.parameters.size(); ++i)
    numbers_.push_back(plan.parameters[i] ? plan.parameters[i]->quantile(levels[i])
                                          : plan.scenario->parameters[i].value);
}

void World::evaluate_numbers(const plan::Plan& plan) {
  formula::Inputs inputs;
  const double* const parameters = numbers_.data();
  inputs.numbers = {&parameters, 1};
  std::vector<double> values;
  for (const plan::NumberPlan& number : plan.numbers) {
    const double value = number.program.in_lane(inputs, 0);
    if (!std::isfinite(value) || !number.bounds.allow(value))
      throw RunError(
          fmt::format("{}{}{}", scenario::to_string(number.place), number.place.line > 0 ? ": " : "",
                      where(fmt::format("{} is {} (it must be {}): change it, or the distributions "
                                        "of what it reads",
                                        number.what, value, number.bounds.words))));
    values.push_back(value);
  }
  numbers_.insert(numbers_.end(), values.begin(), values.end());
}

void World::build_variates(const plan::Plan& plan) {
  for (const plan::VariatePlan& variate : plan.variates) {
    std::vector<distribution::NamedValue> arguments;
    for (const auto& [name, id] : variate.arguments) arguments.emplace_back(name, number(id));
    try {
      variates_.emplace_back(variate.family, arguments);
    } catch (const std::invalid_argument& error) {
      throw RunError(where(fmt::format("{}: {}", variate.what, error.what())));
    }
  }
}

void World::solve_laws(const plan::Plan& plan, const World* before) {
  for (const plan::GroupId group : plan.groups.ids()) {
    const LinearSde equation = GroupEquation(plan.groups[group], *this).sde();
    if (before != nullptr && before->law(group).sde == equation)
      laws_.push_back(before->laws_[group]);
    else
      laws_.push_back(
          std::make_shared<const StepLaw>(equation, plan.groups[group], plan.step_length, plan.is_refined));
  }
}

void World::solve_bridges(const plan::Plan& plan, const World* before) {
  for (const plan::ReadingId reading : plan.readings.ids()) {
    auto& bridges = bridges_.emplace_back(plan.groups.size());
    for (const plan::GroupId group : plan.readings[reading].groups) {
      if (before != nullptr && before->laws_[group] == laws_[group])
        bridges[group] = before->bridges_[reading][group];
      else
        bridges[group] = std::make_shared<const GroupBridge>(*laws_[group], plan.readings[reading].passed);
    }
  }
}

} // namespace casus::simulation
