#include "tuning/free_numbers.hpp"

#include "casus/sensitivity.hpp"
#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"
#include "simulation/eigen_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace casus::tuning {
namespace {

/// There are no more free numbers than this, since the posterior takes matrices of their square.
constexpr std::size_t most_free = 1000;

[[noreturn]] void refuse(const Place& place, std::string message) {
  throw ScenarioError({Problem{Severity::error, place, std::move(message), {}}});
}

const NumberEntry& entry_at(const std::vector<NumberEntry>& numbers, const std::string& path) {
  const auto found = std::find_if(numbers.begin(), numbers.end(),
                                  [&](const NumberEntry& number) { return number.path == path; });
  if (found != numbers.end()) return *found;
  std::vector<std::string> paths;
  for (const NumberEntry& number : numbers) paths.push_back(number.path);
  const auto near = formula::nearest_name(path, paths);
  refuse({"--free " + path, 0, 0},
         "the scenario has no such number" + (near ? formula::did_you_mean(near) : std::string()));
}

/// What is believed of a free number says nothing of another. Throws std::invalid_argument where it does.
void require_independence(const Scenario& scenario, const NumberEntry& number) {
  const auto parameter = [&](int index) -> const Parameter& {
    return scenario.parameters[static_cast<std::size_t>(index)];
  };
  for (const Correlation& each : scenario.parameter_correlations)
    for (const auto& [one, other] : {std::pair(each.first, each.second), std::pair(each.second, each.first)})
      if (parameter(one).path == number.path)
        throw std::invalid_argument(
            fmt::format("is correlated with '{}' (the priors of free numbers are independent): leave the "
                        "correlation out",
                        parameter(other).name));
}

FreeNumber free_number(const Scenario& scenario, const NumberEntry& number) {
  require_independence(scenario, number);
  return {number, Prior(number)};
}

FreeNumber required(const Scenario& scenario, const NumberEntry& number) {
  try {
    return free_number(scenario, number);
  } catch (const std::invalid_argument& why) {
    refuse(number.place,
           fmt::format("{} cannot be tuned: it {}", formula::in_quotes(number.path), why.what()));
  }
}

std::vector<FreeNumber> asked_for(const Scenario& scenario, const std::vector<std::string>& paths) {
  const std::vector<NumberEntry> numbers = numbers_of(scenario);
  std::vector<FreeNumber> free;
  std::set<std::string> seen;
  for (const std::string& path : paths)
    if (seen.insert(path).second) free.push_back(required(scenario, entry_at(numbers, path)));
  return free;
}

std::vector<FreeNumber> all_of(const Scenario& scenario) {
  std::vector<FreeNumber> free;
  for (const NumberEntry& number : differentiable_numbers(scenario)) {
    try {
      free.push_back(free_number(scenario, number));
    } catch (const std::invalid_argument&) { // not asked for, so it stays as it is
    }
  }
  return free;
}

} // namespace

std::vector<FreeNumber> free_numbers(const Scenario& scenario, const std::vector<std::string>& paths) {
  std::vector<FreeNumber> free = paths.empty() ? all_of(scenario) : asked_for(scenario, paths);
  if (free.empty())
    refuse({scenario.file, 0, 0},
           "there is no number here that can be tuned by itself: name some with --free");
  if (free.size() > most_free)
    refuse({scenario.file, 0, 0},
           fmt::format("{} numbers are too many to tune at once (at most {}): name those that are to be free",
                       free.size(), most_free));
  // Free numbers are certain while they are tried.
  std::set<std::string> differentiable;
  for (const NumberEntry& number :
       differentiable_numbers(at_scores(scenario, free, Eigen::VectorXd::Zero(eigen_index(free.size())))))
    differentiable.insert(number.path);
  for (FreeNumber& number : free) number.is_differentiable = differentiable.contains(number.number.path);
  return free;
}

Scenario at_scores(const Scenario& scenario, const std::vector<FreeNumber>& numbers,
                   const Eigen::VectorXd& scores) {
  Scenario result = scenario;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    result =
        with_value(std::move(result), numbers[i].number.path, numbers[i].prior.value(scores(eigen_index(i))));
  return result;
}

} // namespace casus::tuning
