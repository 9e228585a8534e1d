// Any text is read as a table or refused, and each of its cells as a number and as a date.

#include "table/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace {

void read_cells(casus::table::Table& table) {
  for (std::size_t row = 0; row < table.row_count(); ++row)
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      const casus::table::Cell cell = table.cell(row, column);
      static_cast<void>(table.number(cell));
      static_cast<void>(table.date(cell));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    casus::table::Table table({reinterpret_cast<const char*>(data), size}, "fuzzed.csv");
    read_cells(table);
    table.require_good();
  } catch (const casus::ScenarioError&) {
  }
  return 0;
}
