#pragma once

#include "casus/scenario.hpp"
#include "distribution/variate.hpp"
#include "formula/calendar.hpp"
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
/// Index of a row of a block's state: drivers, ladders, counts, last firings, means of drivers over the step,
/// derived values.
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
  Row mean_row = none; ///< of its mean over the step; its own row where it does not move
  std::string name{};
  NumberId half_life = none, mean = none, volatility = none, trend = none;
  std::vector<std::pair<int, NumberId>> follows{}; ///< member of the group, coefficient
  std::vector<int> reached{}; ///< members that move and whose path a jolt of this one changes, ascending
  std::vector<int> leaders{}; ///< members on whose path this one's depends, ascending, itself among them
  bool settles = false;       ///< it reverts to a level, as do all that it follows
  std::uint64_t noise_stream = 0, refined_stream = 0; ///< of normals
  std::uint64_t bridge_stream = 0, crossing_stream = 0;
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

  /// One that follows a noisy driver has noise over a step too, even if it has no volatility of its own.
  bool is_noisy() const;
  bool moves() const;
};

struct BoundsPlan {
  NumberId lower = none, upper = none;
  bool exist() const { return lower != none || upper != none; }
};

/// Where a driver stands among the groups.
struct DriverPlan {
  NumberId start = none;
  BoundsPlan bounds{};
  bool is_noted = false; ///< a change of it may be read within a step, in its own value or a follower's
  int group = none;
  int member = none;
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
  std::uint64_t stream = 0;
};

/// A formula of the state that clocks read as a row of its own, so that each is evaluated once.
struct DerivedPlan {
  formula::Program program;
  std::vector<int> drivers{}; ///< whose values at the moment it reads
  Row row = none;
  bool moving = false;
  bool is_rate = false;
  std::string what{}; ///< "rate of trigger 'x'"
};

struct MarkPlan {
  std::string name{};
  std::vector<NumberId> shares{};                                            ///< of a categorical mark
  std::vector<std::vector<std::pair<formula::Program, NumberId>>> weights{}; ///< of each category
  std::vector<int> drivers{}; ///< whose values at the moment the weights' terms read
  int variate = none;         ///< of a numeric mark: index into World::variates
  std::uint64_t stream = 0;
  std::uint64_t forced_stream = 0; ///< of forced firings, which leave the others' draws alone
};

struct VariatePlan {
  std::string family{};
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
  std::vector<int> drivers{}; ///< whose values at the moment condition and amounts read
  std::vector<ChangePlan> changes{};
};

/// What must be done again when rows change, or time has passed; each list ascending.
struct Dependents {
  std::vector<int> derived{};
  std::vector<ClockId> clocks{};    ///< whose intensities change
  std::vector<ClockId> evaluated{}; ///< of these, those that are not only multiplied when drivers are jolted
  std::vector<int> watches{};
  std::vector<int> timers{}; ///< to be set again
};

/// What must be done after an event that changes the same rows each time.
struct Reaction : Dependents {
  bool is_addition = false; ///< its changes all add constants to drivers without bounds
};

struct TriggerPlan {
  std::string name{};
  std::string title{}; ///< "trigger 'x'"
  ClockId clock = none;
  std::optional<formula::Program> gate{}; ///< of scheduled and threshold triggers
  std::vector<int> gate_drivers{};        ///< whose values at the moment it reads
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
  std::vector<int> drivers{};                             ///< whose values at the moment it reads
  int trigger = none;                                     ///< the one that it fires, or
  int outcome = none;                                     ///< the one that it meets
  double until = std::numeric_limits<double>::infinity(); ///< day after which nobody asks
  bool moving = false;
};

struct OutcomePlan {
  std::string name{};
  std::optional<formula::Program> value{};
  std::optional<formula::Program> given{};
  std::vector<int> drivers{}; ///< that it reads
  double day = 0;             ///< on which it is evaluated
  int grid_point = none;      ///< the first from which on it is known
};

/// A day within a step on which outcomes ask for values, or at which the scenario ends.
struct ReadingPlan {
  double day = 0;
  double passed = 0;          ///< of its step
  std::vector<int> drivers{}; ///< that are read
  std::vector<int> groups{};  ///< of these, as far as they have noise
};

