#include "scenario/formulas.hpp"

namespace casus::scenario {

namespace {

/// One overload a part, each visiting what is in it.
class FormulaVisitor {
public:
  explicit FormulaVisitor(const std::function<void(Formula&)>& visit) : visit_(visit) {}

  void operator()(Formula& formula) const { visit_(formula); }

  template <typename Part>
  void operator()(std::optional<Part>& part) const {
    if (part) (*this)(*part);
  }

  template <typename Part>
  void operator()(std::vector<Part>& parts) const {
    for (Part& part : parts) (*this)(part);
  }

  void operator()(Argument& argument) const { all(argument.value); }
  void operator()(Distribution& distribution) const { all(distribution.arguments); }
  void operator()(Parameter& parameter) const { all(parameter.distribution); }
  void operator()(Follow& follow) const { all(follow.coefficient); }
  void operator()(Driver& driver) const {
    all(driver.start, driver.half_life, driver.mean, driver.volatility, driver.trend, driver.follows,
        driver.lower, driver.upper);
  }
  void operator()(Correlation& correlation) const { all(correlation.value); }
  void operator()(Term& term) const { all(term.term, term.weight); }
  void operator()(Intensity& intensity) const { all(intensity.rate, intensity.weights, intensity.when); }
  void operator()(Category& category) const { all(category.share, category.weights); }
  void operator()(Mark& mark) const { all(mark.categories, mark.distribution); }
  void operator()(Change& change) const { all(change.amount); }
  void operator()(Effect& effect) const { all(effect.condition, effect.changes); }
  void operator()(Trigger& trigger) const {
    all(trigger.hazard, trigger.probability, trigger.upon, trigger.when, trigger.cooldown, trigger.marks,
        trigger.effects);
  }
  void operator()(Rung& rung) const { all(rung.on_enter, rung.on_leave); }
  void operator()(Ladder& ladder) const { all(ladder.rungs, ladder.up, ladder.down); }
  void operator()(Outcome& outcome) const { all(outcome.when, outcome.value, outcome.given); }

private:
  template <typename... Parts>
  void all(Parts&... parts) const {
    ((*this)(parts), ...);
  }

  const std::function<void(Formula&)>& visit_;
};

} // namespace

void each_formula(Scenario& scenario, const std::function<void(Formula&)>& visit) {
  const FormulaVisitor each(visit);
  each(scenario.parameters);
  each(scenario.drivers);
  each(scenario.correlations);
  each(scenario.triggers);
  each(scenario.ladders);
  each(scenario.outcomes);
}

void each_formula(const Scenario& scenario, const std::function<void(const Formula&)>& visit) {
  // The other visits in the same order; what is handed to it changes nothing.
  each_formula(const_cast<Scenario&>(scenario), [&](Formula& formula) { visit(formula); });
}

} // namespace casus::scenario
