#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casus::table {

/// A table's text has at most so many bytes …
inline constexpr std::size_t largest_table = 16 << 20;
/// … and so many cells, the header's too.
inline constexpr std::size_t most_cells = 1'000'000;

struct CsvCell {
  std::string text;       ///< without its quotes, and without blanks around it where it has none
  std::size_t offset = 0; ///< of its first byte in the file's text, blanks and quote too
};

struct CsvRows {
  std::vector<CsvCell> cells;
  std::vector<std::size_t> row_ends; ///< number of cells up to the end of each row; blank lines are no rows
  std::string trouble;               ///< why reading ended early, empty where it did not
  std::size_t trouble_offset = 0;    ///< of the byte where it did
};

/// Cuts a text into cells by libcsv: RFC 4180, with LF, CRLF or CR at the end of a line.
CsvRows read_csv(std::string_view text);

} // namespace casus::table
