#pragma once

#include "casus/scenario.hpp"
#include "distribution/variate.hpp"
#include "formula/program.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casus::plan {

/// A plan is what a machine runs: the scenario with its names turned into rows of a matrix and indices of
/// arrays, its formulas into programs, and with what must be done again when something changes. It is
/// immutable and shared by all threads. What depends on a world's parameters is not in it but in
/// simulation::World.

/// Index into World::numbers: first the parameters, then every other number of the plan.
using NumberId = int;
/// Index of a row of a block's state: drivers, ladders, counts, last firings, derived values.
using Row = int;
/// Index into Plan::clocks.
using ClockId = int;
inline constexpr int none = -1;

/// A number of the plan, and the range in which its value must lie in every world.
struct NumberPlan {
  formula::Program program;
  std::string what{}; ///< "half_life of driver 'x'"
  std::string path{}; ///< of the number in the scenario, as a Formula's
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool open = false; ///< the ends themselves are not allowed
};

/// A driver that moves by itself.
struct MemberPlan {
  Row row = none;
  std::string name{};
  NumberId half_life = none, mean = none, volatility = none, trend = none;
  std::vector<std::pair<int, NumberId>> follows{}; ///< member of the group, coefficient
  std::uint64_t noise_stream = 0;
  bool moves() const { return half_life != none || volatility != none || trend != none; }
};

struct CorrelationPlan {
  int first = none, second = none; ///< members
  NumberId value = none;
};

/// Drivers that couple or correlate: the followed first, else alphabetically, whatever the file's order.
struct GroupPlan {
  std::vector<MemberPlan> members{};
  std::vector<CorrelationPlan> correlations{};
};

struct BoundsPlan {
  NumberId lower = none, upper = none;
};

/// Either a number or, for a formula of the state, a derived row.
struct RatePlan {
  NumberId number = none;
  Row row = none;
  std::string path{}; ///< of the rate in the scenario, as a Formula's
};

struct TermPlan {
  Row row = none;
  NumberId weight = none;
  std::string text{};
};

/// exp(sum of the terms) where the gate is open.
struct FactorPlan {
  std::vector<TermPlan> terms{};
  Row gate = none;
};

/// The rate on a rung and the factor that goes with it; factor none: cannot happen from there.
struct StatePlan {
  RatePlan rate;
  int factor = none;
};

enum class ClockKind { trigger, up, down };

/// One exponential clock: a trigger's hazard, or the climbing or descending of a ladder.
struct ClockPlan {
  ClockKind kind = ClockKind::trigger;
  int index = none;   ///< of the trigger or ladder
  std::string name{}; ///< "trigger 'x'", "climbing of ladder 'y'"
  std::vector<FactorPlan> factors{};
  std::vector<StatePlan> states{}; ///< of each rung; a trigger has one
  Row state_row = none;            ///< the ladder
  bool moving = false;             ///< must be evaluated again at every grid point
  std::vector<int>
      timed{}; ///< derived rows that change with time: derived again whenever the clock is evaluated
  std::uint64_t stream = 0;
};

/// A formula of the state that clocks read as a row of its own, so that each is evaluated once.
struct DerivedPlan {
  formula::Program program;
  Row row = none;
  bool moving = false;
  bool is_rate = false;
  std::string what{}; ///< "rate of trigger 'x'"
};

struct MarkPlan {
  std::string name{};
  std::vector<NumberId> shares{};                                            ///< of a categorical mark
  std::vector<std::vector<std::pair<formula::Program, NumberId>>> weights{}; ///< of each category
  int variate = none; ///< of a numeric mark: index into World::variates
  std::uint64_t stream = 0;
  std::uint64_t forced_stream = 0; ///< of forced firings, which leave the others' draws alone
};

struct VariatePlan {
  Family family{};
  std::vector<std::pair<std::string, NumberId>> arguments{};
  std::string what{};
};

struct ChangePlan {
  ChangeKind kind{};
  int target = none; ///< of the scenario: driver or ladder
  Row row = none;
  formula::Program amount;
};

struct EffectPlan {
  std::optional<formula::Program> condition{};
  std::vector<ChangePlan> changes{};
};

/// A clock whose intensity an event multiplies by exp(sum of weight x amount).
struct ScaledClock {
  ClockId clock = none;
  std::vector<std::pair<NumberId, formula::Program>> addends{};
};

