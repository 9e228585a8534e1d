#include "plan/passes.hpp"

#include <algorithm>

namespace casus::plan {
namespace {

std::size_t grid_point_of(const Plan& plan, double day) {
  return static_cast<std::size_t>(std::lower_bound(plan.grid.begin(), plan.grid.end(), day) -
                                  plan.grid.begin());
}

bool is_in_world(const formula::Program& program) { return program.is_constant(); }

/// Finds the thresholds of noisy drivers for which conditions ask.
class CrossingFinder {
public:
  explicit CrossingFinder(Builder& builder) : builder_(builder) {}

  void find(const Expression& condition, WatchId watch) {
    for (const Expression& argument : condition.arguments) find(argument, watch);
    if (condition.operation < Operation::less || condition.operation > Operation::greater_equal) return;
    const Expression &left = condition.arguments[0], &right = condition.arguments[1];
    if (is_noisy(left) && is_in_world(builder_.program(right))) add(DriverId(left.symbol), right, watch);
    if (is_noisy(right) && is_in_world(builder_.program(left))) add(DriverId(right.symbol), left, watch);
  }

private:
  /// Whether a driver's crossings can be found: where bounds hold a driver, its path is not that of its
  /// equation.
  bool is_noisy(const Expression& expression) const {
    if (expression.operation != Operation::driver) return false;
    const Driver& driver = builder_.scenario().drivers[static_cast<std::size_t>(expression.symbol)];
    return driver.volatility && !driver.lower && !driver.upper;
  }

  void add(DriverId driver, const Expression& level, WatchId watch) {
    const bool is_for_outcomes = builder_.plan.watches[watch].outcome.has_value();
    const Asked asked{driver, level, is_for_outcomes};
    const auto known = std::find(found_.begin(), found_.end(), asked);
    const CrossingId place(known - found_.begin());
    if (known == found_.end()) {
      found_.push_back(asked);
      Number number;
      number.expression = level;
      builder_.plan.crossings.push_back(
          {driver, builder_.number(number, scenario::any_number, "threshold of a condition"),
           is_for_outcomes});
    }
    auto& watches = builder_.plan.crossings[place].watches;
    if (watches.empty() || watches.back() != watch) watches.push_back(watch);
  }

  struct Asked {
    DriverId driver{};
    Expression level;
    bool is_for_outcomes = false;
    bool operator==(const Asked&) const = default;
  };

  Builder& builder_;
  std::vector<Asked> found_;
};

void add_watch(Builder& builder, CrossingFinder& crossings, const Expression& condition, WatchPlan watch) {
  const WatchId id = builder.plan.watches.next_id();
  builder.add_moving_drivers(watch.condition, watch.drivers);
  builder.plan.watches.push_back(std::move(watch));
  builder.time_watch(condition, id);
  crossings.find(condition, id);
}

} // namespace

void compile_outcomes(Builder& builder) {
  for (const Outcome& outcome : builder.scenario().outcomes) {
    const double day = formula::whole_nanoseconds(outcome.day);
    OutcomePlan result{.name = outcome.name, .day = day, .grid_point = grid_point_of(builder.plan, day)};
    for (const auto& [formula, program] :
         {std::pair(&outcome.value, &result.value), std::pair(&outcome.given, &result.given)}) {
      if (!*formula) continue;
      const bool is_given = formula == &outcome.given;
      *program = builder.program(**formula, is_given ? formula::View::question : formula::View::moment);
      builder.add_moving_drivers(**program, result.drivers);
    }
    if (outcome.when) builder.add_moving_drivers(builder.program(*outcome.when), result.drivers);
    builder.plan.outcomes.push_back(std::move(result));
  }
}

void compile_watches(Builder& builder) {
  const Scenario& scenario = builder.scenario();
  CrossingFinder crossings(builder);
  for (std::size_t i = 0; i < scenario.triggers.size(); ++i)
    if (const auto& upon = scenario.triggers[i].upon)
      add_watch(builder, crossings, upon->expression,
                {.condition = builder.program(*upon, formula::View::question), .trigger = TriggerId(i)});
  for (const OutcomeId id : builder.plan.outcomes.ids())
    if (const auto& when = scenario.outcomes[id.number()].when)
      add_watch(builder, crossings, when->expression,
                {.condition = builder.program(*when, formula::View::question),
                 .outcome = id,
                 .until = builder.plan.outcomes[id].day});
}

} // namespace casus::plan
