// This pass finds what changes by itself at every grid point (moving), and what must be evaluated again when
// an event changes a row. An intensity is only multiplied where all that the row does is to be a term of its
// exponent.

#include "plan/passes.hpp"

#include "plan/sort_out.hpp"

#include <algorithm>
#include <set>

namespace casus::plan {
namespace {

class Dependency {
public:
  explicit Dependency(Plan& plan)
      : plan_(plan), moving_rows_(plan.rows, false), readers_(plan.derived.size()) {
    plan_.dependents.resize(plan.rows);
    jolted_rows_.insert(plan.layout.mean_of_driver.begin(), plan.layout.mean_of_driver.end());
  }

  void find() {
    for (const GroupPlan& group : plan_.groups)
      for (const MemberPlan& member : group.members)
        moving_rows_[member.row] = moving_rows_[member.mean_row] = member.moves();
    for (const DerivedId id : plan_.derived.ids()) find_derived(plan_.derived[id], id);
    for (const ClockId id : plan_.clocks.ids()) find_clock(plan_.clocks[id], id);
    for (const WatchId id : plan_.watches.ids()) find_watch(plan_.watches[id], id);
    for (const TimerId id : plan_.timers.ids()) find_timer(plan_.timers[id], id);
  }

private:
  Dependents& of(Row row) { return plan_.dependents[row]; }
  bool moves(const formula::Program& program) const {
    return program.reads_day() || std::any_of(program.rows().begin(), program.rows().end(),
                                              [&](Row row) { return moving_rows_[row]; });
  }

  void find_derived(DerivedPlan& derived, DerivedId id) {
    derived.moving = moves(derived.program);
    moving_rows_[derived.row] = derived.moving;
    for (const Row row : derived.program.rows()) of(row).derived.push_back(id);
  }

  /// A clock depends on the rows it reads and, through a derived row, on the rows which that is made of.
  void depend(ClockPlan& clock, ClockId id, std::optional<Row> row) {
    if (!row) return;
    clock.moving = clock.moving || moving_rows_[*row];
    if (!plan_.is_derived(*row)) {
      sources_.insert(*row);
      return;
    }
    const DerivedId derived = plan_.derived_in(*row);
    const formula::Program& program = plan_.derived[derived].program;
    sources_.insert(program.rows().begin(), program.rows().end());
    auto& readers = readers_[derived];
    if (readers.empty() || readers.back() != id) readers.push_back(id);
  }

  void find_clock(ClockPlan& clock, ClockId id) {
    sources_.clear();
    std::set<Row> terms;
    for (const FactorPlan& factor : clock.factors) {
      depend(clock, id, factor.gate);
      for (const TermPlan& term : factor.terms)
        if (plan_.is_derived(term.row))
          depend(clock, id, term.row);
        else
          terms.insert(term.row);
    }
    for (const StatePlan& state : clock.states) depend(clock, id, state.rate.row);
    depend(clock, id, clock.state_row);
    if (clock.trigger) find_own_firings(clock, id);
    const std::set<Row> others = sources_;
    for (const Row row : terms) depend(clock, id, row);
    for (const Row row : sources_) {
      of(row).clocks.push_back(id);
      if (others.contains(row) || !is_multiplied(clock, row)) of(row).evaluated.push_back(id);
    }
  }

  /// Whether a change of the row, which is a term, only multiplies the clock's intensity. That goes for
  /// clocks alone that every grid point evaluates afresh, so that errors of rounding do not pile up.
  bool is_multiplied(const ClockPlan& clock, Row row) const {
    return clock.moving && clock.factors.size() == 1 && jolted_rows_.contains(row);
  }

  void find_own_firings(ClockPlan& clock, ClockId id) {
    const TriggerPlan& trigger = plan_.triggers[*clock.trigger];
    const bool is_limited = trigger.limit < std::numeric_limits<double>::infinity();
    if (is_limited || trigger.cooldown) depend(clock, id, trigger.count_row);
  }

  void find_watch(WatchPlan& watch, WatchId id) {
    watch.moving = moves(watch.condition);
    for (const Row row : watch.condition.rows()) of(row).watches.push_back(id);
  }

  /// A derived row that changes with time changes the clocks that read it.
  void find_timer(TimerPlan& timer, TimerId id) {
    std::set<Row> rows(timer.difference.rows().begin(), timer.difference.rows().end());
    rows.insert(timer.slope.rows().begin(), timer.slope.rows().end());
    for (const Row row : rows) of(row).timers.push_back(id);
    for (const DerivedId derived : timer.targets.derived) {
      const auto& readers = readers_[derived];
      timer.targets.clocks.insert(timer.targets.clocks.end(), readers.begin(), readers.end());
    }
    sort_out(timer.targets.derived);
    sort_out(timer.targets.clocks);
    sort_out(timer.targets.watches);
  }

  Plan& plan_;
  IdVector<Row, bool> moving_rows_;
  std::set<Row> jolted_rows_; ///< to which shares of an event's change of a driver are added
  std::set<Row> sources_;     ///< on which the clock at hand depends
  IdVector<DerivedId, std::vector<ClockId>> readers_;
};

} // namespace

void find_dependents(Builder& builder) { Dependency(builder.plan).find(); }

} // namespace casus::plan