/// What must be done after an event that changes the same rows each time; each list ascending.
struct Reaction {
  bool is_addition = false; ///< its changes all add constants to drivers without bounds
  std::vector<int> derived{};
  std::vector<ClockId> clocks{};     ///< whose intensities change: some are
  std::vector<ScaledClock> scaled{}; ///< only multiplied, after clocks' events,
  std::vector<ClockId> evaluated{};  ///< the others evaluated again
  std::vector<int> watches{};
};

struct TriggerPlan {
  std::string name{};
  std::string title{}; ///< "trigger 'x'"
  ClockId clock = none;
  std::optional<formula::Program> gate{}; ///< of scheduled and threshold triggers
  double limit = std::numeric_limits<double>::infinity();
  NumberId cooldown = none;
  NumberId probability = none;
  std::vector<MarkPlan> marks{};
  std::vector<EffectPlan> effects{};
  Row count_row = none, last_row = none;
  int history = none;
  std::optional<Reaction> reaction{}; ///< none where firings differ in the rows that they change
  std::uint64_t schedule_stream = 0;
};

struct LadderPlan {
  std::string name{};
  Row row = none;
  int rungs = none;
  int start = none;
  std::vector<std::vector<EffectPlan>> on_enter{}, on_leave{}; ///< of each rung
  std::optional<Reaction> reaction{};                          ///< to a move, where no rung has effects
};

/// A condition that is looked at whenever something it reads has changed.
struct WatchPlan {
  formula::Program condition;
  int trigger = none;                                     ///< the one that it fires, or
  int outcome = none;                                     ///< the one that it meets
  double until = std::numeric_limits<double>::infinity(); ///< day after which nobody asks
  bool moving = false;
};

struct OutcomePlan {
  std::string name{};
  std::optional<formula::Program> value{};
  std::optional<formula::Program> given{};
  int grid_point = none; ///< at which it is evaluated
};

/// A firing on a date: of a scheduled trigger, or one that a what-if forces.
struct ScheduledFiring {
  int grid_point = none;
  int trigger = none;
  std::uint64_t draw = 0; ///< index of what it draws, the same whatever else happens on dates
  bool is_forced = false;
  std::vector<std::optional<double>> marks{}; ///< of a forced one: those that are given
};

/// What must be evaluated again when a row changes.
struct Dependents {
  std::vector<int> derived{};
  std::vector<ClockId> clocks{};
  std::vector<int> watches{};
};

struct Plan {
  std::shared_ptr<const Scenario> scenario{};
  std::vector<double> grid{};         ///< days
  std::vector<double> step_lengths{}; ///< the distinct ones
  std::vector<int> step_kind{};       ///< of each step: index into step_lengths
  formula::Layout layout{};
  int rows = 0;
  std::vector<std::optional<distribution::Variate>> parameters{}; ///< of the uncertain ones
  std::vector<NumberPlan> numbers{}; ///< without the parameters, which come first
  std::vector<VariatePlan> variates{};
  std::vector<double> longest_windows{}; ///< of each history, days
  std::vector<GroupPlan> groups{};
  std::vector<BoundsPlan> bounds{}; ///< of each driver
  std::vector<NumberId> driver_starts{};
  std::vector<ClockPlan> clocks{};
  std::vector<DerivedPlan> derived{};
  std::vector<TriggerPlan> triggers{};
  std::vector<LadderPlan> ladders{};
  std::vector<WatchPlan> watches{}; ///< thresholds in the file's order, then outcomes
  std::vector<OutcomePlan> outcomes{};
  std::vector<ScheduledFiring> schedule{}; ///< by grid point, forced ones first, then in the file's order
  std::vector<Dependents> dependents{};    ///< of each row
  std::size_t deepest_program = 1;

  NumberId first_number() const { return static_cast<NumberId>(scenario->parameters.size()); }
  /// Derived rows are the last ones.
  Row first_derived() const { return rows - static_cast<Row>(derived.size()); }
  int last_grid_point() const { return static_cast<int>(grid.size()) - 1; }
};

/// What lays out a grid: days that must be on it, and the steps whose multiples are.
struct GridNeeds {
  std::vector<double> days{};
  std::vector<double> steps{};

  void include(const GridNeeds& others);
};

/// Those of a scenario by itself: its step, and every day that it names.
GridNeeds grid_needs(const Scenario& scenario);

/// Some parameter has a distribution, so that worlds differ.
bool is_uncertain(const Scenario& scenario);

/// Compiles a scenario. Scenarios that are compared share a grid, and with it the drivers' noise, if each is
/// given the needs of all; days beyond a scenario's own horizon are left out. Throws RunError where it would
/// need more memory than casus allows itself.
Plan compile(std::shared_ptr<const Scenario> scenario, const GridNeeds& further = {});

} // namespace casus::plan
