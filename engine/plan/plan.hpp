#pragma once

#include "casus/scenario.hpp"
#include "distribution/variate.hpp"
#include "formula/calendar.hpp"
#include "formula/ids.hpp"
#include "formula/program.hpp"
#include "plan/observed_plan.hpp"
#include "scenario/bounds.hpp"

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

using VariateId = Id<struct VariateTag>;
using GroupId = Id<struct GroupTag>;
using ClockId = Id<struct ClockTag>;
using DerivedId = Id<struct DerivedTag>;
using WatchId = Id<struct WatchTag>;
using TimerId = Id<struct TimerTag>;
using CrossingId = Id<struct CrossingTag>;
using ReadingId = Id<struct ReadingTag>;

/// A number of the plan, and the range in which its value must lie in every world.
struct NumberPlan {
  formula::Program program;
  std::string what{}; ///< "half_life of driver 'x'"
  std::string path{}; ///< of the number in the scenario, as a Formula's
  Place place{};
  scenario::Bounds bounds = scenario::any_number;
};

/// A member of a group of drivers.
struct MemberPlan {
  Row row{};
  Row mean_row{}; ///< of its mean over the step; its own row where it does not move
  std::string name{};
  std::optional<NumberId> half_life{}, mean{}, volatility{}, trend{};
  std::vector<std::pair<std::size_t, NumberId>> follows{}; ///< member of the group, coefficient
  /// Members that move and whose path a jolt of this one changes, ascending.
  std::vector<std::size_t> reached{};
  /// Members on whose path this one's depends, ascending, itself among them.
  std::vector<std::size_t> leaders{};
  bool settles = false;                               ///< it reverts to a level, as do all that it follows
  std::uint64_t noise_stream = 0, refined_stream = 0; ///< of normals
  std::uint64_t bridge_stream = 0, crossing_stream = 0;
  bool moves() const { return half_life || volatility || trend; }
};

struct CorrelationPlan {
  std::size_t first = 0, second = 0; ///< members
  NumberId value{};
};

/// How the normal score of a correlated parameter is made of those of independent draws: its own, and those
/// of parameters that come before it in the alphabet.
struct CopulaPlan {
  std::size_t parameter = 0;
  std::vector<std::pair<std::size_t, double>> weights{}; ///< parameter, weight of its draw's score
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
  std::optional<NumberId> lower{}, upper{};
  bool exist() const { return lower || upper; }
};

/// The place of a driver among the groups, and what is known of it alone.
struct DriverPlan {
  NumberId start{};
  BoundsPlan bounds{};
  bool is_noted = false; ///< a change of it may be read within a step, in its own value or a follower's
  GroupId group{};
  std::size_t member = 0;
};

/// A rate: either a number or, for a formula of the state, a derived row.
struct RatePlan {
  std::optional<NumberId> number{};
  std::optional<Row> row{};
  std::string path{}; ///< of the rate in the scenario, as a Formula's
};

struct TermPlan {
  Row row{};
  NumberId weight{};
  std::string text{};
};

/// The factor exp(sum of the terms), 0 where the gate is closed.
struct FactorPlan {
  std::vector<TermPlan> terms{};
  std::optional<Row> gate{};
};

/// The rate of a clock on a rung and the factor that goes with it. Where there is no factor, the event cannot
/// happen from that rung.
struct StatePlan {
  RatePlan rate{};
  std::optional<std::size_t> factor{};
};

enum class ClockKind { trigger, up, down };

/// One exponential clock: a trigger's hazard, or the climbing or descending of a ladder.
struct ClockPlan {
  ClockKind kind = ClockKind::trigger;
  std::optional<TriggerId> trigger{}; ///< whose hazard it is, or
  std::optional<LadderId> ladder{};   ///< that it moves
  std::string name{};                 ///< "trigger 'x'", "climbing of ladder 'y'"
  std::vector<FactorPlan> factors{};
  std::vector<StatePlan> states{}; ///< of each rung; a trigger has one
  std::optional<Row> state_row{};  ///< the ladder
  bool moving = false;             ///< must be evaluated again at every grid point
  std::uint64_t stream = 0;
};

