#pragma once

#include "report/data/columns.hpp"
#include "report/data/result_fields.hpp"

#include "casus/result.hpp"

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace casus::report {

/// The count that a share of so many was made of.
inline std::uint64_t count_of(double share, std::uint64_t trials) {
  return static_cast<std::uint64_t>(std::llround(share * static_cast<double>(trials)));
}

/// A result under the name that it has in the tables' first column.
struct TableSubject {
  std::string name;
  const Result& result;

  std::string date(double day) const { return formula::iso_date(result.start, day); }
  double day_at(std::size_t point) const { return result.days[point]; }
  std::string date_at(std::size_t point) const { return date(day_at(point)); }
  /// The count of which a share of all trajectories was made.
  std::uint64_t count(double share) const { return count_of(share, result.trajectories); }
};

inline constexpr Field subject_name{"scenario",
                                    [](const auto&, const TableSubject& subject) { return subject.name; }};
inline constexpr Field all_trajectories{
    "trials", [](const auto&, const TableSubject& subject) { return subject.result.trajectories; }};
inline constexpr Field kind_of_outcome{"kind",
                                       [](const auto& outcome) { return outcome.event ? "event" : "value"; }};

/// What an event or a value has, whichever an outcome is.
template <class OfEvent, class OfValue>
struct Either {
  OfEvent of_event;
  OfValue of_value;

  template <class Outcome>
  auto operator()(const Outcome& outcome) const {
    std::remove_cvref_t<decltype(std::invoke(of_value, *outcome.value))> found;
    if (outcome.event)
      found = std::invoke(of_event, *outcome.event);
    else
      found = std::invoke(of_value, outcome.value.value());
    return found;
  }
};
template <class OfEvent, class OfValue>
Either(OfEvent, OfValue) -> Either<OfEvent, OfValue>;

struct OutcomesTable {
  static constexpr auto name = "outcomes";
  static constexpr std::tuple columns{
      subject_name,
      Field{"outcome", &OutcomeResult::name},
      Field{"question", &OutcomeResult::question},
      kind_of_outcome,
      Field{"conditional", &OutcomeResult::conditional},
      Field{"date", Asked{&OutcomeResult::day, &TableSubject::date}},
      Field{"day", &OutcomeResult::day},
      Field{"trials", Either{&EventResult::trials, &ValueResult::trials}},
      Inline{&OutcomeResult::event, Field{"hits", &EventResult::hits},
             Field{"probability", &EventResult::probability}},
      Inline{&OutcomeResult::value, Field{"mean", &ValueResult::mean}},
      Field{"se", Either{Where{&EventResult::probability, &EventResult::se},
                         Where{&ValueResult::mean, &ValueResult::se}}},
      Bounds{"ci95", Either{&EventResult::ci95, Where{&ValueResult::mean, &ValueResult::ci95}}},
      Inline{&OutcomeResult::value,
             OnlyIf{&ValueResult::mean, Field{"sd", &ValueResult::sd}, quantile_fields}},
      Inline{&OutcomeResult::event, Field{"first_passage_p10", &EventResult::first_passage_p10},
             Field{"first_passage_p50", &EventResult::first_passage_p50},
             Field{"first_passage_p90", &EventResult::first_passage_p90}},
      Inline{&OutcomeResult::between_worlds, Field{"between_worlds_sd", &WorldSpread::sd},
             Bounds{"between_worlds_sd_ci95", &WorldSpread::sd_ci95},
             Field{"between_worlds_p05", &WorldSpread::p05},
             Bounds{"between_worlds_p05_ci95", &WorldSpread::p05_ci95},
             Field{"between_worlds_p95", &WorldSpread::p95},
             Bounds{"between_worlds_p95_ci95", &WorldSpread::p95_ci95}}};

  static void rows(const TableSubject& subject, auto add) {
    for (const OutcomeResult& outcome : subject.result.outcomes) add(outcome, subject);
  }
};

/// A point of the grid, and of a ladder one of its rungs there.
template <class Series>
struct PointOf {
  const Series* series = nullptr;
  std::size_t point = 0;
  std::size_t rung = 0;

  std::string rung_name() const { return series->rungs[rung]; }
};

template <auto member>
inline constexpr auto at_point = [](const auto& row) { return (row.series->*member)[row.point]; };
template <auto member>
inline constexpr auto at_rung = [](const auto& row) { return (row.series->*member)[row.point][row.rung]; };

template <class Row>
inline constexpr std::tuple moment{Field{"date", Asked{&Row::point, &TableSubject::date_at}},
                                   Field{"day", Asked{&Row::point, &TableSubject::day_at}}};

struct CurvePoint {
  const OutcomeResult* outcome = nullptr;
  const EventResult* series = nullptr;
  std::size_t point = 0;

  std::optional<Interval> ci95() const {
    const auto& all = series->curve_ci95;
    return point < all.size() ? std::optional(all[point]) : std::nullopt;
  }
  /// Counted, though the curve itself is scaled to the end that controls tell.
  std::uint64_t hits() const {
    const double end = series->curve.back();
    const double share = end > 0 ? series->curve[point] / end : 0;
    return count_of(share, series->hits);
  }
};

struct CurvesTable {
  static constexpr auto name = "curves";
  static constexpr std::tuple columns{subject_name,
                                      Field{"outcome", Through{&CurvePoint::outcome, &OutcomeResult::name}},
                                      moment<CurvePoint>,
                                      Field{"probability", at_point<&EventResult::curve>},
                                      Bounds{"ci95", &CurvePoint::ci95},
                                      Field{"hits", &CurvePoint::hits},
                                      Field{"trials", Through{&CurvePoint::series, &EventResult::trials}}};

  static void rows(const TableSubject& subject, auto add) {
    for (const OutcomeResult& outcome : subject.result.outcomes)
      for (std::size_t g = 0; outcome.event && g < outcome.event->curve.size(); ++g)
        add(CurvePoint{&outcome, &*outcome.event, g}, subject);
  }
};

struct LaddersTable {
  using Row = PointOf<LadderResult>;
  static constexpr auto name = "ladders";
  static constexpr std::tuple columns{
      subject_name,
      moment<Row>,
      Field{"ladder", Through{&Row::series, &LadderResult::name}},
      Field{"level", &Row::rung},
      Field{"rung", &Row::rung_name},
      Field{"occupancy", at_rung<&LadderResult::occupancy>},
      Field{"hits", Asked{at_rung<&LadderResult::occupancy>, &TableSubject::count}},
      all_trajectories};

  static void rows(const TableSubject& subject, auto add) {
    for (const LadderResult& ladder : subject.result.ladders)
      for (std::size_t g = 0; g < ladder.occupancy.size(); ++g)
        for (std::size_t r = 0; r < ladder.rungs.size(); ++r) add(Row{&ladder, g, r}, subject);
  }
};

/// A rung of each of two ladders on the last day.
struct JointCell {
  const LadderResult* first = nullptr;
  const LadderResult* second = nullptr;
  std::size_t first_rung = 0, second_rung = 0;
  std::size_t point = 0;
  double share = 0;
};

struct JointTable {
  static constexpr auto name = "joint";
  static constexpr std::tuple columns{
      subject_name,
      moment<JointCell>,
      Field{"first_ladder", Through{&JointCell::first, &LadderResult::name}},
      Field{"first_rung", [](const JointCell& cell) { return cell.first->rungs[cell.first_rung]; }},
      Field{"second_ladder", Through{&JointCell::second, &LadderResult::name}},
      Field{"second_rung", [](const JointCell& cell) { return cell.second->rungs[cell.second_rung]; }},
      Field{"share", &JointCell::share},
      Field{"hits", Asked{&JointCell::share, &TableSubject::count}},
      all_trajectories};

  static const LadderResult& ladder_named(const std::string& wanted, const Result& result) {
    for (const LadderResult& ladder : result.ladders)
      if (ladder.name == wanted) return ladder;
    throw std::logic_error("a joint distribution of a ladder that is not there");
  }

  static void rows(const TableSubject& subject, auto add) {
    const Result& result = subject.result;
    for (const auto& [first, second, shares] : result.joint) {
      JointCell cell{&ladder_named(first, result), &ladder_named(second, result)};
      cell.point = result.days.size() - 1;
      for (cell.first_rung = 0; cell.first_rung < shares.size(); ++cell.first_rung)
        for (cell.second_rung = 0; cell.second_rung < shares[cell.first_rung].size(); ++cell.second_rung) {
          cell.share = shares[cell.first_rung][cell.second_rung];
          add(cell, subject);
        }
    }
  }
};

struct DriversTable {
  using Row = PointOf<DriverResult>;
  static constexpr auto name = "drivers";
  static constexpr std::tuple columns{subject_name,
                                      moment<Row>,
                                      Field{"driver", Through{&Row::series, &DriverResult::name}},
                                      Field{"mean", at_point<&DriverResult::mean>},
                                      Field{"sd", at_point<&DriverResult::sd>},
                                      Field{"p05", at_point<&DriverResult::p05>},
                                      Field{"p50", at_point<&DriverResult::p50>},
                                      Field{"p95", at_point<&DriverResult::p95>}};

  static void rows(const TableSubject& subject, auto add) {
    for (const DriverResult& driver : subject.result.drivers)
      for (std::size_t g = 0; g < driver.mean.size(); ++g) add(Row{&driver, g}, subject);
  }
};

struct TriggersTable {
  static constexpr auto name = "triggers";
  static constexpr std::tuple columns{subject_name, Field{"trigger", &TriggerResult::name}, firing_fields,
                                      Field{"hits", Asked{&TriggerResult::share_fired, &TableSubject::count}},
                                      all_trajectories};

  static void rows(const TableSubject& subject, auto add) {
    for (const TriggerResult& trigger : subject.result.triggers) add(trigger, subject);
  }
};

/// A category of a mark, or a mark that is a number.
struct MarkRow {
  const TriggerResult* trigger = nullptr;
  const MarkResult* mark = nullptr;
  const CategoryShare* category = nullptr;
};

struct MarksTable {
  static constexpr auto name = "marks";
  static constexpr std::tuple columns{
      subject_name, Field{"trigger", Through{&MarkRow::trigger, &TriggerResult::name}},
      Field{"mark", Through{&MarkRow::mark, &MarkResult::name}},
      Inline{&MarkRow::category, Field{"category", &CategoryShare::name},
             Field{"share", &CategoryShare::share}},
      OnlyIf{[](const MarkRow& row) { return !row.category; },
             Inline{&MarkRow::mark, Field{"mean", &MarkResult::mean}, Field{"sd", &MarkResult::sd}}}};

  static void rows(const TableSubject& subject, auto add) {
    for (const TriggerResult& trigger : subject.result.triggers)
      for (const MarkResult& mark : trigger.marks) {
        for (const CategoryShare& category : mark.categories)
          add(MarkRow{&trigger, &mark, &category}, subject);
        if (mark.categories.empty()) add(MarkRow{&trigger, &mark}, subject);
      }
  }
};

using ResultTables =
    std::tuple<OutcomesTable, CurvesTable, LaddersTable, JointTable, DriversTable, TriggersTable, MarksTable>;

} // namespace casus::report
