#include "fitting/history_files.hpp"

#include "fitting/refuse.hpp"
#include "formula/calendar.hpp"
#include "formula/moments.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::fitting {
namespace {

/// All sequences together repeat a shared table of covariates no more often than fits into memory.
constexpr std::size_t most_rows = 2'000'000;

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

std::optional<RecordMoment> read_moment(table::Table& table, const table::Cell& cell,
                                        const Scenario& scenario) {
  const auto moment = formula::record_moment(cell.text, scenario.start);
  if (!moment) table.refuse(cell, formula::is_no_moment(cell.text));
  return moment;
}

std::optional<RecordMoment> read_moment_within(table::Table& table, const table::Cell& cell,
                                               const Scenario& scenario) {
  const auto moment = read_moment(table, cell, scenario);
  const std::string trouble =
      moment ? formula::lies_outside(cell.text, *moment, scenario.start, scenario.horizon) : std::string();
  if (trouble.empty()) return moment;
  table.refuse(cell, trouble);
  return std::nullopt;
}

} // namespace casus::fitting

namespace casus {
namespace {

double end_of(const Scenario& scenario, const std::optional<std::string>& until) {
  if (!until) return scenario.horizon;
  const Place place{"--until", 0, 0};
  const auto moment = formula::record_moment(*until, scenario.start);
  if (!moment) fitting::refuse(place, formula::is_no_moment(*until));
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
