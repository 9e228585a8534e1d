#include "table/table.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"
#include "source/file_text.hpp"
#include "table/csv_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace casus::table {

namespace {

[[noreturn]] void fail_whole(const std::string& file, std::string message) {
  Problem problem;
  problem.place.file = file;
  problem.message = std::move(message);
  throw ScenarioError({problem});
}

std::string text_of(const std::filesystem::path& path) {
  source::FileText read = source::read_file(path, largest_table);
  if (!read.trouble.empty()) fail_whole(path.string(), std::move(read.trouble));
  return std::move(read.text);
}

/// The number, if the text is one and nothing else.
std::optional<double> number_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  const bool is_number = error == std::errc{} && stop == end && std::isfinite(value);
  return is_number ? std::optional(value) : std::nullopt;
}

} // namespace

Table::Table(const std::filesystem::path& path) : Table(text_of(path), path.string()) {}

Table::Table(std::string text, std::string file) {
  if (text.size() > largest_table)
    fail_whole(file, fmt::format("the table is larger than {} bytes", largest_table));
  source_ = std::make_unique<source::SourceText>(std::move(file), std::move(text));
  problems_.add_source(*source_);
  read();
}

void Table::read() {
  if (const auto place = source_->first_unreadable())
    fail(*place, "this is no text (a control character, or not UTF-8): save the table as CSV in UTF-8");
  if (source_->ends_lines_with_returns()) fail({file(), 0, 0}, std::string(source::returns_at_ends));
  CsvRows rows = read_csv(source_->text());
  if (!rows.trouble.empty()) fail(source_->place_at(rows.trouble_offset), rows.trouble);
  if (rows.row_ends.empty()) fail({file(), 0, 0}, "the table is empty: begin it with a line of column names");
  for (CsvCell& cell : rows.cells) cells_.push_back({std::move(cell.text), cell.offset});
  read_columns(rows.row_ends[0]);
  for (std::size_t i = 1; i < rows.row_ends.size(); ++i)
    require_width(rows.row_ends[i] - rows.row_ends[i - 1], rows.row_ends[i - 1]);
  problems_.require_none();
  if (rows.row_ends.size() == 1) fail({file(), 0, 0}, "the table has no rows below its column names");
  cells_.erase(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(columns_.size()));
}

/// Programs whose language has a decimal comma part cells by semicolons.
void Table::require_commas() const {
  for (const char mark : {';', '\t', '|'})
    if (cells_[0].text.find(mark) != std::string::npos)
      fail(source_->place_at(cells_[0].offset + cells_[0].text.find(mark)),
           fmt::format(
               "cells are parted by commas, not by {}: save the table with commas between cells and points "
               "in numbers",
               mark == '\t' ? "tabs" : formula::in_quotes({&mark, 1})));
}

void Table::read_columns(std::size_t count) {
  if (count == 1) require_commas();
  for (std::size_t i = 0; i < count; ++i) {
    const Stored& cell = cells_[i];
    if (has_column(cell.text))
      problems_.error(source_->place_at(cell.offset),
                      fmt::format("there are two columns {}: rename one", formula::in_quotes(cell.text)));
    columns_.push_back(cell.text);
  }
}

void Table::require_width(std::size_t cells, std::size_t first) {
  if (cells == columns_.size()) return;
  problems_.error(source_->place_at(cells_[first].offset),
                  fmt::format("this row has {} cells, and there are {} columns: put cells with a comma in "
                              "them into quotes",
                              cells, columns_.size()));
}

bool Table::has_column(const std::string& name) const {
  return std::find(columns_.begin(), columns_.end(), name) != columns_.end();
}

std::size_t Table::column(const std::string& name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
  fail({file(), 1, 1}, fmt::format("there is no column {}{}: the columns are {}", formula::in_quotes(name),
                                   formula::did_you_mean(formula::nearest_name(name, columns_)),
                                   formula::in_quotes(columns_)));
}

Cell Table::cell(std::size_t row, std::size_t column) const {
  const Stored& stored = cells_[row * columns_.size() + column];
  return {stored.text, source_->place_at(stored.offset)};
}

std::optional<double> Table::number(const Cell& cell) {
  const std::optional<double> value = number_in(cell.text);
  if (!value) refuse(cell, formula::in_quotes(cell.text) + " is no number: write it as 12.5 or 1e6");
  return value;
}

std::optional<std::chrono::sys_days> Table::date(const Cell& cell) {
  const auto value = formula::read_date(cell.text);
  if (!value)
    refuse(cell, formula::in_quotes(cell.text) + " is no date of the calendar: write dates as 2024-11-05");
  return value;
}

void Table::fail(const Place& place, std::string message) const {
  source::Problems problems = problems_;
  problems.error(place, std::move(message));
  throw ScenarioError(problems.in_order());
}

} // namespace casus::table
