#include "analysis/differences.hpp"

#include "analysis/fewest_cases.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace casus::analysis {
namespace {

using tally::PairedEstimates;

/// A variance that is this much smaller than those of the two is rounding.
constexpr double rounding = 1e-24;

/// The reason why a difference cannot be estimated.
std::string why_none(const PairedRun& run, std::size_t outcome, std::size_t whatif) {
  if (!run.asks(whatif, outcome)) return "the what-if does not ask this, or asks for something else";
  const PairedEstimates estimates = run.estimates(outcome);
  const bool baseline_has = estimates.trials(0) > 0;
  const bool whatif_has = estimates.trials(run.course(whatif)) > 0;
  if (!baseline_has && !whatif_has) return "no trajectory of either met its condition";
  return fmt::format("no trajectory of the {} met its condition", baseline_has ? "what-if" : "baseline");
}

/// The number of hits, or of misses, in both together, whichever is less.
std::uint64_t rarer_answers(const PairedEstimates& estimates, std::size_t whatif) {
  const double trials = estimates.trials(0) + estimates.trials(whatif);
  const double hits = estimates.hits(0) + estimates.hits(whatif);
  return static_cast<std::uint64_t>(std::min(hits, trials - hits));
}

/// The first reason why an estimated difference says too little.
std::string doubt(const PairedRun& run, const Difference& found, std::size_t outcome, std::size_t member) {
  const PairedEstimates estimates = run.estimates(outcome);
  const std::size_t whatif = run.course(member);
  const bool is_event = !run.scenario(0).outcomes[outcome].value;
  const auto trials = static_cast<std::uint64_t>(std::min(estimates.trials(0), estimates.trials(whatif)));
  const std::size_t apart = estimates.clusters_apart(whatif);
  if (found.changed == 0) return "not one trajectory answers differently";
  if (found.changed < fewest_cases)
    return fmt::format("only {} differently", found.changed == 1
                                                  ? "1 trajectory answers"
                                                  : fmt::format("{} trajectories answer", found.changed));
  if (trials < fewest_cases)
    return fmt::format("in one of the two only {} met its condition",
                       trials == 1 ? "1 trajectory" : fmt::format("{} trajectories", trials));
  if (is_event && rarer_answers(estimates, whatif) < fewest_cases)
    return fmt::format("only {} of all answers are unlike the others", rarer_answers(estimates, whatif));
  if (estimates.clusters() > fewest_cases && apart < fewest_cases)
    return fmt::format("it comes from {} of {} {}worlds alone", apart, estimates.clusters(),
                       run.worlds() > estimates.clusters() ? "groups of " : "");
  return "";
}

std::optional<RelativeProbability> relative(const PairedEstimates& estimates, std::size_t whatif) {
  const auto fewest = static_cast<double>(fewest_cases);
  if (estimates.hits(0) < fewest || estimates.hits(whatif) < fewest) return std::nullopt;
  if (whatif == 0) return RelativeProbability{1, {1, 1}}; // the same scenario
  const tally::Contrasted found = estimates.log_ratio(0, whatif);
  return RelativeProbability{std::exp(found.value), {std::exp(found.ci95.low), std::exp(found.ci95.high)}};
}

/// Sets how the two estimates go together, and how much that takes from the variance of their difference.
void tell_pairing(Difference& difference, const PairedEstimates& estimates, std::size_t whatif) {
  const double first = estimates.covariance(0, 0), second = estimates.covariance(whatif, whatif);
  const double variance = difference.se * difference.se;
  if (first > 0 && second > 0)
    difference.correlation =
        std::clamp(estimates.covariance(0, whatif) / std::sqrt(first * second), -1.0, 1.0);
  if (variance > rounding * (first + second)) difference.variance_ratio = (first + second) / variance;
}

} // namespace

Difference difference(const PairedRun& run, std::size_t outcome, std::size_t pair, std::size_t whatif) {
  const Outcome& asked = run.scenario(0).outcomes[outcome];
  Difference difference{.outcome = asked.name, .changed = run.changed(outcome, pair)};
  const auto found = run.effect(outcome, {{whatif, 1}, {0, -1}}, difference.changed);
  if (!found) {
    difference.doubt = why_none(run, outcome, whatif);
    return difference;
  }
  difference.difference = found->effect;
  difference.se = found->se;
  difference.ci95 = found->ci95;
  if (!run.are_equal(0, whatif)) difference.doubt = doubt(run, difference, outcome, whatif);
  const PairedEstimates estimates = run.estimates(outcome);
  if (!asked.value) difference.relative = relative(estimates, run.course(whatif));
  tell_pairing(difference, estimates, run.course(whatif));
  return difference;
}

WhatIf what_if(const PairedRun& run, const std::string& file, std::size_t pair, std::size_t member) {
  WhatIf whatif{.file = file, .result = run.result(member), .ladders = ladder_differences(run, member)};
  for (std::size_t outcome = 0; outcome < run.scenario(0).outcomes.size(); ++outcome)
    whatif.differences.push_back(difference(run, outcome, pair, member));
  return whatif;
}

} // namespace casus::analysis
