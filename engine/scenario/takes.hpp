#pragma once

#include "scenario/field.hpp"

namespace casus::scenario {

/// What may stand under the keys of the format: what scenarios have has its definition in
/// tools/schema_frame.json; files of targets have no schema.
namespace takes {

using formula::Wanted;

inline constexpr Takes text{"text", "text"};
inline constexpr Takes sources{"sources", "a claim, or a list of them"};
inline constexpr Takes version{"version", "1"};
inline constexpr Takes file{"file_name", "a file's name"};
inline constexpr Takes files{"file_names", "a file's name, or a list of them"};
inline constexpr Takes short_text{"short_text", "text of at most 64 characters"};
inline constexpr Takes date{"date", "a date"};
inline constexpr Takes moment{"moment", "a date, or a duration from the start"};
inline constexpr Takes moments{"moments", "a date or duration, or a list of them"};
inline constexpr Takes time_step{"duration", "a duration"};
inline constexpr Takes window{"duration", "a duration"};
inline constexpr Takes condition{"condition", "a condition", Wanted::condition};
inline constexpr Takes term{"term", "a formula or a condition", Wanted::either};
inline constexpr Takes number{"number", "a number", Wanted::number};
inline constexpr Takes duration{"number", "a duration", Wanted::duration};
inline constexpr Takes trend{"rate", "a rate", Wanted::rate};
inline constexpr Takes rate{"rate", "a rate, which may read the state", Wanted::rate,
                            &bounds_of<NumberKind::rate>};
inline constexpr Takes value{"parameter_value", "a number, with a unit or without, or a distribution"};
inline constexpr Takes count{"firing_count", "a whole number, 1 or more"};
inline constexpr Takes bounds{"bounds", "a list of two numbers, of which null leaves a side open"};
inline constexpr Takes name{"known_name", "a name"};
inline constexpr Takes rung{"rung", "a rung"};
inline constexpr Takes rungs{"rungs", "a list of two names or more"};
inline constexpr Takes intensity{"intensity", "an intensity: rate, weights, when"};
inline constexpr Takes effects{"effects", "an effect, or a list of them"};
inline constexpr Takes correlations{.schema = "correlations",
                                    .words = "a list of two drivers, or two parameters, and a number each",
                                    .may_be_included = true};
inline constexpr Takes plain_number{"plain_number", "a number without parameters"};
inline constexpr Takes numbers{"plain_numbers", "a list of numbers"};
inline constexpr Takes forced{"forced_firings", "a list of firings"};
inline constexpr Takes observed{"observed", "a record, or a file's name"};
inline constexpr Takes observed_moment{
    "observed_moment", "a date, a date with a time such as 2024-11-05T14:30, or a duration from the start"};
inline constexpr Takes observed_moments{
    "observed_moments", "a date, a date with a time, or a duration from the start, or a list of them"};
inline constexpr Takes observed_firings{"observed_firings", "a file's name, or a list of firings"};
inline constexpr Takes observed_rungs{"observed_rungs", "a file's name, or a list of rungs"};
inline constexpr Takes measurements{"measurements", "a file's name, or a list of measurements"};
inline constexpr Takes share_of_one{"plain_share", "a number from 0 to 1, without parameters"};

/// A map whose keys its author chose.
constexpr Takes named(std::string_view schema, std::string_view words) {
  return {schema, words, std::nullopt, nullptr, true};
}

/// A map of parts that other parts of the file may name.
constexpr Takes section(std::string_view schema, std::string_view words) {
  Takes takes = named(schema, words);
  takes.may_be_included = true;
  return takes;
}

} // namespace takes

} // namespace casus::scenario
