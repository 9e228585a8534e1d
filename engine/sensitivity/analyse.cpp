// One run gives the scores' derivatives of all numbers that have one; each other number takes two runs. The
// effect of a plausible change is a derivative times its width, or the difference between its ends.

#include "casus/sensitivity.hpp"

#include "analysis/chosen_outcomes.hpp"
#include "analysis/discoveries.hpp"
#include "sensitivity/choice.hpp"
#include "sensitivity/finite_difference.hpp"
#include "sensitivity/score_effects.hpp"
#include "sensitivity/score_gradient.hpp"
#include "simulation/jobs.hpp"
#include "tally/blocks.hpp"
#include "tally/estimates.hpp"
#include "tally/summarise.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace casus {
namespace {

using sensitivity::Effects;
using sensitivity::NumberChoice;

constexpr double false_share = 0.05;

/// Orders effects: those that are told from 0 first, each part by its size.
void rank(std::vector<NumberEffect>& effects) {
  std::vector<double> p_values;
  for (const NumberEffect& effect : effects) p_values.push_back(effect.p_value);
  const std::vector<bool> told = analysis::discoveries(p_values, false_share);
  for (std::size_t i = 0; i < told.size(); ++i) effects[i].is_told = told[i];
  const auto size = [](const NumberEffect& effect) {
    return std::isfinite(effect.effect) ? std::abs(effect.effect) : -1;
  };
  std::stable_sort(effects.begin(), effects.end(), [&](const NumberEffect& a, const NumberEffect& b) {
    return a.is_told != b.is_told ? a.is_told : size(a) > size(b);
  });
}

/// A result that says what was run, without its outcomes.
Result described(const Scenario& scenario, const RunOptions& options, const Gradient& gradient) {
  Result run = tally::head_of(scenario);
  run.seed = options.seed;
  run.trajectories = gradient.trajectories;
  run.requested = options.trajectories;
  run.worlds = gradient.worlds;
  run.days = {0, scenario.horizon};
  run.performance.threads = simulation::actual_threads(options.threads);
  return run;
}

class Analysis {
public:
  Analysis(const Scenario& scenario, const SensitivityOptions& options)
      : scenario_(scenario), options_(settled(scenario, options.run)),
        asked_(analysis::chosen_outcomes(scenario, options.outcomes)),
        choice_(sensitivity::choose_numbers(scenario, options)),
        runs_(1 + 2 * choice_.by_differences.size()) {
    tally::refuse_observed(scenario, "casus sensitivity");
  }

  Sensitivity run() {
    const auto begin = std::chrono::steady_clock::now();
    found_.left_out = choice_.left_out;
    found_.outcomes.resize(asked_.size());
    add_scores();
    for (const ChangedNumber& number : choice_.by_differences) add_difference(number);
    for (OutcomeSensitivity& outcome : found_.outcomes) rank(outcome.effects);
    found_.run.performance.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return std::move(found_);
  }

private:
  /// The options of the next `runs` runs, by which the progress of all moves on.
  RunOptions options_of_next(std::uint64_t runs) {
    RunOptions options = options_;
    if (options_.progress)
      options.progress = [this, runs, done = runs_done_](std::uint64_t finished) {
        options_.progress((done * options_.trajectories + runs * finished) / runs_);
      };
    runs_done_ += runs;
    return options;
  }

  void add_scores() {
    std::vector<NumberEntry> numbers;
    for (const ChangedNumber& changed : choice_.by_scores) numbers.push_back(changed.number);
    const Gradient gradient = sensitivity::score_gradient(scenario_, std::move(numbers), options_of_next(1));
    found_.run = described(scenario_, options_, gradient);
    found_.numbers = choice_.by_scores;
    const double coverage = gradient.worlds > 1 ? gradient.coverage : tally::coverage_factor(1);
    for (std::size_t o = 0; o < asked_.size(); ++o) {
      const Answer& answer = gradient.outcomes[asked_[o]];
      found_.run.outcomes.push_back(sensitivity::result_of(scenario_.outcomes[asked_[o]], answer, coverage));
      found_.outcomes[o].doubt = sensitivity::doubt_of(answer, gradient.groups);
      for (std::size_t n = 0; n < found_.numbers.size(); ++n)
        found_.outcomes[o].effects.push_back(
            sensitivity::score_effect(gradient, asked_[o], n, found_.numbers[n].change));
    }
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

  const Scenario& scenario_;
  RunOptions options_;
  std::vector<std::size_t> asked_; ///< outcomes of the scenario
  NumberChoice choice_;
  std::uint64_t runs_, runs_done_ = 0;
  Sensitivity found_;
};

} // namespace

Sensitivity analyse_sensitivity(const Scenario& scenario, const SensitivityOptions& options) {
  return Analysis(scenario, options).run();
}

} // namespace casus
