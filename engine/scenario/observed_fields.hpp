#pragma once

#include "casus/scenario.hpp"
#include "scenario/takes.hpp"

namespace casus::scenario {

/// What is known of the fields of a record of what has happened, as scenario/fields.hpp tells it of the other
/// parts.

template <>
struct Fields<ObservedMoment> {
  static constexpr auto list = std::tuple{field({}, &ObservedMoment::day, &ObservedMoment::length)};
};

/// Shared by all rows of a record.
inline constexpr Key moment_of_a_row{
    "at", takes::observed_moments,
    "When: a date, which is a whole day, or an exact moment (a date with a time, a time since the start)."};

template <>
struct Fields<ObservedFiring> {
  static constexpr std::string_view word = "observed firing";
  static constexpr std::string_view says =
      "A firing that is known: a row of the file of events, or an item of the list that stands in its place.";
  static constexpr auto list =
      std::tuple{field({"trigger", takes::name, "The trigger that fired."}, &ObservedFiring::trigger),
                 field(moment_of_a_row, &ObservedFiring::when),
                 field({"marks", takes::named("forced_marks", "a map of marks to their values"),
                        "Marks that are known of it."},
                       &ObservedFiring::marks),
                 field<ObservedFiring>({"confidence", takes::share_of_one,
                                        "How sure the row is; one below 'least_confidence' is left out."}),
                 field({}, &ObservedFiring::scheduled),
                 remark({}, &ObservedFiring::place)};
};

template <>
struct Fields<ObservedRung> {
  static constexpr std::string_view word = "observed rung";
  static constexpr std::string_view says =
      "Where a ladder stood: a row of the panel, or an item of the list that stands in its place.";
  static constexpr auto list =
      std::tuple{field(moment_of_a_row, &ObservedRung::when),
                 field({"ladder", takes::name, "The ladder that was seen."}, &ObservedRung::ladder),
                 field({"rung", takes::rung, "The rung on which it stood."}, &ObservedRung::rung),
                 remark({}, &ObservedRung::place)};
};

template <>
struct Fields<ObservedValue> {
  static constexpr std::string_view word = "measurement";
  static constexpr std::string_view says = "What was measured of drivers: a row of the file of drivers, or "
                                           "an item of the list that stands in its place.";
  static constexpr auto list = std::tuple{
      field(moment_of_a_row, &ObservedValue::when),
      field<ObservedValue>({"values", takes::named("measured_values", "a map of drivers to numbers"),
                            "What was measured of each."}),
      field({}, &ObservedValue::driver, &ObservedValue::value), remark({}, &ObservedValue::place)};
};

template <>
struct Fields<ObservationError> {
  static constexpr auto list =
      std::tuple{field({}, &ObservationError::driver, &ObservationError::ladder, &ObservationError::size),
                 remark({}, &ObservationError::place)};
};

template <>
struct Fields<Known> {
  static constexpr auto list =
      std::tuple{field({}, &Known::trigger, &Known::ladder, &Known::share), remark({}, &Known::place)};
};

template <>
struct Fields<Observed> {
  static constexpr std::string_view word = "record";
  static constexpr std::string_view says =
      "What has happened since the start. Everything that is asked is asked given this. Files are named "
      "relative to the file in which they stand; rows after 'until' are not read.";
  static constexpr auto list = std::tuple{
      field({"until", takes::observed_moment,
             "The last day that is known, or an exact moment; `now` is its end."},
            &Observed::until),
      field({"events", takes::observed_firings,
             "Firings: a CSV file with the columns date, trigger and one a mark, or date, trigger, marks "
             "(`a=b;c=d`), confidence and any others; or a list."},
            &Observed::firings),
      field({"panel", takes::observed_rungs,
             "Where ladders stood: a CSV file with the columns date, ladder and rung; or a list."},
            &Observed::rungs),
      field({"drivers", takes::measurements,
             "What was measured: a CSV file with the columns date and one a driver, empty where nothing was; "
             "or a list."},
            &Observed::values),
      field({"errors", takes::named("observation_errors", "a map of drivers and ladders to numbers"),
             "Of a driver, the standard deviation of a measurement, 0 where left out; of a ladder, the "
             "probability that it was seen on a wrong rung."},
            &Observed::errors),
      field({"known", takes::named("known_shares", "a map of triggers and ladders to formulas"),
             "Of a trigger, how surely a firing is in the record: from 0 to 1, a formula of its marks and of "
             "parameters in which a condition counts as 1 or 0; 1 where left out if it occurs in the record, "
             "else 0. Of a ladder, 1 if the panel holds all its moves."},
            &Observed::known),
      field<Observed>({"least_confidence", takes::share_of_one,
                       "Rows of 'events' with a 'confidence' below this are left out; 0.5 where left out."}),
      remark({}, &Observed::left_out)};
};

} // namespace casus::scenario
