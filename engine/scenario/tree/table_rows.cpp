// A cell that is empty says nothing, so that nothing stands in its place: but for those that every row must
// have, which are told to be wrong by whoever reads the list.

#include "scenario/tree/table_rows.hpp"

#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::scenario {

using source::Problems;
using table::Cell;
using table::Table;

namespace {

std::shared_ptr<Node> new_node(Shape shape, const Place& place) {
  return std::make_shared<Node>(Node{.shape = shape, .place = place, .text = {}, .items = {}, .entries = {}});
}

NodePtr value_of(const Cell& cell) { return scalar_node(cell.text, cell.place); }

void put(Node& map, const std::string& key, const Cell& cell) {
  map.entries.push_back({scalar_node(key, cell.place), value_of(cell)});
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A list of one map a row, which `fill` makes.
template <typename Fill>
NodePtr rows_of(const Table& table, const Fill& fill) {
  auto list = new_node(Shape::list, {table.file(), 1, 1});
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    auto map = new_node(Shape::map, table.cell(row, 0).place);
    fill(row, *map);
    list->items.push_back(std::move(map));
  }
  return list;
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view{}
                                         : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

class EventRows {
public:
  EventRows(const Table& table, const std::vector<std::string>& marks, Problems& problems)
      : table_(table), marks_(marks), problems_(problems), date_(table.column("date")),
        trigger_(table.column("trigger")),
        takes_others_(has(table.columns(), "marks") || has(table.columns(), "confidence")) {}

  NodePtr read() {
    for (std::size_t column = 0; column < table_.columns().size(); ++column) sort_in(column);
    return rows_of(table_, [this](std::size_t row, Node& map) { fill(row, map); });
  }

private:
  void sort_in(std::size_t column) {
    const std::string& name = table_.columns()[column];
    if (column == date_ || column == trigger_ || name == "marks" || name == "confidence") return;
    if (takes_others_ && (name == "note" || name == "about"))
      notes_.push_back(column);
    else if (!takes_others_ || has(marks_, name))
      mark_columns_.push_back(column);
    else
      refuse_misspelt(name);
  }

  /// A column that is named nearly like one that is known is most likely a slip.
  void refuse_misspelt(const std::string& name) {
    std::vector<std::string> known = marks_;
    for (const char* const own : {"date", "trigger", "marks", "confidence"}) known.emplace_back(own);
    const auto meant = formula::nearest_name(name, known);
    if (meant && !table_.has_column(*meant))
      problems_.error({table_.file(), 1, 1},
                      fmt::format("unknown column {}{}: rename it", formula::in_quotes(name),
                                  formula::did_you_mean(meant)));
  }

  void fill(std::size_t row, Node& map) {
    put(map, "trigger", table_.cell(row, trigger_));
    put(map, "at", table_.cell(row, date_));
    const NodePtr marks = marks_of(row, map.place);
    if (!marks->entries.empty()) map.entries.push_back({scalar_node("marks", marks->place), marks});
    if (table_.has_column("confidence")) put_if_any(map, "confidence", row, table_.column("confidence"));
    if (!notes_.empty()) put_if_any(map, "about", row, notes_.front());
  }

  void put_if_any(Node& map, const std::string& key, std::size_t row, std::size_t column) {
    if (const Cell cell = table_.cell(row, column); !cell.text.empty()) put(map, key, cell);
  }

  NodePtr marks_of(std::size_t row, const Place& place) {
    auto marks = new_node(Shape::map, place);
    if (table_.has_column("marks")) {
      const Cell cell = table_.cell(row, table_.column("marks"));
      marks->place = cell.place;
      read_pieces(cell, *marks);
    }
    for (const std::size_t column : mark_columns_)
      if (const Cell cell = table_.cell(row, column); !cell.text.empty())
        add_mark(*marks, table_.columns()[column], cell);
    return marks;
  }

  /// `a=b;c=d`
  void read_pieces(const Cell& cell, Node& marks) {
    std::string_view rest = cell.text;
    while (!rest.empty()) {
      const std::string_view piece = without_blanks(rest.substr(0, rest.find(';')));
      rest.remove_prefix(std::min(rest.size(), rest.substr(0, rest.find(';')).size() + 1));
      const std::size_t equals = piece.find('=');
      const std::string_view name = without_blanks(piece.substr(0, equals));
      const std::string_view value =
          equals == std::string_view::npos ? "" : without_blanks(piece.substr(equals + 1));
      if (!name.empty() && !value.empty())
        add_mark(marks, std::string(name), {std::string(value), cell.place});
      else if (!piece.empty())
        problems_.error(cell.place, fmt::format("{} does not say which mark has which value: write marks as "
                                                "weapon=nato;severity=1.5",
                                                formula::in_quotes(piece)));
    }
  }

  void add_mark(Node& marks, const std::string& name, const Cell& value) {
    if (marks.find(name))
      problems_.error(value.place, fmt::format("mark {} is given twice in this row: leave one out",
                                               formula::in_quotes(name)));
    else
      put(marks, name, value);
  }

  const Table& table_;
  const std::vector<std::string>& marks_;
  Problems& problems_;
  std::size_t date_, trigger_;
  bool takes_others_; ///< columns that mean nothing
  std::vector<std::size_t> mark_columns_, notes_;
};

} // namespace

NodePtr rows_of_events(const Table& table, const std::vector<std::string>& marks, Problems& problems) {
  return EventRows(table, marks, problems).read();
}

NodePtr rows_of_panel(const Table& table, Problems& problems) {
  const std::size_t date = table.column("date"), ladder = table.column("ladder"), rung = table.column("rung");
  for (const std::string& name : table.columns())
    if (name != "date" && name != "ladder" && name != "rung")
      problems.error({table.file(), 1, 1},
                     fmt::format("unknown column {}: the columns of a panel are date, ladder and rung",
                                 formula::in_quotes(name)));
  return rows_of(table, [&](std::size_t row, Node& map) {
    put(map, "at", table.cell(row, date));
    put(map, "ladder", table.cell(row, ladder));
    put(map, "rung", table.cell(row, rung));
  });
}

NodePtr rows_of_drivers(const Table& table, Problems& problems) {
  const std::size_t date = table.column("date");
  const Place header{table.file(), 1, 1};
  if (table.columns().size() == 1)
    problems.error(header, "there is no column of a driver: name one after each driver that was measured");
  return rows_of(table, [&](std::size_t row, Node& map) {
    put(map, "at", table.cell(row, date));
    auto values = new_node(Shape::map, map.place);
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      const Cell cell = table.cell(row, column);
      if (column != date && !cell.text.empty())
        values->entries.push_back({scalar_node(table.columns()[column], header), value_of(cell)});
    }
    map.entries.push_back({scalar_node("values", map.place), std::move(values)});
  });
}

} // namespace casus::scenario
