#include "fitting/history_replay.hpp"

#include "fitting/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace casus::fitting {
namespace {

using simulation::BlockState;
using simulation::Moment;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool reads_mark(const Trigger& trigger, std::size_t mark) {
  const auto reads = [&](const Formula& read) {
    return formula::reads_mark(read.expression, static_cast<int>(mark));
  };
  for (const Effect& effect : trigger.effects)
    if ((effect.condition && reads(*effect.condition)) ||
        std::any_of(effect.changes.begin(), effect.changes.end(),
                    [&](const Change& change) { return reads(change.amount); }))
      return true;
  return false;
}

/// The marks of an event that chance has not given: only effects that read none can follow.
std::vector<double> checked_marks(const Trigger& trigger, const std::vector<std::optional<double>>& given,
                                  const Place& place) {
  std::vector<double> marks;
  for (std::size_t m = 0; m < trigger.marks.size(); ++m) {
    const bool is_given = m < given.size() && given[m];
    if (!is_given && reads_mark(trigger, m))
      refuse(place, fmt::format("mark '{}' of trigger '{}' is not known (the fitted hazards depend on it): "
                                "give the events a column '{}'",
                                trigger.marks[m].name, trigger.name, trigger.marks[m].name));
    marks.push_back(is_given ? *given[m] : unknown);
  }
  return marks;
}

} // namespace

/// Hands on what the simulator tells.
class Replay::Listener : public simulation::Observer {
public:
  Listener(Replay& replay, const Sequence& sequence, ReplayObserver& observer)
      : replay_(replay), sequence_(sequence), observer_(observer) {}

  void at_grid_point(std::size_t, const BlockState&) override {}
  void at_step(Moment moment, const BlockState&) override { tell(moment); }
  void before(const simulation::Happening& happening, const BlockState&) override {
    if (happening.recorded == nullptr) return;
    replay_.moment_ = happening.moment;
    observer_.before(happening.recorded->number, replay_);
  }
  void after(const simulation::Happening& happening, const BlockState&) override { tell(happening.moment); }
  void after_timer(std::size_t, Moment moment, std::span<const plan::ClockId>, const BlockState&) override {
    tell(moment);
  }
  void at_end(const BlockState&) override { observer_.end(sequence_.until); }

private:
  void tell(Moment moment) {
    replay_.moment_ = moment;
    for (const plan::ClockId clock : replay_.plan_.clocks.ids())
      observer_.evaluated(clock, moment.day, replay_);
  }

  Replay& replay_;
  const Sequence& sequence_;
  ReplayObserver& observer_;
};

Replay::Replay(const plan::Plan& plan, const History& history)
    : plan_(plan), history_(history), simulator_(plan, 0) {}

void Replay::run(const Sequence& sequence, ReplayObserver& observer) try {
  observer.begin(sequence);
  Listener listener(*this, sequence, observer);
  simulator_.replay({.lanes = 1}, listener, record_of(sequence));
} catch (const RunError& error) {
  const std::string which = sequence.name.empty() ? "" : fmt::format(" of sequence '{}'", sequence.name);
  throw RunError(fmt::format("the history{} cannot be replayed: {}", which, error.what()));
}

simulation::Record Replay::record_of(const Sequence& sequence) const {
  simulation::Record record{.until = sequence.until};
  for (std::size_t e = 0; e < sequence.events.size(); ++e) {
    const RecordedEvent& event = sequence.events[e];
    const Trigger& trigger = plan_.scenario->triggers[static_cast<std::size_t>(event.trigger)];
    record.firings.push_back(
        {event.day, TriggerId(event.trigger), checked_marks(trigger, event.marks, event.place), e});
  }
  for (const CovariateRow& row : sequence.covariates) record.values.push_back(values_of(row));
  return record;
}

simulation::Record::Values Replay::values_of(const CovariateRow& row) const {
  simulation::Record::Values values{.day = std::max(row.day, 0.0)};
  for (std::size_t c = 0; c < history_.covariates.size(); ++c)
    values.drivers.emplace_back(DriverId(history_.covariates[c]), row.values[c]);
  return values;
}

/// The evaluator is made when the state has a world.
simulation::HazardEvaluator& Replay::hazards() {
  if (!hazards_) {
    hazards_.emplace(plan_, kernels::best_kernels(), simulation::block_lanes);
    hazards_->enter_worlds(simulator_.state());
  }
  return *hazards_;
}

Ingredients Replay::ingredients(plan::ClockId id) {
  const plan::ClockPlan& clock = plan_.clocks[id];
  const std::size_t rung =
      clock.state_row ? static_cast<std::size_t>(simulator_.state().at(*clock.state_row, 0)) : 0;
  const plan::StatePlan& now = clock.states[rung];
  if (!now.factor) return {};
  Ingredients result{.base = hazards().evaluate_lane(simulator_.state(), 0, moment_.day, {&id, 1})[0]};
  for (const plan::TermPlan& term : clock.factors[*now.factor].terms)
    result.terms.push_back(simulator_.state().at(term.row, 0));
  return result;
}

Ingredients Replay::ingredients(plan::ClockId id, int rung) {
  const Row row = plan_.clocks[id].state_row.value();
  const auto stand = [&](double on) {
    simulator_.state().at(row, 0) = on;
    for (const plan::DerivedId derived : plan_.dependents[row].derived)
      hazards().derive(simulator_.state(), 0, moment_, derived);
  };
  const double before = simulator_.state().at(row, 0);
  stand(rung);
  Ingredients result = ingredients(id);
  stand(before);
  return result;
}

std::string Replay::why_stopped(plan::ClockId id) const {
  const plan::ClockPlan& clock = plan_.clocks[id];
  const plan::TriggerPlan& trigger = plan_.triggers[clock.trigger.value()];
  const auto is_zero = [&](std::optional<Row> row) { return row && simulator_.state().at(*row, 0) == 0; };
  if (is_zero(clock.factors[0].gate)) return "its 'when' does not hold there";
  if (simulator_.state().at(trigger.count_row, 0) >= trigger.limit) return "its limit has been reached";
  if (is_zero(clock.states[0].rate.row)) return "its rate is 0 there";
  return "its cooldown has not passed";
}

} // namespace casus::fitting
