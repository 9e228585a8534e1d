// libcsv tells no places, so it is given one byte at a time: what it reports then ends at that byte.

#include "table/csv_cells.hpp"

#include <csv.h>
#include <memory>

namespace casus::table {

namespace {

class CellReader {
public:
  explicit CellReader(CsvRows& rows) : rows_(rows) { csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI); }
  ~CellReader() { csv_free(&parser_); }
  CellReader(const CellReader&) = delete;
  CellReader& operator=(const CellReader&) = delete;

  void read(std::string_view text) {
    for (at_ = 0; at_ < text.size() && rows_.trouble.empty(); ++at_) read_byte(text[at_]);
    if (rows_.trouble.empty() && csv_fini(&parser_, take_cell, take_row, this) != 0)
      stop("a quote is opened and never closed: close it, and write \"\" for a quote inside of quotes",
           cell_start_);
  }

private:
  void read_byte(char byte) {
    if (csv_parse(&parser_, &byte, 1, take_cell, take_row, this) != 1)
      stop("a quote stands inside of a cell (or something follows a closing quote): put the whole cell into "
           "quotes, and write \"\" for each quote in it",
           at_);
    if (byte == '\n' || byte == '\r') cell_start_ = is_in_quotes() ? cell_start_ : at_ + 1;
  }

  /// Whether the reader is inside of quotes, where a line's end begins no cell.
  bool is_in_quotes() const { return parser_.quoted != 0; }

  static void take_cell(void* text, std::size_t length, void* self) {
    auto& reader = *static_cast<CellReader*>(self);
    reader.rows_.cells.push_back({std::string(static_cast<const char*>(text), length), reader.cell_start_});
    reader.cell_start_ = reader.at_ + 1;
    if (reader.rows_.cells.size() > most_cells)
      reader.stop("the table has more than " + std::to_string(most_cells) + " cells", reader.at_);
  }

  static void take_row(int, void* self) {
    auto& reader = *static_cast<CellReader*>(self);
    reader.rows_.row_ends.push_back(reader.rows_.cells.size());
  }

  void stop(std::string why, std::size_t offset) {
    rows_.trouble = std::move(why);
    rows_.trouble_offset = offset;
  }

  CsvRows& rows_;
  csv_parser parser_{};
  std::size_t at_ = 0;         ///< the byte being read
  std::size_t cell_start_ = 0; ///< of the cell being read
};

} // namespace

CsvRows read_csv(std::string_view text) {
  CsvRows rows;
  CellReader(rows).read(text);
  return rows;
}

} // namespace casus::table