/// A firing on a date: of a scheduled trigger, or one that a what-if forces.
struct ScheduledFiring {
  double day = 0;
  int trigger = none;
  std::uint64_t draw = 0; ///< index of what it draws, the same whatever else happens on dates
  bool is_forced = false;
  std::vector<std::optional<double>> marks{}; ///< of a forced one: those that are given
};

/// Moments at which something changes though nothing happens: a cooldown ends, `since` passes the value that
/// it is compared with, a firing leaves the window of a count, a date comes. Known as soon as the rows are
/// that the difference reads: it is linear in time, and zero at the moment.
struct TimerPlan {
  formula::Program difference;
  formula::Program slope;
  bool is_at = true, is_after = false; ///< as formula::Turn's
  Dependents targets{};
};

/// A threshold of a noisy driver that conditions ask for, which its path may cross between grid points.
struct CrossingPlan {
  int driver = none;
  NumberId level = none;
  bool is_for_outcomes = false; ///< which look on, and change no trajectory
  std::vector<int> watches{};
};

struct Plan {
  std::shared_ptr<const Scenario> scenario{};
  std::vector<double> grid{}; ///< days: multiples of the step, and in place of the last one the horizon
  double step_length = 0;     ///< days
  bool is_refined = false;    ///< its steps are the halves of a scenario's, of whose noise theirs is made
  formula::Layout layout{};
  int rows = 0;
  std::vector<std::optional<distribution::Variate>> parameters{}; ///< of the uncertain ones
  std::vector<NumberPlan> numbers{}; ///< without the parameters, which come first
  std::vector<VariatePlan> variates{};
  std::vector<double> longest_windows{}; ///< of each history, days
  std::vector<GroupPlan> groups{};
  std::vector<DriverPlan> drivers{};
  std::vector<ClockPlan> clocks{};
  std::vector<DerivedPlan> derived{};
  std::vector<TriggerPlan> triggers{};
  std::vector<LadderPlan> ladders{};
  std::vector<WatchPlan> watches{}; ///< thresholds in the file's order, then outcomes
  std::vector<OutcomePlan> outcomes{};
  std::vector<ScheduledFiring> schedule{}; ///< by day, forced ones first, then in the file's order
  std::vector<ReadingPlan> readings{};     ///< by day
  std::vector<TimerPlan> timers{};
  std::vector<CrossingPlan> crossings{};
  std::vector<Dependents> dependents{}; ///< of each row
  std::size_t deepest_program = 1;

  NumberId first_number() const { return static_cast<NumberId>(scenario->parameters.size()); }
  /// Derived rows are the last ones.
  Row first_derived() const { return rows - static_cast<Row>(derived.size()); }
  int last_grid_point() const { return static_cast<int>(grid.size()) - 1; }
  /// The last step goes on beyond the horizon, where nobody looks.
  double step_end(std::size_t step) const {
    return formula::whole_nanoseconds(static_cast<double>(step + 1) * step_length);
  }
  const MemberPlan& member_of(const DriverPlan& driver) const {
    return groups[static_cast<std::size_t>(driver.group)].members[static_cast<std::size_t>(driver.member)];
  }
  int driver_of(int group, int member) const {
    return groups[static_cast<std::size_t>(group)].members[static_cast<std::size_t>(member)].row -
           layout.first_driver;
  }
  bool moves(int driver) const { return member_of(drivers[static_cast<std::size_t>(driver)]).moves(); }
  /// The drivers whose means over the step a change of this one changes: itself, and those that follow it.
  std::vector<int> changed_with(int driver) const;
  /// The change depends on the value that a moving driver has at the moment.
  bool reads_value(const ChangePlan& change) const;
};

/// How finely time is divided: by a step of days, the scenario's own where it is none, or by halves of it.
struct Resolution {
  std::optional<double> step{};
  bool is_refined = false;
};

/// Some parameter has a distribution, so that worlds differ.
bool is_uncertain(const Scenario& scenario);

/// Compiles a scenario. Scenarios that are compared share a step, and with it the drivers' noise. Throws
/// RunError where it would need more memory than casus allows itself.
Plan compile(std::shared_ptr<const Scenario> scenario, const Resolution& resolution = {});

} // namespace casus::plan
