#include "report/words/tuning_words.hpp"

#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

/// A number whose standard deviation shrank by less is one that the targets say nothing of.
constexpr double least_narrowed = 0.01;

const std::string& outcome_of(const Scenario& scenario, int outcome) {
  return scenario.outcomes[static_cast<std::size_t>(outcome)].name;
}

/// How far a number went, by the width of its prior.
double moved(const TunedNumber& number) {
  const double width = number.prior90.high - number.prior90.low;
  return width > 0 ? std::abs(number.after - number.before) / width : 0;
}

/// "asked 30%, comes out at 42%".
std::string gives(const TunedTarget& target) {
  const std::string reached = level_in_words(target.target, target.achieved, target.se);
  if (target.target.kind == TargetKind::order) return fmt::format("comes out at {} times", reached);
  return fmt::format("asked {}, comes out at {}", asked_in_words(target.target), reached);
}

} // namespace

std::string name_of(const Target& target, const Scenario& scenario) {
  const std::string& outcome = outcome_of(scenario, target.outcome);
  if (target.given) return fmt::format("{} given {}", outcome, outcome_of(scenario, *target.given));
  if (target.kind == TargetKind::ratio)
    return fmt::format("{} over {}", outcome, outcome_of(scenario, *target.than));
  if (target.kind == TargetKind::order)
    return fmt::format("{} likelier than {}", outcome, outcome_of(scenario, *target.than));
  return outcome;
}

std::string asked_in_words(const Target& target) {
  if (target.kind == TargetKind::order) return "above 1";
  if (!target.experts.empty())
    return fmt::format("{} ({})", level_in_words(target, target.asked(), 0), target.said);
  return target.said;
}

std::string level_in_words(const Target& target, const std::optional<double>& level, double error) {
  if (!level) return "–";
  if (target.kind == TargetKind::probability)
    return error > 0 ? percent(*level, error) : fmt::format("{:.3g}%", 100 * *level);
  return error > 0 ? estimate(*level, error) : number(*level);
}

std::string interval_in_words(const NumberEntry& entry, const Interval& interval) {
  return fmt::format("{:.3g} to {:.3g}{}", interval.low / entry.unit_size, interval.high / entry.unit_size,
                     entry.unit);
}

std::string change_in_words(const TunedNumber& number) {
  return fmt::format("{:.3g} → {:.3g}{}", number.before / number.number.unit_size,
                     number.after / number.number.unit_size, number.number.unit);
}

std::vector<std::size_t> told_of(const Tuning& tuning) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < tuning.numbers.size(); ++i)
    if (tuning.numbers[i].narrowed >= least_narrowed || moved(tuning.numbers[i]) >= least_narrowed)
      numbers.push_back(i);
  std::stable_sort(numbers.begin(), numbers.end(), [&](std::size_t a, std::size_t b) {
    return moved(tuning.numbers[a]) > moved(tuning.numbers[b]);
  });
  return numbers;
}

std::string in_words(const Contradiction& contradiction, const Tuning& tuning, const Scenario& scenario) {
  const TunedTarget& target = tuning.targets[contradiction.target];
  std::string text =
      fmt::format("{}: {} ({} of its standard deviations off)", name_of(target.target, scenario),
                  gives(target), number(std::abs(target.misfit.value_or(0)), 2));
  if (contradiction.with.empty())
    return text + "; it is the priors of the free numbers that stand against it";
  const char* separator = "; it would be met clearly better without ";
  for (const std::size_t other : contradiction.with) {
    text += separator + name_of(tuning.targets[other].target, scenario);
    if (name_of(tuning.targets[other].target, scenario) == name_of(target.target, scenario))
      text += fmt::format(" at {}", asked_in_words(tuning.targets[other].target));
    separator = ", or without ";
  }
  return text;
}

} // namespace casus::report
