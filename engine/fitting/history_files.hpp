#pragma once

#include "casus/fit.hpp"
#include "formula/moments.hpp"
#include "table/table.hpp"

#include <map>

namespace casus::fitting {

/// A history under way, as the files of it are read one after the other.
class HistoryBuilder {
public:
  HistoryBuilder(const Scenario& scenario, double until) : scenario_(scenario), until_(until) {}

  const Scenario& scenario() const { return scenario_; }
  double until() const { return until_; }
  /// The sequence of that name, a new one if need be.
  Sequence& sequence(const std::string& name);

  History history{};

private:
  const Scenario& scenario_;
  double until_;
  std::map<std::string, std::size_t> by_name_;
};

/// The column `sequence` of a table, where it has one.
class SequenceColumn {
public:
  explicit SequenceColumn(const table::Table& table);
  bool exists() const { return column_.has_value(); }
  std::string name(const table::Table& table, std::size_t row) const;
  /// Tells of the first row that is out of order; a file that is not sorted has many.
  void refuse_order(table::Table& table, const table::Cell& date, std::string message);

private:
  std::optional<std::size_t> column_;
  bool is_unsorted_ = false;
};

using formula::RecordMoment;

/// Reads a moment; tells what is wrong and then yields nothing.
std::optional<RecordMoment> read_moment(table::Table& table, const table::Cell& cell,
                                        const Scenario& scenario);
/// Reads a moment that must be in the scenario, from its start to its horizon.
std::optional<RecordMoment> read_moment_within(table::Table& table, const table::Cell& cell,
                                               const Scenario& scenario);

/// Each reads one kind of file into the history. They throw ScenarioError.
void read_events(table::Table& table, HistoryBuilder& builder);
/// Covariates without sequences hold for all sequences that are known by then.
void read_covariates(table::Table& table, HistoryBuilder& builder);
void read_panel(table::Table& table, HistoryBuilder& builder);

} // namespace casus::fitting
