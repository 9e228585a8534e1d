#include "sensitivity/score_effects.hpp"

#include "analysis/fewest_cases.hpp"
#include "tally/curve.hpp"
#include "tally/estimates.hpp"
#include "tally/summarise.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <fmt/format.h>

namespace casus::sensitivity {
namespace {

double two_sided(double t, std::size_t groups) {
  const boost::math::students_t law(static_cast<double>(groups - 1));
  return 2 * boost::math::cdf(boost::math::complement(law, std::abs(t)));
}

std::string doubt_of(const Answer& answer, const NumberEffect& effect) {
  if (!std::isfinite(effect.effect)) return "it cannot be told";
  if (!effect.derivative.is_seen) return "what it acts on happened too seldom to be seen";
  const double p = answer.estimate.value_or(0), half = std::abs(effect.effect) / 2;
  const bool is_beyond = !answer.is_value && (p - half < 0 || p + half > 1);
  return is_beyond ? "a straight line leads so far that the probability would leave 0 to 1" : "";
}

} // namespace

NumberEffect score_effect(const Gradient& gradient, std::size_t outcome, std::size_t number,
                          const PlausibleChange& change) {
  const Derivative& slope = gradient.derivatives[outcome][number];
  const double width = change.high - change.low;
  NumberEffect effect{.number = number,
                      .effect = width * (change.is_of_formula ? slope.relative : slope.value),
                      .se = width * (change.is_of_formula ? slope.relative_se : slope.se),
                      .derivative = slope};
  const double reach = gradient.coverage * effect.se;
  effect.ci95 = {effect.effect - reach, effect.effect + reach};
  if (effect.se > 0 && slope.is_seen) effect.p_value = two_sided(effect.effect / effect.se, gradient.groups);
  effect.doubt = doubt_of(gradient.outcomes[outcome], effect);
  return effect;
}

std::string doubt_of(const Answer& answer, std::size_t groups) {
  if (answer.trials == 0) return "no trajectory met its condition";
  const std::uint64_t rarer =
      answer.is_value ? answer.trials : std::min(answer.hits, answer.trials - answer.hits);
  if (rarer < analysis::fewest_cases)
    return fmt::format("only {} of its answers {} unlike the others", rarer, rarer == 1 ? "is" : "are");
  if (groups < analysis::fewest_cases)
    return fmt::format("errors come from {} independent groups of trajectories alone", groups);
  return "";
}

OutcomeResult result_of(const Outcome& outcome, const Answer& answer, double coverage) {
  OutcomeResult result = tally::asked(outcome);
  const double mean = answer.estimate.value_or(0);
  if (answer.is_value) {
    result.value = ValueResult{.trials = answer.trials, .mean = answer.estimate, .se = answer.se};
    result.value->ci95 = {mean - coverage * answer.se, mean + coverage * answer.se};
    return result;
  }
  result.event = EventResult{
      .probability = answer.estimate, .se = answer.se, .hits = answer.hits, .trials = answer.trials};
  const auto trials = static_cast<double>(answer.trials);
  if (answer.estimate)
    result.event->ci95 = tally::wilson(mean, tally::effective_trials(mean, answer.se, trials), coverage);
  return result;
}

} // namespace casus::sensitivity
