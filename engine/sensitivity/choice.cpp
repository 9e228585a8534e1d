#include "sensitivity/choice.hpp"

#include "sensitivity/finite_difference.hpp"
#include "sensitivity/plausible_change.hpp"
#include "sensitivity/score_gradient.hpp"

#include <algorithm>
#include <set>

namespace casus::sensitivity {
namespace {

/// The chosen numbers in the order of the scenario, each once.
std::vector<NumberEntry> wanted_numbers(const Scenario& scenario, const SensitivityOptions& options) {
  if (!options.all && options.numbers.empty()) return differentiable_numbers(scenario);
  std::vector<NumberEntry> numbers = numbers_of(scenario);
  if (options.all) return numbers;
  const auto has_path = [](const std::string& path) {
    return [&path](const NumberEntry& entry) { return entry.path == path; };
  };
  for (const std::string& path : options.numbers)
    if (std::none_of(numbers.begin(), numbers.end(), has_path(path))) fail_unknown(scenario, path);
  std::erase_if(numbers, [&](const NumberEntry& entry) {
    return std::find(options.numbers.begin(), options.numbers.end(), entry.path) == options.numbers.end();
  });
  return numbers;
}

std::set<std::string> paths_with_scores(const Scenario& scenario) {
  std::set<std::string> paths;
  for (const NumberEntry& entry : differentiable_numbers(scenario)) paths.insert(entry.path);
  return paths;
}

} // namespace

NumberChoice choose_numbers(const Scenario& scenario, const SensitivityOptions& options) {
  const std::set<std::string> with_scores = paths_with_scores(scenario);
  NumberChoice choice;
  for (const NumberEntry& entry : wanted_numbers(scenario, options)) {
    const bool has_score = with_scores.contains(entry.path);
    const auto change = plausible_change(entry);
    std::string why = has_score ? "" : why_no_difference(scenario, entry);
    if (!change) why = "it is 0, of which a tenth is nothing: compare with what it might be by a what-if";
    if (!why.empty())
      choice.left_out.push_back({entry, why});
    else if (has_score)
      choice.by_scores.push_back({entry, *change, EffectMethod::score});
    else
      choice.by_differences.push_back({entry, *change, EffectMethod::differences});
  }
  return choice;
}

} // namespace casus::sensitivity