/// A formula of the state that clocks read as a row of its own, so that each is evaluated once.
struct DerivedPlan {
  formula::Program program;
  std::vector<DriverId> drivers{}; ///< whose values at the moment it reads
  Row row{};
  bool moving = false;
  bool is_rate = false;
  std::string what{}; ///< "rate of trigger 'x'"
};

struct MarkPlan {
  std::string name{};
  std::vector<NumberId> shares{};                                            ///< of a categorical mark
  std::vector<std::vector<std::pair<formula::Program, NumberId>>> weights{}; ///< of each category
  std::vector<DriverId> drivers{};    ///< whose values at the moment the weights' terms read
  std::optional<VariateId> variate{}; ///< of a numeric mark
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
  int target = -1; ///< of the scenario: driver or ladder
  Row row{};
  formula::Program amount;

  DriverId driver() const { return DriverId(target); }
  LadderId ladder() const { return LadderId(target); }
};

struct EffectPlan {
  std::optional<formula::Program> condition{};
  std::vector<DriverId> drivers{}; ///< whose values at the moment condition and amounts read
  std::vector<ChangePlan> changes{};
};

/// What must be done again when rows change, or time has passed; each list ascending.
struct Dependents {
  std::vector<DerivedId> derived{};
  std::vector<ClockId> clocks{};    ///< whose intensities change
  std::vector<ClockId> evaluated{}; ///< of these, those that are not only multiplied when drivers are jolted
  std::vector<WatchId> watches{};
  std::vector<TimerId> timers{}; ///< to be set again
};

/// What must be done after an event that changes the same rows each time.
struct Reaction : Dependents {
  bool is_addition = false; ///< its changes all add constants to drivers without bounds
};

struct TriggerPlan {
  std::string name{};
  std::string title{}; ///< "trigger 'x'"
  std::optional<ClockId> clock{};
  std::optional<formula::Program> gate{}; ///< of scheduled and threshold triggers
  std::vector<DriverId> gate_drivers{};   ///< whose values at the moment it reads
  double limit = std::numeric_limits<double>::infinity();
  std::optional<NumberId> cooldown{};
  std::optional<NumberId> probability{};
  std::vector<MarkPlan> marks{};
  std::vector<EffectPlan> effects{};
  Row count_row{}, last_row{};
  std::optional<HistoryId> history{};
  std::optional<Reaction> reaction{}; ///< none where firings differ in the rows that they change
  std::uint64_t schedule_stream = 0;
};

struct LadderPlan {
  std::string name{};
  Row row{};
  std::size_t rungs = 0;
  std::size_t start = 0;
  std::vector<std::vector<EffectPlan>> on_enter{}, on_leave{}; ///< of each rung
  std::optional<Reaction> reaction{};                          ///< to a move, where no rung has effects
};

/// A condition that is looked at whenever something it reads has changed.
struct WatchPlan {
  formula::Program condition;
  std::vector<DriverId> drivers{};                        ///< whose values at the moment it reads
  std::optional<TriggerId> trigger{};                     ///< the one that it fires, or
  std::optional<OutcomeId> outcome{};                     ///< the one that it meets, or
  bool is_begin = false;                                  ///< whose question begins when it holds, or
  std::optional<Row> spell{};                             ///< the one that holds since when it has held
  double from = 0;                                        ///< day before which nobody asks
  double until = std::numeric_limits<double>::infinity(); ///< day after which nobody asks
  bool moving = false;
  bool has_crossings = false; ///< what a noisy driver does between grid points is found for it
};

struct OutcomePlan {
  std::string name{};
  std::optional<formula::Program> value{};
  std::optional<formula::Program> given{};
  std::vector<DriverId> drivers{}; ///< that it reads
  std::optional<WatchId> watch{};  ///< of an event
  bool has_after = false;          ///< its question begins in each trajectory when a watch says so
  double from = 0;                 ///< the first day on which it is asked, or may begin
  double last_begin = 0;           ///< the last one
  double within = std::numeric_limits<double>::infinity(); ///< days from its begin for which it is asked
  double day = 0;                                          ///< on which it is evaluated
  std::size_t grid_point = 0;                              ///< the first from which on it is known

  /// Whether it is asked of some trajectories only.
  bool is_conditional() const { return given || has_after; }
};

