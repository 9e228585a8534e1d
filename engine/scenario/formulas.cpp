#include "scenario/formulas.hpp"

namespace casus::scenario {

namespace {

/// One overload a part, each visiting what is in it.
class FormulaVisitor {
public:
  explicit FormulaVisitor(const std::function<void(const Formula&)>& visit) : visit_(visit) {}

  void operator()(const Formula& formula) const { visit_(formula); }

  template <typename Part>
  void operator()(const std::optional<Part>& part) const {
    if (part) (*this)(*part);
  }

  template <typename Part>
  void operator()(const std::vector<Part>& parts) const {
    for (const Part& part : parts) (*this)(part);
  }

  void operator()(const Argument& argument) const { all(argument.value); }
  void operator()(const Distribution& distribution) const { all(distribution.arguments); }
  void operator()(const Parameter& parameter) const { all(parameter.distribution); }
  void operator()(const Follow& follow) const { all(follow.coefficient); }
  void operator()(const Driver& driver) const {
    all(driver.start, driver.half_life, driver.mean, driver.volatility, driver.trend, driver.follows,
        driver.lower, driver.upper);
  }
  void operator()(const Correlation& correlation) const { all(correlation.value); }
  void operator()(const Term& term) const { all(term.term, term.weight); }
  void operator()(const Intensity& intensity) const {
    all(intensity.rate, intensity.weights, intensity.when);
  }
  void operator()(const Category& category) const { all(category.share, category.weights); }
  void operator()(const Mark& mark) const { all(mark.categories, mark.distribution); }
  void operator()(const Change& change) const { all(change.amount); }
  void operator()(const Effect& effect) const { all(effect.condition, effect.changes); }
  void operator()(const Trigger& trigger) const {
    all(trigger.hazard, trigger.probability, trigger.upon, trigger.when, trigger.cooldown, trigger.marks,
        trigger.effects);
  }
  void operator()(const Rung& rung) const { all(rung.on_enter, rung.on_leave); }
  void operator()(const Ladder& ladder) const { all(ladder.rungs, ladder.up, ladder.down); }
  void operator()(const Outcome& outcome) const { all(outcome.when, outcome.value, outcome.given); }

private:
  template <typename... Parts>
  void all(const Parts&... parts) const {
    ((*this)(parts), ...);
  }

  const std::function<void(const Formula&)>& visit_;
};

} // namespace

void each_formula(const Scenario& scenario, const std::function<void(const Formula&)>& visit) {
  const FormulaVisitor each(visit);
  each(scenario.parameters);
  each(scenario.drivers);
  each(scenario.correlations);
  each(scenario.triggers);
  each(scenario.ladders);
  each(scenario.outcomes);
}

} // namespace casus::scenario
