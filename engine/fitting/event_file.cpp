// Columns: date,trigger[,sequence][,MARK…]. A row is an event. The triggers `start` and `end` begin and end
// the window of their sequence. Events of one day have no order, whatever that of the rows.

#include "fitting/history_files.hpp"
#include "fitting/refuse.hpp"

#include "formula/complaint.hpp"
#include "formula/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace casus::fitting {
namespace {

std::vector<std::string> trigger_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Trigger& trigger : scenario.triggers) names.push_back(trigger.name);
  return names;
}

class EventFile {
public:
  EventFile(table::Table& table, HistoryBuilder& builder)
      : table_(table), builder_(builder), names_(trigger_names(builder.scenario())), sequences_(table),
        date_(table.column("date")), trigger_(table.column("trigger")) {}

  void read() {
    check_columns();
    for (std::size_t row = 0; row < table_.row_count(); ++row) read(row);
    table_.require_good();
    for (Sequence& sequence : builder_.history.sequences) put_in_order(sequence.events);
  }

private:
  /// Sorts events by time, and those of one moment by what they are, so that the order of rows changes no
  /// bit.
  static void put_in_order(std::vector<RecordedEvent>& events) {
    std::stable_sort(events.begin(), events.end(), [](const RecordedEvent& a, const RecordedEvent& b) {
      return std::tie(a.day, a.trigger, a.marks) < std::tie(b.day, b.trigger, b.marks);
    });
  }

  bool is_mark(const std::string& name) const {
    const auto& triggers = builder_.scenario().triggers;
    return std::any_of(triggers.begin(), triggers.end(), [&](const Trigger& trigger) {
      return std::any_of(trigger.marks.begin(), trigger.marks.end(),
                         [&](const Mark& mark) { return mark.name == name; });
    });
  }

  void check_columns() {
    for (const std::string& name : table_.columns())
      if (name != "date" && name != "trigger" && name != "sequence" && !is_mark(name))
        refuse(
            {table_.file(), 1, 1},
            fmt::format(
                "unknown column {} (no trigger has such a mark): the columns are date, trigger, sequence and "
                "the marks' names",
                formula::in_quotes(name)));
    for (const char* reserved : {"start", "end"})
      if (std::find(names_.begin(), names_.end(), reserved) != names_.end())
        refuse({table_.file(), 1, 1},
               fmt::format("trigger '{}' has the name of a row that {} a sequence: give it another one",
                           reserved, std::string(reserved) == "start" ? "begins the window of" : "ends"));
  }

  void read(std::size_t row) {
    const table::Cell date = table_.cell(row, date_);
    const auto moment = read_moment_within(table_, date, builder_.scenario());
    if (!moment) return;
    Sequence& sequence = builder_.sequence(sequences_.name(table_, row));
    double& last = last_days_.try_emplace(sequence.name, 0).first->second;
    if (moment->begin < last) {
      sequences_.refuse_order(
          table_, date, "this is earlier than the row before of the same sequence: sort the rows by date");
      return;
    }
    last = moment->begin;
    if (ended_.contains(sequence.name))
      table_.refuse(date, "the sequence has ended before this row: move its 'end', or leave out the row");
    else
      read(row, *moment, sequence);
  }

  void read(std::size_t row, const RecordMoment& moment, Sequence& sequence) {
    const table::Cell cell = table_.cell(row, trigger_);
    if (cell.text == "end") {
      sequence.until = std::min(sequence.until, moment.end());
      ended_[sequence.name] = true;
      if (moment.end() <= sequence.from)
        table_.refuse(cell, "the sequence ends where it begins: leave it out");
    } else if (cell.text == "start") {
      if (moment.begin > builder_.until())
        table_.refuse(cell, "the sequence begins after the end of the window: leave it out");
      if (sequence.from > 0) table_.refuse(cell, "the sequence has begun already: leave out the row");
      sequence.from = moment.begin;
    } else if (const auto trigger = read_trigger(cell)) {
      add_event(row, moment, *trigger, sequence);
    }
  }

  std::optional<int> read_trigger(const table::Cell& cell) {
    const auto found = std::find(names_.begin(), names_.end(), cell.text);
    if (found == names_.end()) {
      table_.refuse(cell, formula::unknown("trigger", cell.text, names_));
      return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(found - names_.begin());
    if (builder_.scenario().triggers[index].hazard) return static_cast<int>(index);
    table_.refuse(cell,
                  fmt::format("trigger {} has no hazard (it fires on dates or upon a condition, also when a "
                              "history is replayed): leave out its rows",
                              formula::in_quotes(cell.text)));
    return std::nullopt;
  }

  void add_event(std::size_t row, const RecordMoment& moment, int trigger, Sequence& sequence) {
    if (moment.begin > sequence.until) {
      ++builder_.history.left_aside;
      return;
    }
    sequence.events.push_back({.day = moment.middle(sequence.until),
                               .is_dated = moment.is_date,
                               .trigger = trigger,
                               .marks = read_marks(row, trigger),
                               .place = table_.cell(row, date_).place});
  }

  std::vector<std::optional<double>> read_marks(std::size_t row, int trigger_index) {
    const Trigger& trigger = builder_.scenario().triggers[static_cast<std::size_t>(trigger_index)];
    std::vector<std::optional<double>> marks(trigger.marks.size());
    for (std::size_t column = 0; column < table_.columns().size(); ++column) {
      if (column == date_ || column == trigger_ || table_.columns()[column] == "sequence") continue;
      const table::Cell cell = table_.cell(row, column);
      const auto mark = std::find_if(trigger.marks.begin(), trigger.marks.end(),
                                     [&](const Mark& each) { return each.name == table_.columns()[column]; });
      if (cell.text.empty()) continue;
      if (mark == trigger.marks.end())
        table_.refuse(cell, fmt::format("trigger '{}' has no mark '{}': leave the cell empty", trigger.name,
                                        table_.columns()[column]));
      else
        marks[static_cast<std::size_t>(mark - trigger.marks.begin())] = read_mark(cell, *mark);
    }
    return marks;
  }

  std::optional<double> read_mark(const table::Cell& cell, const Mark& mark) {
    if (mark.categories.empty()) return table_.number(cell);
    std::vector<std::string> names;
    for (const Category& category : mark.categories) names.push_back(category.name);
    const auto found = std::find(names.begin(), names.end(), cell.text);
    if (found != names.end()) return static_cast<double>(found - names.begin());
    table_.refuse(cell, fmt::format("unknown category {} of mark '{}'{}", formula::in_quotes(cell.text),
                                    mark.name, formula::help_with(cell.text, "categories", names)));
    return std::nullopt;
  }

  table::Table& table_;
  HistoryBuilder& builder_;
  std::vector<std::string> names_;
  SequenceColumn sequences_;
  std::size_t date_, trigger_;
  std::map<std::string, double> last_days_;
  std::map<std::string, bool> ended_;
};

} // namespace

void read_events(table::Table& table, HistoryBuilder& builder) { EventFile(table, builder).read(); }

} // namespace casus::fitting
