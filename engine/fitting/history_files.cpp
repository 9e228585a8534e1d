#include "fitting/history_files.hpp"

#include "fitting/refuse.hpp"
#include "formula/calendar.hpp"
#include "formula/complaint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace casus::fitting {
namespace {

/// All sequences together repeat a shared table of covariates no more often than fits into memory.
constexpr std::size_t most_rows = 2'000'000;

double days_between(std::chrono::sys_days start, std::chrono::sys_days day) {
  return static_cast<double>((day - start).count());
}

/// The moment that a text is, if it is one.
std::optional<FileMoment> moment_in(const std::string& text, const Scenario& scenario) {
  if (const auto date = formula::read_date(text))
    return FileMoment{days_between(scenario.start, *date), true};
  if (const auto time = formula::read_date_and_time(text))
    return FileMoment{
        std::chrono::duration<double, std::chrono::days::period>(*time - scenario.start).count()};
  double day = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, day);
  const bool is_number = error == std::errc{} && stop == end && std::isfinite(day);
  return is_number ? std::optional(FileMoment{day}) : std::nullopt;
}

std::string no_moment(const std::string& text) {
  return formula::in_quotes(text) +
         " is no date: write it as 2024-11-05, with a time as 2024-11-05T14:30, or as a number of days since "
         "the scenario's start";
}

} // namespace

Sequence& HistoryBuilder::sequence(const std::string& name) {
  const auto [found, is_new] = by_name_.try_emplace(name, history.sequences.size());
  if (is_new) history.sequences.push_back({.name = name, .until = until_});
  return history.sequences[found->second];
}

SequenceColumn::SequenceColumn(const table::Table& table) {
  if (table.has_column("sequence")) column_ = table.column("sequence");
}

std::string SequenceColumn::name(const table::Table& table, std::size_t row) const {
  return column_ ? table.cell(row, *column_).text : std::string();
}

void SequenceColumn::refuse_order(table::Table& table, const table::Cell& date, std::string message) {
  if (!std::exchange(is_unsorted_, true)) table.refuse(date, std::move(message));
}

std::optional<FileMoment> read_moment(table::Table& table, const table::Cell& cell,
                                      const Scenario& scenario) {
  const auto moment = moment_in(cell.text, scenario);
  if (!moment) table.refuse(cell, no_moment(cell.text));
  return moment;
}

std::optional<FileMoment> read_moment_within(table::Table& table, const table::Cell& cell,
                                             const Scenario& scenario) {
  const auto moment = read_moment(table, cell, scenario);
  if (!moment || (moment->begin >= 0 && moment->begin <= scenario.horizon)) return moment;
  const bool is_before = moment->begin < 0;
  table.refuse(cell,
               fmt::format("{} lies {} of the scenario ({}): change its {}", formula::in_quotes(cell.text),
                           is_before ? "before the start" : "after the horizon",
                           formula::iso_date(scenario.start, is_before ? 0 : scenario.horizon),
                           is_before ? "start, or leave out the row" : "horizon, or leave out the row"));
  return std::nullopt;
}

} // namespace casus::fitting

namespace casus {
namespace {

double end_of(const Scenario& scenario, const std::optional<std::string>& until) {
  if (!until) return scenario.horizon;
  const Place place{"--until", 0, 0};
  const auto moment = fitting::moment_in(*until, scenario);
  if (!moment) fitting::refuse(place, fitting::no_moment(*until));
  if (moment->end() <= 0) fitting::refuse(place, "the window is empty: choose a later day");
  if (moment->begin > scenario.horizon)
    fitting::refuse(place,
                    fmt::format("the window ends after the scenario does, on {}: choose an earlier day",
                                formula::iso_date(scenario.start, scenario.horizon)));
  return std::min(moment->end(), scenario.horizon);
}

void check_size(const History& history) {
  std::size_t rows = 0;
  for (const Sequence& sequence : history.sequences) rows += sequence.covariates.size();
  if (rows > fitting::most_rows)
    throw RunError(
        "the covariates of all sequences together have too many rows: give them for longer periods");
}

} // namespace

History read_history(const Scenario& scenario, const HistoryFiles& files) {
  fitting::HistoryBuilder builder(scenario, end_of(scenario, files.until));
  const auto read = [&](const auto& path, const auto& reader) {
    if (!path) return;
    table::Table table(*path);
    reader(table, builder);
  };
  read(files.events, fitting::read_events);
  read(files.panel, fitting::read_panel);
  read(files.covariates, fitting::read_covariates);
  check_size(builder.history);
  return std::move(builder.history);
}

} // namespace casus
