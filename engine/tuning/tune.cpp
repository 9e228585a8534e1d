// The order of tuning: what the model says as it is; the search on fixed streams; what it says then, on fresh
// streams; and from the search's last point what is known of each number, and which targets stand against
// each other.

#include "casus/tune.hpp"

#include "distribution/normal.hpp"
#include "simulation/eigen_index.hpp"
#include "tuning/misfit.hpp"
#include "tuning/posterior.hpp"
#include "tuning/search.hpp"
#include "tuning/simulated_model.hpp"
#include "tuning/target_reading.hpp"

#include <algorithm>
#include <cmath>

namespace casus {
namespace {

using namespace tuning;

/// The search begins with this share of the trajectories, but no fewer than can tell anything.
constexpr std::uint64_t first_share = 16;
constexpr std::uint64_t fewest_trajectories = 1000;

/// The target as it is shown: an order is shown as the ratio of the two.
Target shown(Target target) {
  if (target.kind == TargetKind::order) target.kind = TargetKind::ratio;
  return target;
}

std::optional<double> level(const Target& target, const Reading& reading) {
  return std::isfinite(reading.value) ? std::optional(from_scale(target.scale(), reading.value))
                                      : std::nullopt;
}

/// The derivative of what is shown by the value on the scale.
double stretch(BeliefScale scale, double level) {
  if (scale == BeliefScale::log_odds) return level * (1 - level);
  return scale == BeliefScale::logarithm ? level : 1;
}

TunedTarget tuned_target(const Target& target, const Gradient& before, const Gradient& after,
                         const std::vector<EventPair>& pairs) {
  const Target as_shown = shown(target);
  const Reading reached = read(as_shown, after, pairs);
  TunedTarget result{.target = target,
                     .before = level(as_shown, read(as_shown, before, pairs)),
                     .achieved = level(as_shown, reached)};
  if (!result.achieved) return result;
  const BeliefScale scale = as_shown.scale();
  const double error = reached.error(after);
  result.se = error * stretch(scale, *result.achieved);
  result.ci95 = {from_scale(scale, reached.value - after.coverage * error),
                 from_scale(scale, reached.value + after.coverage * error)};
  if (const double value = read(target, after, pairs).value; std::isfinite(value))
    result.misfit = deviations(target, value);
  return result;
}

Interval interval90(const Prior& prior, double score, double sd) {
  const double reach = distribution::normal_p95 * sd;
  const double one = prior.value(score - reach), other = prior.value(score + reach);
  return {std::min(one, other), std::max(one, other)};
}

TunedNumber tuned_number(const FreeNumber& free, const Posterior& posterior, std::size_t number) {
  const double score = posterior.mean(number), sd = posterior.sd(number);
  return {.number = free.number,
          .prior = free.prior.words(),
          .before = free.prior.value(Prior::start),
          .after = free.prior.value(score),
          .prior90 = interval90(free.prior, Prior::start, 1),
          .posterior90 = interval90(free.prior, score, sd),
          .narrowed = 1 - sd};
}

double objective_of(const std::vector<Target>& targets, const Gradient& answers,
                    const std::vector<EventPair>& pairs) {
  double sum = 0;
  for (const Target& target : targets) {
    const Reading reading = read(target, answers, pairs);
    if (std::isfinite(reading.value)) sum += misfit(target, reading.value, reading.error(answers)).value;
  }
  return sum;
}

double required_finite(double objective) {
  if (std::isfinite(objective)) return objective;
  throw RunError("the targets' misfit is no finite number (what the model says is too far from them, counted "
                 "in their sds): look whether each is in its outcome's unit, or give it a larger 'sd'");
}

Budget budget_of(std::uint64_t trajectories) {
  const std::uint64_t first = std::max(trajectories / first_share, fewest_trajectories);
  return {std::min(first, trajectories), trajectories};
}

} // namespace

Tuning tune(const Scenario& scenario, const std::vector<Target>& targets,
            const std::vector<std::string>& free, const RunOptions& options) {
  const std::vector<FreeNumber> numbers = free_numbers(scenario, free);
  const SimulatedModel model(scenario, targets, numbers, options);
  const auto count = eigen_index(numbers.size());
  const std::uint64_t fresh_seed = options.seed + 1;
  try {
    const Gradient before = model.answers({Eigen::VectorXd::Zero(count), options.trajectories}, options.seed);
    const double objective_before = required_finite(objective_of(targets, before, model.pairs()));
    const Found found = search(std::cref(model), targets, count, budget_of(options.trajectories));
    const Surrogate surrogate(targets, found.predictions, found.scores);
    const Posterior posterior(found.scores, surrogate.information());
    Tuning tuning{.entangled = posterior.entangled(),
                  .directions = posterior.directions(),
                  .contradictions = contradictions(targets, surrogate),
                  .objective_before = objective_before,
                  .objective_after = required_finite(found.objective),
                  .steps = found.steps,
                  .converged = found.converged,
                  .stopped = found.stopped,
                  .trajectories = found.trajectories,
                  .seed = options.seed,
                  .verification_seed = fresh_seed};
    for (std::size_t i = 0; i < numbers.size(); ++i)
      tuning.numbers.push_back(tuned_number(numbers[i], posterior, i));
    if (found.stopped) return tuning;
    const Gradient after = model.answers({found.scores, options.trajectories}, fresh_seed);
    for (const Target& target : targets)
      tuning.targets.push_back(tuned_target(target, before, after, model.pairs()));
    return tuning;
  } catch (const Stopped&) {
    return {.stopped = true};
  }
}

} // namespace casus
