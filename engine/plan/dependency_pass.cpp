// What changes by itself at every grid point (moving), and what must be evaluated again when an event changes
// a row. An intensity is only multiplied where all that the row does is to be a term of its exponent.

#include "plan/passes.hpp"

#include "plan/sort_out.hpp"

#include <algorithm>
#include <set>

namespace casus::plan {
namespace {

class Dependency {
public:
  explicit Dependency(Plan& plan)
      : plan_(plan), moving_rows_(static_cast<std::size_t>(plan.rows), false), readers_(plan.derived.size()) {
    plan_.dependents.resize(static_cast<std::size_t>(plan.rows));
    jolted_rows_.insert(plan.layout.mean_of_driver.begin(), plan.layout.mean_of_driver.end());
  }

  void find() {
    for (const GroupPlan& group : plan_.groups)
      for (const MemberPlan& member : group.members)
        moving_rows_[index(member.row)] = moving_rows_[index(member.mean_row)] = member.moves();
    for (std::size_t i = 0; i < plan_.derived.size(); ++i)
      find_derived(plan_.derived[i], static_cast<int>(i));
    for (std::size_t i = 0; i < plan_.clocks.size(); ++i) find_clock(plan_.clocks[i], static_cast<int>(i));
    for (std::size_t i = 0; i < plan_.watches.size(); ++i) find_watch(plan_.watches[i], static_cast<int>(i));
    for (std::size_t i = 0; i < plan_.timers.size(); ++i) find_timer(plan_.timers[i], static_cast<int>(i));
  }

private:
  static std::size_t index(Row row) { return static_cast<std::size_t>(row); }
  Dependents& of(Row row) { return plan_.dependents[index(row)]; }
  bool moves(const formula::Program& program) const {
    return program.reads_day() || std::any_of(program.rows().begin(), program.rows().end(),
                                              [&](Row row) { return moving_rows_[index(row)]; });
  }

  void find_derived(DerivedPlan& derived, int i) {
    derived.moving = moves(derived.program);
    moving_rows_[index(derived.row)] = derived.moving;
    for (const Row row : derived.program.rows()) of(row).derived.push_back(i);
  }

  /// A clock depends on the rows it reads and, through a derived row, on the rows which that is made of.
  void depend(ClockPlan& clock, int i, Row row) {
    if (row == none) return;
    clock.moving = clock.moving || moving_rows_[index(row)];
    const Row first_derived = plan_.first_derived();
    if (row < first_derived) {
      sources_.insert(row);
      return;
    }
    const formula::Program& program = plan_.derived[index(row - first_derived)].program;
    sources_.insert(program.rows().begin(), program.rows().end());
    auto& readers = readers_[index(row - first_derived)];
    if (readers.empty() || readers.back() != i) readers.push_back(i);
  }

  void find_clock(ClockPlan& clock, int i) {
    sources_.clear();
    std::set<Row> terms;
    for (const FactorPlan& factor : clock.factors) {
      depend(clock, i, factor.gate);
      for (const TermPlan& term : factor.terms)
        if (term.row < plan_.first_derived())
          terms.insert(term.row);
        else
          depend(clock, i, term.row);
    }
    for (const StatePlan& state : clock.states) depend(clock, i, state.rate.row);
    depend(clock, i, clock.state_row);
    if (clock.kind == ClockKind::trigger) find_own_firings(clock, i);
    const std::set<Row> others = sources_;
    for (const Row row : terms) depend(clock, i, row);
    for (const Row row : sources_) {
      of(row).clocks.push_back(i);
      if (others.contains(row) || !is_multiplied(clock, row)) of(row).evaluated.push_back(i);
    }
  }

  /// By a change of the row, a term. Only clocks that every grid point evaluates afresh, so that errors of
  /// rounding do not pile up.
  bool is_multiplied(const ClockPlan& clock, Row row) const {
    return clock.moving && clock.factors.size() == 1 && jolted_rows_.contains(row);
  }

  void find_own_firings(ClockPlan& clock, int i) {
    const TriggerPlan& trigger = plan_.triggers[index(clock.index)];
    const bool is_limited = trigger.limit < std::numeric_limits<double>::infinity();
    const bool cools_down = trigger.cooldown != none;
    if (is_limited || cools_down) depend(clock, i, trigger.count_row);
  }

  void find_watch(WatchPlan& watch, int i) {
    watch.moving = moves(watch.condition);
    for (const Row row : watch.condition.rows()) of(row).watches.push_back(i);
  }

  /// A derived row that changes with time changes the clocks that read it.
  void find_timer(TimerPlan& timer, int i) {
    std::set<Row> rows(timer.difference.rows().begin(), timer.difference.rows().end());
    rows.insert(timer.slope.rows().begin(), timer.slope.rows().end());
    for (const Row row : rows) of(row).timers.push_back(i);
    for (const int derived : timer.targets.derived) {
      const auto& readers = readers_[static_cast<std::size_t>(derived)];
      timer.targets.clocks.insert(timer.targets.clocks.end(), readers.begin(), readers.end());
    }
    sort_out(timer.targets.derived);
    sort_out(timer.targets.clocks);
    sort_out(timer.targets.watches);
  }

  Plan& plan_;
  std::vector<bool> moving_rows_;
  std::set<Row> jolted_rows_;                 ///< to which shares of an event's change of a driver are added
  std::set<Row> sources_;                     ///< on which the clock at hand depends
  std::vector<std::vector<ClockId>> readers_; ///< of each derived row
};

} // namespace

void find_dependents(Builder& builder) { Dependency(builder.plan).find(); }

} // namespace casus::plan
