// One run gives the scores' derivatives of all numbers that have one; each other number takes two runs. The
// effect of a plausible change is a derivative times its width, or the difference between its ends.

#include "casus/sensitivity.hpp"

#include "analysis/differences.hpp"
#include "formula/vocabulary.hpp"
#include "plan/plan.hpp"
#include "sensitivity/discoveries.hpp"
#include "sensitivity/finite_difference.hpp"
#include "sensitivity/plausible_change.hpp"
#include "sensitivity/score_gradient.hpp"
#include "simulation/jobs.hpp"
#include "tally/curve.hpp"
#include "tally/estimates.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace casus {
namespace {

using sensitivity::Effects;

constexpr double false_share = 0.05;

std::vector<std::size_t> chosen_outcomes(const Scenario& scenario, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const Outcome& outcome : scenario.outcomes) known.push_back(outcome.name);
  std::vector<std::size_t> chosen;
  for (const std::string& name : names.empty() ? known : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      const auto nearest = formula::nearest_name(name, known);
      throw RunError(nearest ? fmt::format("there is no outcome '{}' (did you mean '{}'?)", name, *nearest)
                             : fmt::format("there is no outcome '{}'", name));
    }
    chosen.push_back(static_cast<std::size_t>(found - known.begin()));
  }
  return chosen;
}

std::vector<NumberEntry> chosen_numbers(const Scenario& scenario, const SensitivityOptions& options) {
  const std::vector<NumberEntry> known = numbers_of(scenario);
  if (options.all) return known;
  if (options.numbers.empty()) return differentiable_numbers(scenario);
  std::vector<NumberEntry> chosen;
  for (const std::string& path : options.numbers) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const NumberEntry& entry) { return entry.path == path; });
    if (found == known.end()) sensitivity::fail_unknown(scenario, path);
    chosen.push_back(*found);
  }
  return chosen;
}

class Analysis {
public:
  Analysis(const Scenario& scenario, const SensitivityOptions& options)
      : scenario_(scenario), options_(settled(scenario, options.run)),
        asked_(chosen_outcomes(scenario, options.outcomes)) {
    sort_out(chosen_numbers(scenario, options));
    found_.outcomes.resize(asked_.size());
  }

  Sensitivity run() {
    const auto begin = std::chrono::steady_clock::now();
    runs_ = 1 + 2 * by_differences_.size();
    const Gradient gradient = by_scores();
    describe(gradient);
    for (const ChangedNumber& number : by_differences_) add_difference(number);
    for (std::size_t o = 0; o < asked_.size(); ++o) rank(found_.outcomes[o], o);
    found_.run.performance.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::move(found_);
  }

private:
  void sort_out(const std::vector<NumberEntry>& numbers) {
    std::set<std::string> differentiable;
    for (const NumberEntry& entry : differentiable_numbers(scenario_)) differentiable.insert(entry.path);
    for (const NumberEntry& entry : numbers) {
      const bool has_score = differentiable.contains(entry.path);
      const auto change = sensitivity::plausible_change(entry);
      std::string why = has_score ? "" : sensitivity::why_no_difference(scenario_, entry);
      if (!change) why = "it is 0, of which a tenth is nothing: compare with what it might be by a what-if";
      if (!why.empty())
        found_.left_out.push_back({entry, why});
      else if (has_score)
        found_.numbers.push_back({entry, *change, EffectMethod::score});
      else
        by_differences_.push_back({entry, *change, EffectMethod::differences});
    }
  }

  /// Options of a run by which the progress of all moves on.
  RunOptions options_of_next(std::uint64_t runs) {
    RunOptions options = options_;
    if (options_.progress)
      options.progress = [this, runs, done = runs_done_](std::uint64_t finished) {
        options_.progress((done * options_.trajectories + runs * finished) / runs_);
      };
    runs_done_ += runs;
    return options;
  }

  Gradient by_scores() {
    std::vector<NumberEntry> numbers;
    for (const ChangedNumber& changed : found_.numbers) numbers.push_back(changed.number);
    Gradient gradient = sensitivity::score_gradient(scenario_, std::move(numbers), options_of_next(1));
    for (std::size_t o = 0; o < asked_.size(); ++o)
      for (std::size_t n = 0; n < found_.numbers.size(); ++n)
        found_.outcomes[o].effects.push_back(effect_of(gradient, asked_[o], n));
    return gradient;
  }

  NumberEffect effect_of(const Gradient& gradient, std::size_t outcome, std::size_t n) const {
    const ChangedNumber& changed = found_.numbers[n];
    const Derivative& slope = gradient.derivatives[outcome][n];
    const double width = changed.change.high - changed.change.low;
    const bool is_of_formula = changed.change.is_of_formula;
    NumberEffect effect{.number = n,
                        .effect = width * (is_of_formula ? slope.relative : slope.value),
                        .se = width * (is_of_formula ? slope.relative_se : slope.se),
                        .derivative = slope};
    const double reach = gradient.coverage * effect.se;
    effect.ci95 = {effect.effect - reach, effect.effect + reach};
    if (effect.se > 0 && slope.is_seen)
      effect.p_value = two_sided(effect.effect / effect.se, gradient.groups);
    effect.doubt = doubt_of(gradient.outcomes[outcome], effect);
    return effect;
  }

