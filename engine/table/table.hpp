#pragma once

#include "casus/errors.hpp"
#include "source/problems.hpp"
#include "source/source_text.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casus::table {

struct Cell {
  std::string text;
  Place place;
};

/// A CSV file (RFC 4180, UTF-8): named columns and rows of text. What is wrong in it is told with its place,
/// all problems at once, as in a scenario.
class Table {
public:
  /// Throws ScenarioError where it cannot be read, is no CSV, has no row but its header, or where columns
  /// share a name or a row has another number of cells than the header.
  explicit Table(const std::filesystem::path& path);
  /// Reads the same from a text; `file` names it in messages.
  Table(std::string text, std::string file);

  const std::string& file() const { return source_->file(); }
  /// The names of the columns in the order of the file.
  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t row_count() const { return cells_.size() / columns_.size(); }

  bool has_column(const std::string& name) const;
  /// Throws ScenarioError where there is none of that name.
  std::size_t column(const std::string& name) const;
  Cell cell(std::size_t row, std::size_t column) const;

  /// The readers below tell what is wrong with a cell and then yield nothing.
  std::optional<double> number(const Cell& cell); ///< finite, with a decimal point
  std::optional<std::chrono::sys_days> date(const Cell& cell);

  /// Keeps what is wrong with a cell (problem (why it is one): what to do).
  void refuse(const Cell& cell, std::string message) { problems_.error(cell.place, std::move(message)); }
  /// Throws ScenarioError if anything has been refused.
  void require_good() const { problems_.require_none(); }

private:
  struct Stored {
    std::string text;
    std::size_t offset;
  };

  void read();
  void require_commas() const;
  void read_columns(std::size_t count);
  void require_width(std::size_t cells, std::size_t first);
  [[noreturn]] void fail(const Place& place, std::string message) const;

  std::unique_ptr<source::SourceText> source_;
  source::Problems problems_;
  std::vector<std::string> columns_;
  std::vector<Stored> cells_; ///< [row * columns + column]
};

} // namespace casus::table
