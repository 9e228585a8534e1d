// Columns: date[,sequence],DRIVER…. A row has the values of drivers from the midnight of that date on.

#include "fitting/history_files.hpp"
#include "fitting/refuse.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::fitting {
namespace {

class CovariateFile {
public:
  CovariateFile(table::Table& table, HistoryBuilder& builder)
      : table_(table), builder_(builder), sequences_(table), date_(table.column("date")) {
    for (const Driver& driver : builder.scenario().drivers) names_.push_back(driver.name);
  }

  void read() {
    find_columns();
    for (std::size_t row = 0; row < table_.row_count(); ++row) read(row);
    table_.require_good();
    if (!sequences_.exists()) share();
    for (const Sequence& sequence : builder_.history.sequences) require_beginning(sequence);
    table_.require_good();
  }

private:
  void find_columns() {
    for (std::size_t column = 0; column < table_.columns().size(); ++column) {
      const std::string& name = table_.columns()[column];
      if (name == "date" || name == "sequence") continue;
      const auto found = std::find(names_.begin(), names_.end(), name);
      if (found == names_.end())
        refuse({table_.file(), 1, 1},
               fmt::format("unknown driver {}{}: the columns are date, sequence and drivers",
                           formula::in_quotes(name),
                           formula::did_you_mean(formula::nearest_name(name, names_))));
      columns_.push_back(column);
      builder_.history.covariates.push_back(static_cast<int>(found - names_.begin()));
    }
    if (columns_.empty())
      refuse({table_.file(), 1, 1}, "there is no column of a driver: name one after each driver");
  }

  void read(std::size_t row) {
    const table::Cell date = table_.cell(row, date_);
    const auto moment = read_moment(table_, date, builder_.scenario());
    const double day = moment ? moment->begin : 0;
    CovariateRow covariates{.day = day, .place = date.place};
    for (const std::size_t column : columns_)
      covariates.values.push_back(table_.number(table_.cell(row, column)).value_or(0));
    if (!moment) return;
    auto& rows = sequences_.exists() ? builder_.sequence(sequences_.name(table_, row)).covariates : shared_;
    if (!rows.empty() && day <= rows.back().day)
      sequences_.refuse_order(
          table_, date,
          "this is not later than the row before of the same sequence: sort the rows by date, one "
          "for each");
    rows.push_back(std::move(covariates));
  }

  void share() {
    if (builder_.history.sequences.empty()) builder_.sequence("");
    for (Sequence& sequence : builder_.history.sequences) sequence.covariates = shared_;
  }

  void require_beginning(const Sequence& sequence) {
    const std::string name =
        sequence.name.empty() ? std::string("the history") : "sequence " + formula::in_quotes(sequence.name);
    if (sequence.covariates.empty())
      refuse({table_.file(), 1, 1},
             fmt::format("there is no row of {} (its events were given): add its covariates", name));
    const CovariateRow& first = sequence.covariates.front();
    if (first.day <= sequence.from) return;
    table_.refuse({"", first.place},
                  fmt::format("the covariates begin {} days after {} does, on {}: add a row for that date or "
                              "an earlier one",
                              first.day - sequence.from, name,
                              formula::iso_date(builder_.scenario().start, sequence.from)));
  }

  table::Table& table_;
  HistoryBuilder& builder_;
  SequenceColumn sequences_;
  std::size_t date_;
  std::vector<std::string> names_;
  std::vector<std::size_t> columns_;
  std::vector<CovariateRow> shared_;
};

} // namespace

void read_covariates(table::Table& table, HistoryBuilder& builder) { CovariateFile(table, builder).read(); }

} // namespace casus::fitting
