// Columns: date,ladder,rung[,sequence]. A row says on which rung a ladder stood on a date.

#include "fitting/history_files.hpp"

#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"

#include <algorithm>

namespace casus::fitting {
namespace {

class PanelFile {
public:
  PanelFile(table::Table& table, HistoryBuilder& builder)
      : table_(table), builder_(builder), sequences_(table), date_(table.column("date")),
        ladder_(table.column("ladder")), rung_(table.column("rung")) {}

  void read() {
    for (std::size_t row = 0; row < table_.row_count(); ++row) read(row);
    table_.require_good();
  }

private:
  void read(std::size_t row) {
    const table::Cell date = table_.cell(row, date_);
    const auto moment = read_moment_within(table_, date, builder_.scenario());
    const auto ladder = read_ladder(table_.cell(row, ladder_));
    const auto rung = ladder ? read_rung(table_.cell(row, rung_), *ladder) : std::nullopt;
    if (!moment || !rung) return;
    Sequence& sequence = builder_.sequence(sequences_.name(table_, row));
    const double day = moment->middle(sequence.until);
    if (moment->begin > sequence.until) {
      ++builder_.history.left_aside;
      return;
    }
    const auto earlier = last_days_.find({sequence.name, *ladder});
    if (earlier != last_days_.end() && day <= earlier->second)
      sequences_.refuse_order(
          table_, date,
          "this is not later than the row before of the same ladder and sequence: sort the rows "
          "by date, one for each");
    last_days_[{sequence.name, *ladder}] = day;
    sequence.observations.push_back({day, *ladder, *rung, date.place});
  }

  std::optional<int> read_ladder(const table::Cell& cell) {
    std::vector<std::string> names;
    for (const Ladder& ladder : builder_.scenario().ladders) names.push_back(ladder.name);
    return find(cell, names, "ladder");
  }

  std::optional<int> read_rung(const table::Cell& cell, int ladder) {
    std::vector<std::string> names;
    for (const Rung& rung : builder_.scenario().ladders[static_cast<std::size_t>(ladder)].rungs)
      names.push_back(rung.name);
    return find(cell, names, "rung");
  }

  std::optional<int> find(const table::Cell& cell, const std::vector<std::string>& names, const char* what) {
    const auto found = std::find(names.begin(), names.end(), cell.text);
    if (found != names.end()) return static_cast<int>(found - names.begin());
    table_.refuse(cell, formula::unknown(what, cell.text, names));
    return std::nullopt;
  }

  table::Table& table_;
  HistoryBuilder& builder_;
  SequenceColumn sequences_;
  std::size_t date_, ladder_, rung_;
  std::map<std::pair<std::string, int>, double> last_days_;
};

} // namespace

void read_panel(table::Table& table, HistoryBuilder& builder) { PanelFile(table, builder).read(); }

} // namespace casus::fitting