  static double two_sided(double t, std::size_t groups) {
    const boost::math::students_t law(static_cast<double>(groups - 1));
    return 2 * boost::math::cdf(boost::math::complement(law, std::abs(t)));
  }

  static std::string doubt_of(const Answer& answer, const NumberEffect& effect) {
    if (!std::isfinite(effect.effect)) return "it cannot be told";
    if (!effect.derivative.is_seen) return "what it acts on happened too seldom to be seen";
    const double p = answer.estimate.value_or(0), half = std::abs(effect.effect) / 2;
    const bool is_beyond = !answer.is_value && (p - half < 0 || p + half > 1);
    return is_beyond ? "a straight line leads so far that the probability would leave 0 to 1" : "";
  }

  void add_difference(const ChangedNumber& number) {
    const auto found = sensitivity::finite_difference(scenario_, number, options_of_next(2));
    if (const auto* why = std::get_if<std::string>(&found)) {
      found_.left_out.push_back({number.number, *why});
      return;
    }
    for (std::size_t o = 0; o < asked_.size(); ++o) {
      NumberEffect effect = std::get<Effects>(found)[asked_[o]];
      effect.number = found_.numbers.size();
      found_.outcomes[o].effects.push_back(std::move(effect));
    }
    found_.numbers.push_back(number);
  }

  /// What was run, and what each outcome came to.
  void describe(const Gradient& gradient) {
    Result& run = found_.run;
    run.scenario = scenario_.name;
    run.title = scenario_.title;
    run.fingerprint = scenario_.fingerprint;
    run.start = scenario_.start;
    run.days = {0, scenario_.horizon};
    run.seed = options_.seed;
    run.trajectories = gradient.trajectories;
    run.requested = options_.trajectories;
    run.worlds = gradient.worlds;
    run.performance.threads = simulation::actual_threads(options_.threads);
    for (std::size_t o = 0; o < asked_.size(); ++o) {
      const Answer& answer = gradient.outcomes[asked_[o]];
      run.outcomes.push_back(result_of(scenario_.outcomes[asked_[o]], answer, gradient.coverage));
      found_.outcomes[o].doubt = doubt_of(answer, gradient.groups);
    }
  }

  static OutcomeResult result_of(const Outcome& outcome, const Answer& answer, double coverage) {
    OutcomeResult result{.name = outcome.name,
                         .question = outcome.question,
                         .conditional = outcome.given.has_value(),
                         .day = outcome.day};
    const double mean = answer.estimate.value_or(0);
    const auto trials = static_cast<double>(answer.trials);
    if (answer.is_value) {
      result.value = ValueResult{.trials = answer.trials, .mean = answer.estimate, .se = answer.se};
      result.value->ci95 = {mean - coverage * answer.se, mean + coverage * answer.se};
      return result;
    }
    result.event = EventResult{
        .probability = answer.estimate, .se = answer.se, .hits = answer.hits, .trials = answer.trials};
    if (answer.estimate)
      result.event->ci95 = tally::wilson(mean, tally::effective_trials(mean, answer.se, trials), coverage);
    return result;
  }

  static std::string doubt_of(const Answer& answer, std::size_t groups) {
    if (answer.trials == 0) return "no trajectory met its condition";
    const std::uint64_t rarer =
        answer.is_value ? answer.trials : std::min(answer.hits, answer.trials - answer.hits);
    if (rarer < analysis::fewest_cases)
      return fmt::format("only {} of its answers {} the others", rarer,
                         rarer == 1 ? "is unlike" : "are unlike");
    if (groups < analysis::fewest_cases)
      return fmt::format("errors come from {} independent groups of trajectories alone", groups);
    return "";
  }

  void rank(OutcomeSensitivity& outcome, std::size_t) const {
    std::vector<double> p_values;
    for (const NumberEffect& effect : outcome.effects) p_values.push_back(effect.p_value);
    const std::vector<bool> told = sensitivity::discoveries(p_values, false_share);
    for (std::size_t i = 0; i < told.size(); ++i) outcome.effects[i].is_told = told[i];
    const auto size = [](const NumberEffect& effect) {
      return std::isfinite(effect.effect) ? std::abs(effect.effect) : -1;
    };
    std::stable_sort(outcome.effects.begin(), outcome.effects.end(),
                     [&](const NumberEffect& a, const NumberEffect& b) {
                       return a.is_told != b.is_told ? a.is_told : size(a) > size(b);
                     });
  }

  const Scenario& scenario_;
  RunOptions options_;
  std::vector<std::size_t> asked_; ///< outcomes of the scenario
  std::vector<ChangedNumber> by_differences_;
  Sensitivity found_;
  std::uint64_t runs_ = 1, runs_done_ = 0;
};

} // namespace

Sensitivity analyse_sensitivity(const Scenario& scenario, const SensitivityOptions& options) {
  return Analysis(scenario, options).run();
}

} // namespace casus
