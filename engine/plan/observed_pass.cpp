// What was observed, with its names turned into ids, its moments into days of the grid, and what is known of
// a firing that is not in the record.

#include "plan/passes.hpp"
#include "plan/stream_number.hpp"
#include "scenario/verbs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace casus::plan {
namespace {

class ObservedCompiler {
public:
  ObservedCompiler(Builder& builder, const Observed& observed) : builder_(builder), observed_(observed) {}

  ObservedPlan compile() {
    plan_.now = formula::whole_nanoseconds(observed_.until);
    plan_.known.assign(builder_.plan.triggers.size(), {});
    plan_.known_ladders.assign(builder_.plan.ladders.size(), false);
    plan_.ladder_errors.assign(builder_.plan.ladders.size(), {});
    for (const ObservedFiring& firing : observed_.firings) add(firing);
    for (const ObservedRung& rung : observed_.rungs) add(rung);
    std::stable_sort(plan_.items.begin(), plan_.items.end(),
                     [](const ObservedItem& a, const ObservedItem& b) { return a.day < b.day; });
    for (const ObservedValue& value : observed_.values) add(value);
    std::stable_sort(plan_.measurements.begin(), plan_.measurements.end(),
                     [](const Measurement& a, const Measurement& b) { return a.grid_point < b.grid_point; });
    for (const ObservationError& error : observed_.errors) add(error);
    for (const Known& known : observed_.known) add(known);
    for (const TriggerId trigger : plan_.known.ids()) find_relevant_marks(trigger);
    return std::move(plan_);
  }

private:
  std::string told(const std::string& what, const ObservedMoment& when) const {
    return fmt::format("{} on {}", what, formula::iso_date(builder_.scenario().start, when.day));
  }

  /// A stream of its own for each thing observed, whatever else there is.
  std::uint64_t stream(const std::string& identity) {
    return stream_of(fmt::format("observed/{}/{}", identity, same_before_[identity]++));
  }

  void add(const ObservedFiring& firing) {
    const Trigger& trigger = builder_.scenario().triggers[static_cast<std::size_t>(firing.trigger)];
    ObservedItem item{.day = firing.when.day,
                      .length = firing.when.length,
                      .trigger = TriggerId(firing.trigger),
                      .marks = firing.marks};
    item.marks.resize(trigger.marks.size());
    if (firing.scheduled) item.scheduled = place_in_schedule(firing, trigger);
    item.stream = stream(fmt::format("{}/{}", trigger.name, draw_of_day(firing.when.day)));
    item.what = told("'" + trigger.name + "'", firing.when);
    plan_.items.push_back(std::move(item));
  }

  std::size_t place_in_schedule(const ObservedFiring& firing, const Trigger& trigger) const {
    const double day = formula::whole_nanoseconds(trigger.at[*firing.scheduled]);
    const auto& schedule = builder_.plan.schedule;
    const auto is_it = [&](const ScheduledFiring& each) {
      return !each.is_forced && each.trigger == TriggerId(firing.trigger) && each.day == day;
    };
    return static_cast<std::size_t>(std::find_if(schedule.begin(), schedule.end(), is_it) - schedule.begin());
  }

  void add(const ObservedRung& rung) {
    const Ladder& ladder = builder_.scenario().ladders[static_cast<std::size_t>(rung.ladder)];
    ObservedItem item{.day = rung.when.day, .length = rung.when.length};
    item.ladder = LadderId(rung.ladder);
    item.rung = static_cast<double>(rung.rung);
    item.stream = stream(fmt::format("{}/{}", ladder.name, draw_of_day(rung.when.day)));
    item.what =
        told(fmt::format("'{}' at '{}'", ladder.name, ladder.rungs[static_cast<std::size_t>(rung.rung)].name),
             rung.when);
    plan_.items.push_back(std::move(item));
  }

  void add(const ObservedValue& value) {
    const auto& grid = builder_.plan.grid;
    const auto point = std::lower_bound(grid.begin(), grid.end(), value.when.day - formula::same_moment);
    plan_.measurements.push_back(
        {.grid_point = static_cast<std::size_t>(std::min(point, grid.end() - 1) - grid.begin()),
         .driver = DriverId(value.driver),
         .value = value.value,
         .error = error_of(value.driver),
         .stream = stream(fmt::format("{}/{}", driver_name(value.driver), draw_of_day(value.when.day))),
         .what = told("'" + driver_name(value.driver) + "'", value.when)});
  }

  std::optional<NumberId> error_of(int driver) {
    for (const ObservationError& error : observed_.errors)
      if (error.driver == driver)
        return builder_.number(error.size, NumberKind::volatility,
                               fmt::format("error of driver '{}'", driver_name(driver)));
    return std::nullopt;
  }

  const std::string& driver_name(int driver) const {
    return builder_.scenario().drivers[static_cast<std::size_t>(driver)].name;
  }

  void add(const ObservationError& error) {
    if (error.ladder < 0) return; // those of drivers stand with what was measured
    const std::string& name = builder_.scenario().ladders[static_cast<std::size_t>(error.ladder)].name;
    plan_.ladder_errors[LadderId(error.ladder)] =
        builder_.number(error.size, NumberKind::probability, fmt::format("error of ladder '{}'", name));
  }

  void add(const Known& known) {
    if (known.ladder >= 0)
      plan_.known_ladders[LadderId(known.ladder)] = known.share.expression.value != 0;
    else
      plan_.known[TriggerId(known.trigger)].share = builder_.program(known.share);
  }

  /// Marks count on which it depends whether a firing is in the record, or whether it moves a ladder of which
  /// every move is.
  void find_relevant_marks(TriggerId id) {
    const Trigger& trigger = builder_.scenario().triggers[id.number()];
    KnownPlan& known = plan_.known[id];
    known.relevant.assign(trigger.marks.size(), false);
    for (const Known& told : observed_.known)
      if (told.trigger == static_cast<int>(id.number())) note_marks(told.share.expression, known);
    for (const Effect& effect : trigger.effects) {
      if (std::none_of(effect.changes.begin(), effect.changes.end(),
                       [this](const Change& change) { return moves_known_ladder(change); }))
        continue;
      known.moves_known_ladders = true;
      if (effect.condition) note_marks(effect.condition->expression, known);
      for (const Change& change : effect.changes) note_marks(change.amount.expression, known);
    }
    for (std::size_t m = 0; m < known.relevant.size(); ++m)
      if (known.relevant[m] && has_weights(builder_.plan.triggers[id].marks[m])) known.is_fixed = false;
    known.is_fixed = known.is_fixed && !known.moves_known_ladders;
  }

  bool moves_known_ladder(const Change& change) const {
    return scenario::verb_of(change.kind).acts_on == scenario::ActsOn::ladders &&
           plan_.known_ladders[LadderId(change.target)];
  }

  static bool has_weights(const MarkPlan& mark) {
    return std::any_of(mark.weights.begin(), mark.weights.end(),
                       [](const auto& of_category) { return !of_category.empty(); });
  }

  static void note_marks(const Expression& expression, KnownPlan& known) {
    for (std::size_t m = 0; m < known.relevant.size(); ++m)
      if (formula::reads_mark(expression, static_cast<int>(m))) known.relevant[m] = true;
  }

  Builder& builder_;
  const Observed& observed_;
  ObservedPlan plan_;
  std::map<std::string, int> same_before_;
};

} // namespace

void compile_observed(Builder& builder) {
  const auto& observed = builder.scenario().observed;
  if (!observed) return;
  builder.plan.observed = ObservedCompiler(builder, *observed).compile();
}

} // namespace casus::plan
