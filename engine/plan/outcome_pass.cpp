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
    if (condition.operation == Operation::held) return; // it has a watch of its own
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
    const WatchPlan& asking = builder_.plan.watches[watch];
    const bool is_for_outcomes = asking.outcome.has_value();
    const Asked asked{driver, level, is_for_outcomes, asking.from};
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
    builder_.plan.watches[watch].has_crossings = true;
    auto& watches = builder_.plan.crossings[place].watches;
    if (watches.empty() || watches.back() != watch) watches.push_back(watch);
  }

  struct Asked {
    DriverId driver{};
    Expression level;
    bool is_for_outcomes = false;
    double from = 0; ///< who looks later sees a path of their own
    bool operator==(const Asked&) const = default;
  };

  Builder& builder_;
  std::vector<Asked> found_;
};

WatchId add_watch(Builder& builder, const Expression& condition, WatchPlan watch) {
  const WatchId id = builder.plan.watches.next_id();
  builder.add_moving_drivers(watch.condition, watch.drivers);
  builder.plan.watches.push_back(std::move(watch));
  builder.time_watch(condition, id);
  return id;
}

void add_watch(Builder& builder, CrossingFinder& crossings, const Expression& condition, WatchPlan watch) {
  crossings.find(condition, add_watch(builder, condition, std::move(watch)));
}

/// Where both turn at one look, the question has begun before it is met. What holds before it begins is
/// looked at too, for it must come to hold anew.
void add_watches_of(Builder& builder, CrossingFinder& crossings, OutcomeId id) {
  const Outcome& outcome = builder.scenario().outcomes[id.number()];
  OutcomePlan& plan = builder.plan.outcomes[id];
  if (outcome.after) {
    WatchPlan begin{.condition = builder.program(*outcome.after, formula::View::question),
                    .outcome = id,
                    .is_begin = true,
                    .from = plan.from,
                    .until = plan.last_begin};
    builder.add_moving_drivers(builder.program(*outcome.when), begin.drivers);
    add_watch(builder, crossings, outcome.after->expression, std::move(begin));
  }
  plan.watch = builder.plan.watches.next_id();
  add_watch(builder, crossings, outcome.when->expression,
            {.condition = builder.program(*outcome.when, formula::View::question),
             .outcome = id,
             .from = plan.has_after ? 0 : plan.from,
             .until = plan.day});
}

} // namespace

void compile_outcomes(Builder& builder) {
  for (const Outcome& outcome : builder.scenario().outcomes) {
    const double day = formula::whole_nanoseconds(outcome.day);
    OutcomePlan result{.name = outcome.name,
                       .has_after = outcome.after.has_value(),
                       .from = formula::whole_nanoseconds(outcome.from),
                       .last_begin = formula::whole_nanoseconds(outcome.last_begin()),
                       .day = day,
                       .grid_point = grid_point_of(builder.plan, day)};
    if (outcome.within) result.within = *outcome.within;
    for (const auto& [formula, program] :
         {std::pair(&outcome.value, &result.value), std::pair(&outcome.given, &result.given)}) {
      if (!*formula) continue;
      const bool is_given = formula == &outcome.given;
      *program = builder.program(**formula, is_given ? formula::View::question : formula::View::moment);
      builder.add_moving_drivers(**program, result.drivers);
    }
    for (const auto* condition : {&outcome.when, &outcome.after})
      if (*condition) builder.add_moving_drivers(builder.program(**condition), result.drivers);
    builder.plan.outcomes.push_back(std::move(result));
  }
}

void compile_watches(Builder& builder) {
  const Scenario& scenario = builder.scenario();
  CrossingFinder crossings(builder);
  const auto spells = builder.plan.layout.spells;
  for (const auto& [condition, row] : spells)
    add_watch(builder, condition,
              {.condition = builder.program(condition, formula::View::question), .spell = row});
  for (std::size_t i = 0; i < scenario.triggers.size(); ++i)
    if (const auto& upon = scenario.triggers[i].upon)
      add_watch(builder, crossings, upon->expression,
                {.condition = builder.program(*upon, formula::View::question), .trigger = TriggerId(i)});
  for (const OutcomeId id : builder.plan.outcomes.ids())
    if (scenario.outcomes[id.number()].when) add_watches_of(builder, crossings, id);
}

} // namespace casus::plan
