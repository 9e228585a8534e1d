#include "fitting/trigger_fit.hpp"

#include "distribution/normal.hpp"
#include "fitting/residuals.hpp"
#include "formula/complaint.hpp"
#include "simulation/eigen_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::fitting {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

/// A hazard as the scenario has it; terms in the order of the plan.
struct Hazard {
  std::vector<const Term*> terms;
  VectorXd weights;
};

Hazard hazard_of(const Specification& specification, const Intensity& intensity) {
  Hazard hazard;
  for (const Term& term : intensity.weights) hazard.terms.push_back(&term);
  std::sort(hazard.terms.begin(), hazard.terms.end(),
            [](const Term* a, const Term* b) { return a->term.text < b->term.text; });
  hazard.weights.resize(eigen_index(hazard.terms.size()));
  for (std::size_t k = 0; k < hazard.terms.size(); ++k)
    hazard.weights(eigen_index(k)) = specification.value(hazard.terms[k]->weight);
  return hazard;
}

/// A model in which one weight is taken to be 0, to test it.
struct LeftOut {
  int trigger = -1;
  std::size_t term = 0;
};

class TriggerFit {
public:
  TriggerFit(const Scenario& scenario, const Specification& specification, const History& history)
      : scenario_(scenario), specification_(specification), history_(history),
        range_(half_life_range(scenario)) {
    for (const int trigger : specification.subjects().triggers)
      hazards_[trigger] =
          hazard_of(specification, *scenario.triggers[static_cast<std::size_t>(trigger)].hazard);
  }

  void run(Fit& fit) {
    best_ = maximise(profile({}), specification_.half_lives(), range_, true);
    exposures_ = exposures_of(specification_, best_, history_);
    for (const auto& [trigger, exposure] : exposures_)
      regressions_[trigger] = regress(exposure, hazards_[trigger].weights, flags(trigger, {}));
    find_covariances();
    for (const auto& [trigger, exposure] : exposures_) fit.triggers.push_back(fitted(trigger, exposure));
    for (const auto& [driver, days] : best_) fit.half_lives.push_back(fitted_half_life(driver, days));
  }

private:
  std::vector<bool> flags(int trigger, const LeftOut& left_out) const {
    std::vector<bool> flags(hazards_.at(trigger).terms.size());
    if (left_out.trigger == trigger) flags[left_out.term] = true;
    return flags;
  }

  Profile profile(const LeftOut& left_out) const {
    return [this, left_out](const HalfLives& half_lives) {
      double sum = 0;
      for (const auto& [trigger, exposure] : exposures_of(specification_, half_lives, history_))
        sum += regress(exposure, hazards_.at(trigger).weights, flags(trigger, left_out)).log_likelihood;
      return sum;
    };
  }

  void find_covariances() {
    for (const auto& [driver, days] : best_)
      if (!range_.is_at_end(days)) inner_[driver] = days;
    std::map<int, FittedHazard> hazards;
    for (const auto& [trigger, regression] : regressions_)
      hazards[trigger] = {regression.coefficients, regression.free, regression.covariance};
    const Exposures exposures = [this](const HalfLives& half_lives) {
      HalfLives all = best_;
      for (const auto& [driver, days] : half_lives) all[driver] = days;
      return exposures_of(specification_, all, history_);
    };
    half_life_covariance_ = joint_covariance(exposures, inner_, hazards);
    for (auto& [trigger, regression] : regressions_) regression.covariance = hazards[trigger].covariance;
  }

  FittedTrigger fitted(int index, const Exposure& exposure) {
    const Trigger& trigger = scenario_.triggers[static_cast<std::size_t>(index)];
    const Regression& regression = regressions_[index];
    FittedTrigger result{.trigger = index, .name = trigger.name};
    result.events = static_cast<std::size_t>(exposure.events.sum());
    result.exposure = exposure.days.sum();
    result.rate_is_factor = !specification_.is_constant(trigger.hazard->rate);
    result.rate = fitted_rate(trigger, regression);
    for (std::size_t k = 0; k < hazards_[index].terms.size(); ++k)
      result.weights.push_back(fitted_weight(index, k));
    result.log_likelihood = regression.log_likelihood;
    compare_with_constant(result, exposure);
    result.residuals = residuals_of(rescaled_times(exposure, regression.coefficients));
    return result;
  }

  FittedNumber fitted_rate(const Trigger& trigger, const Regression& regression) const {
    const double rate = std::exp(regression.coefficients(0));
    const double se = std::sqrt(regression.covariance(0, 0));
    return {.number = specification_.rate_entry(trigger.hazard->rate),
            .name = "rate",
            .before = specification_.rate_before(trigger.hazard->rate),
            .estimate = rate,
            .se = rate * se,
            .ci95 = interval_of_log(rate, se)};
  }

