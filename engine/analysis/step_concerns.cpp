#include "casus/step_check.hpp"

#include "formula/calendar.hpp"
#include "plan/plan.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace casus {
namespace {

/// A driver whose half-life is shorter than so many steps has forgotten before the next grid point looks.
constexpr double fewest_steps_a_half_life = 2;
/// A driver that wanders by so much of an intensity's logarithm in a step makes the second order felt.
constexpr double greatest_wander = 0.5;

class Concerns {
public:
  explicit Concerns(const Scenario& scenario) : scenario_(scenario) {
    const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(scenario));
    for (std::size_t i = 0; i < plan.parameters.size(); ++i)
      medians_.push_back(plan.parameters[i] ? plan.parameters[i]->quantile(0.5)
                                            : scenario.parameters[i].value);
  }

  std::vector<Problem> find() {
    for (const Trigger& trigger : scenario_.triggers)
      if (trigger.hazard) note(*trigger.hazard, "trigger '" + trigger.name + "'");
    for (const Ladder& ladder : scenario_.ladders)
      for (const auto* steps : {&ladder.up, &ladder.down})
        for (const auto& step : *steps)
          if (step) note(*step, "ladder '" + ladder.name + "'");
    for (std::size_t d = 0; d < scenario_.drivers.size(); ++d) look(static_cast<int>(d));
    return std::move(problems_);
  }

private:
  struct Reader {
    double weight = 0;
    std::string name;
  };

  double value(const Number& number) const {
    formula::Inputs inputs;
    const double* const medians = medians_.data();
    inputs.numbers = {&medians, 1};
    return formula::Program(number.expression, {}).in_lane(inputs, 0);
  }

  /// The part whose intensity hangs most on each driver.
  void note(const Intensity& intensity, const std::string& name) {
    for (const Term& term : intensity.weights) {
      if (term.term.expression.operation != Operation::driver) continue;
      const double weight = std::abs(value(term.weight));
      Reader& reader = readers_[term.term.expression.symbol];
      if (weight > reader.weight) reader = {weight, name};
    }
  }

  void look(int index) {
    const Driver& driver = scenario_.drivers[static_cast<std::size_t>(index)];
    const auto reader = readers_.find(index);
    if (reader == readers_.end() || reader->second.weight == 0) return;
    if (driver.half_life) {
      const double steps = value(*driver.half_life) / scenario_.step;
      if (steps < fewest_steps_a_half_life)
        warn(driver,
             fmt::format("driver '{}' forgets half within {:.2g} steps (the intensity of {} follows it only "
                         "on average over a step): choose a step of at most {:.3g} days, or see what it "
                         "changes with casus run --check-step",
                         driver.name, steps, reader->second.name,
                         value(*driver.half_life) / fewest_steps_a_half_life));
    }
    if (!driver.volatility) return;
    const double wander = reader->second.weight * value(*driver.volatility) *
                          std::sqrt(scenario_.step / formula::days_per_year);
    if (wander > greatest_wander)
      warn(driver,
           fmt::format("driver '{}' wanders by {:.2g} of the logarithm of an intensity in a step (that of "
                       "{}): choose a shorter step, or see what it changes with casus run --check-step",
                       driver.name, wander, reader->second.name));
  }

  void warn(const Driver& driver, std::string message) {
    problems_.push_back({.severity = Severity::warning,
                         .place = driver.place,
                         .message = std::move(message),
                         .source_line = ""});
  }

  const Scenario& scenario_;
  std::vector<double> medians_; ///< of the parameters
  std::map<int, Reader> readers_;
  std::vector<Problem> problems_;
};

} // namespace

std::vector<Problem> step_concerns(const Scenario& scenario) { return Concerns(scenario).find(); }

} // namespace casus
