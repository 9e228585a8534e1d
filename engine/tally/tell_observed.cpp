#include "tally/tell_observed.hpp"

#include "distribution/normal.hpp"

#include <algorithm>
#include <cmath>

namespace casus::tally {
namespace {

/// The value below which the share p of some values lies, which are sorted.
double quantile(const std::vector<double>& sorted, double p) {
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double share = place - static_cast<double>(below);
  const double above = sorted[std::min(below + 1, sorted.size() - 1)];
  return sorted[below] + share * (above - sorted[below]);
}

/// One less the variance of the normal scores, which is 1 under the prior.
double learnt(const std::vector<double>& draws) {
  double sum = 0, squares = 0;
  for (const double draw : draws) {
    const double score = distribution::normal_quantile(draw);
    sum += score;
    squares += score * score;
  }
  const auto count = static_cast<double>(draws.size());
  return 1 - (squares / count - std::pow(sum / count, 2));
}

LearntParameter parameter_of(const plan::Plan& plan, const filtering::Posterior& posterior, std::size_t i) {
  const distribution::Variate& variate = *plan.parameters[i];
  LearntParameter parameter{.name = plan.scenario->parameters[i].name};
  const auto of_prior = [&](double p) { return variate.quantile(p); };
  parameter.prior = {of_prior(0.05), of_prior(0.5), of_prior(0.95)};
  std::vector<double> draws;
  for (const simulation::Past& world : posterior.worlds) draws.push_back(world.draws[i]);
  parameter.learnt = learnt(draws);
  std::sort(draws.begin(), draws.end());
  const auto of_posterior = [&](double p) { return variate.quantile(quantile(draws, p)); };
  parameter.posterior = {of_posterior(0.05), of_posterior(0.5), of_posterior(0.95)};
  return parameter;
}

/// Whether two items are of one kind: of a trigger, with the same categories as far as they are known, or of
/// a ladder.
bool are_alike(const plan::Plan& plan, const plan::ObservedItem& a, const plan::ObservedItem& b) {
  if (a.trigger != b.trigger || a.ladder != b.ladder) return false;
  for (std::size_t m = 0; m < a.marks.size(); ++m)
    if (!plan.triggers[*a.trigger].marks[m].variate && a.marks[m] != b.marks[m]) return false;
  return true;
}

/// How often such a thing has been observed, a day.
double usual_rate(const plan::Plan& plan, const plan::ObservedItem& item) {
  const plan::ObservedPlan& observed = *plan.observed;
  const auto count =
      std::count_if(observed.items.begin(), observed.items.end(),
                    [&](const plan::ObservedItem& other) { return are_alike(plan, item, other); });
  return static_cast<double>(count) / observed.now;
}

} // namespace

ObservedResult tell_observed(const plan::Plan& plan, const filtering::Posterior& posterior) {
  const plan::ObservedPlan& observed = *plan.observed;
  const Observed& told = *plan.scenario->observed;
  ObservedResult result{.until = observed.now,
                        .firings = told.firings.size(),
                        .rungs = told.rungs.size(),
                        .values = told.values.size(),
                        .left_out = told.left_out,
                        .log_evidence = posterior.log_evidence,
                        .log_evidence_error = posterior.log_evidence_error,
                        .worlds = posterior.worlds.size(),
                        .effective_worlds = posterior.effective_worlds,
                        .passes = posterior.passes,
                        .acceptance = posterior.acceptance};
  for (std::size_t i = 0; i < observed.items.size(); ++i) {
    const plan::ObservedItem& item = observed.items[i];
    const double rate = std::exp(posterior.log_predictive[i]);
    const bool is_event = item.trigger || observed.known_ladders[*item.ladder];
    result.events.push_back(
        {item.what, item.day, rate, std::log((is_event ? usual_rate(plan, item) : 1) / rate)});
  }
  for (std::size_t i = 0; i < plan.parameters.size(); ++i)
    if (plan.parameters[i]) result.parameters.push_back(parameter_of(plan, posterior, i));
  return result;
}

} // namespace casus::tally