/// A day within a step on which outcomes ask for values or begin to look, or at which the scenario ends.
struct ReadingPlan {
  double day = 0;
  double passed = 0;               ///< of its step
  std::vector<DriverId> drivers{}; ///< that are read
  std::vector<GroupId> groups{};   ///< of these, as far as they have noise
};

/// A firing on a date: of a scheduled trigger, or one that a what-if forces.
struct ScheduledFiring {
  double day = 0;
  TriggerId trigger{};
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
  DriverId driver{};
  NumberId level{};
  bool is_for_outcomes = false; ///< which look on, and change no trajectory
  std::vector<WatchId> watches{};
};

struct Plan {
  std::shared_ptr<const Scenario> scenario{};
  std::vector<double> grid{}; ///< days: multiples of the step, and in place of the last one the horizon
  double step_length = 0;     ///< days
  bool is_refined = false;    ///< its steps are the halves of a scenario's, of whose noise theirs is made
  formula::Layout layout{};
  std::size_t rows = 0;
  std::vector<std::optional<distribution::Variate>> parameters{}; ///< of the uncertain ones
  std::vector<CopulaPlan> copulas{}; ///< of parameters whose score is not that of their own draw alone
  std::vector<NumberPlan> numbers{}; ///< without the parameters, which come first
  IdVector<VariateId, VariatePlan> variates{};
  IdVector<HistoryId, double> longest_windows{}; ///< days
  IdVector<GroupId, GroupPlan> groups{};
  IdVector<DriverId, DriverPlan> drivers{};
  IdVector<ClockId, ClockPlan> clocks{};
  IdVector<DerivedId, DerivedPlan> derived{};
  IdVector<TriggerId, TriggerPlan> triggers{};
  IdVector<LadderId, LadderPlan> ladders{};
  IdVector<WatchId, WatchPlan> watches{}; ///< spells, then thresholds in the file's order, then outcomes
  IdVector<OutcomeId, OutcomePlan> outcomes{};
  std::vector<ScheduledFiring> schedule{}; ///< by day, forced ones first, then in the file's order
  std::optional<ObservedPlan> observed{};
  IdVector<ReadingId, ReadingPlan> readings{}; ///< by day
  IdVector<TimerId, TimerPlan> timers{};
  IdVector<CrossingId, CrossingPlan> crossings{};
  IdVector<Row, Dependents> dependents{};
  std::size_t deepest_program = 1;

  NumberId next_number() const { return NumberId(scenario->parameters.size() + numbers.size()); }
  /// One that is no parameter.
  const NumberPlan& number(NumberId id) const { return numbers[id.number() - scenario->parameters.size()]; }
  /// The first of the derived rows, which are the last rows of all.
  Row first_derived() const { return Row(rows - derived.size()); }
  bool is_derived(Row row) const { return row >= first_derived(); }
  DerivedId derived_in(Row row) const { return DerivedId(row.number() - first_derived().number()); }
  /// The day on which a step ends. The last one goes on beyond the horizon, where nobody looks.
  double step_end(std::size_t step) const {
    return formula::whole_nanoseconds(static_cast<double>(step + 1) * step_length);
  }
  const MemberPlan& member_of(const DriverPlan& driver) const {
    return groups[driver.group].members[driver.member];
  }
  DriverId driver_of(GroupId group, std::size_t member) const {
    return layout.driver_in(groups[group].members[member].row);
  }
  bool moves(DriverId driver) const { return member_of(drivers[driver]).moves(); }
  /// The drivers whose means over the step a change of this one changes: itself, and those that follow it.
  std::vector<DriverId> changed_with(DriverId driver) const;
  /// Whether the change depends on the value that a moving driver has at the moment.
  bool reads_value(const ChangePlan& change) const;
};

/// How finely time is divided: by a step of days, the scenario's own where it is none, or by halves of it.
struct Resolution {
  std::optional<double> step{};
  bool is_refined = false;
};

/// Whether some parameter has a distribution, so that worlds differ.
bool is_uncertain(const Scenario& scenario);

/// Compiles a scenario. Scenarios that are compared share a step, and with it the drivers' noise. Throws
/// RunError where it would need more memory than casus allows itself.
Plan compile(std::shared_ptr<const Scenario> scenario, const Resolution& resolution = {});

} // namespace casus::plan
