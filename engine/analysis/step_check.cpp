#include "casus/step_check.hpp"

#include "analysis/differences.hpp"
#include "distribution/normal.hpp"

#include <algorithm>
#include <cmath>

namespace casus {
namespace {

using analysis::PairedRun;

/// An error of first order, as of conditions that drivers fulfil between grid points, is twice what halving
/// the step takes from it; one of second order is less.
constexpr double error_by_difference = 2;
/// Answers that differ by less than this share differ by rounding, the noise's single precision included.
constexpr double rounding = 1e-6;

StepEffect effect_on(const PairedRun& run, const Result& result, std::size_t o) {
  const OutcomeResult& outcome = result.outcomes[o];
  const Difference difference = analysis::difference(run, o, 0, 1);
  StepEffect effect{.outcome = outcome.name,
                    .question = outcome.question,
                    .is_event = outcome.event.has_value(),
                    .answer = outcome.event ? outcome.event->probability : outcome.value->mean,
                    .answer_se = outcome.event ? outcome.event->se : outcome.value->se,
                    .difference = difference.difference,
                    .se = difference.se,
                    .ci95 = difference.ci95};
  const double moved = std::abs(difference.difference.value_or(0));
  effect.moves = moved > distribution::normal_p975 * effect.se &&
                 error_by_difference * moved > distribution::normal_p975 * effect.answer_se &&
                 moved > rounding * std::abs(effect.answer.value_or(0));
  return effect;
}

/// The longest of a half, a quarter, … of the step at which the error is within the answer's own. None where
/// no answer moves, or one that has no error of its own.
std::optional<double> sufficient_step(double step, const std::vector<StepEffect>& effects) {
  double worst = 0;
  for (const StepEffect& effect : effects)
    if (effect.moves)
      worst = std::max(worst, error_by_difference * std::abs(*effect.difference) /
                                  (distribution::normal_p975 * effect.answer_se));
  if (worst == 0 || !std::isfinite(worst)) return std::nullopt;
  const double halvings = std::ceil(std::log2(worst));
  return step / std::exp2(std::clamp(halvings, 1.0, 40.0));
}

} // namespace

StepCheck check_step(const Scenario& scenario, const RunOptions& options) {
  if (options.trajectories < 2)
    throw RunError("a single trajectory has no spread, against which its step could be held: take 2 or more");
  const auto shared = std::make_shared<const Scenario>(scenario);
  PairedRun run({{.scenario = shared}, {.scenario = shared, .is_whole = false, .is_refined = true}}, {{0, 1}},
                options);
  run.simulate();
  StepCheck check{.run = run.result(0), .step = scenario.step};
  for (std::size_t o = 0; o < scenario.outcomes.size(); ++o)
    check.effects.push_back(effect_on(run, check.run, o));
  check.sufficient = sufficient_step(scenario.step, check.effects);
  return check;
}

} // namespace casus
