#pragma once

#include "report/data/result_fields.hpp"

#include "casus/update.hpp"

namespace casus::report {

/// A part of a result without the record beside the same part given it. Both runs are of one scenario, so
/// they have the same parts in the same places.
template <class Part>
struct Updated {
  const Part* before = nullptr;
  const Part* after = nullptr;
  std::size_t today = 0; ///< grid point

  const std::string& name() const { return after->name; }
};

template <auto parts>
constexpr auto updated = [](const Update& update) {
  using Part = typename std::remove_cvref_t<decltype(update.after.*parts)>::value_type;
  std::vector<Updated<Part>> all;
  for (std::size_t i = 0; i < (update.after.*parts).size(); ++i)
    all.push_back({&(update.before.*parts)[i], &(update.after.*parts)[i], update.today});
  return all;
};

/// What a run answers to an outcome, in short.
struct BriefAnswer {
  const OutcomeResult* of = nullptr;
};
template <>
inline constexpr auto fields<BriefAnswer> = std::tuple{Inline{
    &BriefAnswer::of,
    Inline{&OutcomeResult::event, Field{"probability", &EventResult::probability},
           Field{"se", Where{&EventResult::probability, &EventResult::se}}, Field{"ci95", &EventResult::ci95},
           Field{"trials", &EventResult::trials}},
    Inline{&OutcomeResult::value, Field{"mean", &ValueResult::mean},
           Field{"se", Where{&ValueResult::mean, &ValueResult::se}},
           Field{"ci95", Where{&ValueResult::mean, &ValueResult::ci95}},
           Field{"sd", Where{&ValueResult::mean, &ValueResult::sd}}, Field{"trials", &ValueResult::trials}}}};

/// Where a driver may stand at one point.
struct DriverToday {
  const DriverResult* of = nullptr;
  std::size_t point = 0;
};
template <auto series>
inline constexpr auto today_of = [](const DriverToday& driver) { return (driver.of->*series)[driver.point]; };
template <>
inline constexpr auto fields<DriverToday> =
    std::tuple{Untold{&DriverToday::of, &DriverToday::point}, Field{"mean", today_of<&DriverResult::mean>},
               Field{"sd", today_of<&DriverResult::sd>},      Field{"p05", today_of<&DriverResult::p05>},
               Field{"p50", today_of<&DriverResult::p50>},    Field{"p95", today_of<&DriverResult::p95>}};

using UpdatedOutcome = Updated<OutcomeResult>;
using UpdatedDriver = Updated<DriverResult>;
using UpdatedLadder = Updated<LadderResult>;

template <>
inline constexpr auto fields<UpdatedOutcome> =
    std::tuple{Untold{&UpdatedOutcome::today},
               Inline{&UpdatedOutcome::after, Field{"question", &OutcomeResult::question},
                      Field{"kind", [](const OutcomeResult& of) { return of.event ? "event" : "value"; }}},
               Field{"before", [](const UpdatedOutcome& both) { return BriefAnswer{both.before}; },
                     &UpdatedOutcome::before},
               Field{"after", [](const UpdatedOutcome& both) { return BriefAnswer{both.after}; },
                     &UpdatedOutcome::after}};

inline DriverToday driver_before(const UpdatedDriver& both) { return {both.before, both.today}; }
inline DriverToday driver_after(const UpdatedDriver& both) { return {both.after, both.today}; }
template <>
inline constexpr auto fields<UpdatedDriver> =
    std::tuple{Field{"before", driver_before, &UpdatedDriver::before, &UpdatedDriver::today},
               Field{"after", driver_after, &UpdatedDriver::after}};

template <>
inline constexpr auto fields<UpdatedLadder> =
    std::tuple{Inline{&UpdatedLadder::after, Field{"rungs", &LadderResult::rungs}},
               Field{"before", [](const UpdatedLadder& both) { return both.before->occupancy[both.today]; },
                     &UpdatedLadder::before, &UpdatedLadder::today},
               Field{"after", [](const UpdatedLadder& both) { return both.after->occupancy[both.today]; }}};

inline double today_day(const Update& update) { return update.after.days[update.today]; }
inline std::string today_date(const Update& update) {
  return formula::iso_date(update.after.start, today_day(update));
}

template <>
inline constexpr auto fields<Update> = std::tuple{
    made_by,
    Field{"outcomes", ByName{updated<&Result::outcomes>, &UpdatedOutcome::name}},
    Field{"parameters", ByName{[](const Update& update) { return update.after.observed->parameters; },
                               &LearntParameter::name}},
    Field{"today", Group{Field{"date", today_date}, Field{"day", today_day, &Update::today},
                         Field{"drivers", ByName{updated<&Result::drivers>, &UpdatedDriver::name}},
                         Field{"ladders", ByName{updated<&Result::ladders>, &UpdatedLadder::name}}}},
    Field{"before", [](const Update& update) { return Whole{update.before}; }, &Update::before},
    Field{"after", [](const Update& update) { return Whole{update.after}; }, &Update::after}};

} // namespace casus::report
