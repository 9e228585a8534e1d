#include "fitting/history_files.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"

#include <fmt/format.h>

#include <charconv>

namespace casus::fitting {
namespace {

/// All sequences together repeat a shared table of covariates no more often than fits into memory.
constexpr std::size_t most_rows = 2'000'000;

double days_between(std::chrono::sys_days start, std::chrono::sys_days day) {
  return static_cast<double>((day - start).count());
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

std::optional<double> read_day(table::Table& table, const table::Cell& cell, const Scenario& scenario) {
  if (const auto date = formula::read_date(cell.text)) return days_between(scenario.start, *date);
  double number = 0;
  const char* end = cell.text.data() + cell.text.size();
  const auto [stop, error] = std::from_chars(cell.text.data(), end, number);
  if (error == std::errc{} && stop == end) return table.number(cell);
  table.refuse(cell, formula::quoted(cell.text) +
                         " is no date: write it as 2024-11-05, or as a number of days "
                         "since the scenario's start");
  return std::nullopt;
}

std::optional<double> read_day_within(table::Table& table, const table::Cell& cell,
                                      const Scenario& scenario) {
  const auto day = read_day(table, cell, scenario);
  if (!day || (*day >= 0 && *day <= scenario.horizon)) return day;
  table.refuse(cell, fmt::format("{} lies {} of the scenario ({}): change its {}", formula::quoted(cell.text),
                                 *day < 0 ? "before the start" : "after the horizon",
                                 formula::iso_date(scenario.start, *day < 0 ? 0 : scenario.horizon),
                                 *day < 0 ? "start, or leave out the row" : "horizon, or leave out the row"));
  return std::nullopt;
}

} // namespace casus::fitting

namespace casus {
namespace {

double end_of(const Scenario& scenario, const std::optional<std::string>& until) {
  if (!until) return scenario.horizon;
  table::Table words("until\n" + *until + "\n", "--until");
  const auto day = fitting::read_day_within(words, words.cell(0, 0), scenario);
  if (day && *day <= 0) words.refuse(words.cell(0, 0), "the window is empty: choose a later day");
  words.require_good();
  return *day;
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