  FittedNumber fitted_weight(int trigger, std::size_t term) {
    const Regression& regression = regressions_[trigger];
    const Hazard& hazard = hazards_[trigger];
    const auto coefficient = eigen_index(term) + 1;
    FittedNumber result{.number = specification_.entry(hazard.terms[term]->weight.path),
                        .name = hazard.terms[term]->term.text,
                        .before = hazard.weights(coefficient - 1),
                        .estimate = regression.coefficients(coefficient)};
    if (const auto& undetermined = regression.undetermined[term]) {
      result.doubt = words(hazard, term, *undetermined);
      return result;
    }
    const auto place = std::find(regression.free.begin(), regression.free.end(), coefficient);
    const Index row = place - regression.free.begin();
    result.se = std::sqrt(regression.covariance(row, row));
    result.ci95 = interval_of(result.estimate, result.se);
    result.lr = 2 * (total() - log_likelihood_without({trigger, term}));
    result.p_value = chi_squared_tail(*result.lr, 1);
    return result;
  }

  static std::string words(const Hazard& hazard, std::size_t term, const Undetermined& undetermined) {
    const std::string name = formula::in_quotes(hazard.terms[term]->term.text);
    if (undetermined.reason == Undetermined::Reason::constant)
      return fmt::format("{} never changed while the trigger could fire", name);
    if (undetermined.reason == Undetermined::Reason::separated)
      return fmt::format("no event came where {} was {}: the weight that fits best is infinite", name,
                         undetermined.towards_high ? "low" : "high");
    std::vector<std::string> others;
    for (const Index other : undetermined.others)
      others.push_back(hazard.terms[static_cast<std::size_t>(other)]->term.text);
    return fmt::format("{} cannot be told from {}: where they moved, they moved together", name,
                       formula::in_quotes(others));
  }

  double total() const {
    double sum = 0;
    for (const auto& [trigger, regression] : regressions_) sum += regression.log_likelihood;
    return sum;
  }

  /// The log-likelihood of all triggers, with the half-lives fitted again.
  double log_likelihood_without(const LeftOut& left_out) {
    const Profile rest = profile(left_out);
    return rest(maximise(rest, best_, range_, false));
  }

  void compare_with_constant(FittedTrigger& result, const Exposure& exposure) const {
    const std::vector<bool> all(result.weights.size(), true);
    const Hazard& hazard = hazards_.at(result.trigger);
    result.constant_log_likelihood = regress(exposure, hazard.weights, all).log_likelihood;
    const int weights = static_cast<int>(regressions_.at(result.trigger).free.size()) - 1;
    if (weights == 0) return;
    const int degrees = weights + static_cast<int>(inner_.size());
    const double statistic = 2 * (result.log_likelihood - result.constant_log_likelihood);
    result.against_constant = {statistic, degrees, chi_squared_tail(statistic, degrees)};
  }

  FittedNumber fitted_half_life(int index, double days) const {
    const Driver& driver = scenario_.drivers[static_cast<std::size_t>(index)];
    FittedNumber result{.number = specification_.entry(driver.half_life->path),
                        .name = driver.name,
                        .before = specification_.value(*driver.half_life),
                        .estimate = days};
    const auto place = inner_.find(index);
    if (place == inner_.end()) {
      result.doubt = days < 2 * range_.shortest ? "it is as short as the scenario's step can tell"
                                                : "the history shows no fading";
    } else if (half_life_covariance_.size() == 0) {
      result.doubt = "the likelihood is flat there";
    } else {
      const Index row = std::distance(inner_.begin(), place);
      const double se = std::sqrt(half_life_covariance_(row, row));
      result.se = days * se;
      result.ci95 = interval_of_log(days, se);
    }
    return result;
  }

  const Scenario& scenario_;
  const Specification& specification_;
  const History& history_;
  HalfLifeRange range_;
  std::map<int, Hazard> hazards_;
  HalfLives best_, inner_; ///< all, and those that are not at an end of their range
  std::map<int, Exposure> exposures_;
  std::map<int, Regression> regressions_;
  Eigen::MatrixXd half_life_covariance_; ///< of the inner ones' logarithms
};

} // namespace

Interval interval_of_log(double value, double se) {
  const double reach = distribution::normal_p975 * se;
  return {value * std::exp(-reach), value * std::exp(reach)};
}

Interval interval_of(double value, double se) {
  const double reach = distribution::normal_p975 * se;
  return {value - reach, value + reach};
}

void fit_triggers(const Scenario& scenario, const Specification& specification, const History& history,
                  Fit& fit) {
  TriggerFit(scenario, specification, history).run(fit);
}

} // namespace casus::fitting
