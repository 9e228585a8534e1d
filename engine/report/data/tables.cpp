#include "report/data/tables.hpp"

#include "report/data/backtest_tables.hpp"
#include "report/data/comparison_tables.hpp"
#include "report/data/csv.hpp"
#include "report/data/fit_tables.hpp"
#include "report/data/indicators_tables.hpp"
#include "report/data/result_tables.hpp"
#include "report/data/score_tables.hpp"
#include "report/data/sensitivity_tables.hpp"
#include "report/data/update_tables.hpp"

namespace casus::report {
namespace {

template <class Kind, class Finding>
Table table(const Finding& finding) {
  std::vector<std::string> names;
  Columns::add_names(names, Kind::columns);
  Csv csv;
  for (const std::string& name : names) csv.add(name);
  csv.end_row();
  each_row<Kind>(finding, [&](const auto& row, const auto& whole) {
    Columns::visit(Kind::columns, row, whole, [&](const auto& cell) { csv.add(cell); });
    csv.end_row();
  });
  return {std::string(Kind::name) + ".csv", std::move(csv).text()};
}

template <class Finding, class... Kinds>
std::vector<Table> all(const Finding& finding, std::tuple<Kinds...>) {
  return {table<Kinds>(finding)...};
}

} // namespace

std::vector<Table> tables(const Result& result) {
  return all(std::vector<TableSubject>{{result.scenario, result}}, ResultTables());
}

std::vector<Table> tables(const Comparison& comparison) {
  std::vector<TableSubject> subjects{{comparison.baseline.scenario, comparison.baseline}};
  for (const WhatIf& whatif : comparison.whatifs) subjects.push_back({whatif.file, whatif.result});
  std::vector<Table> tables = all(subjects, ResultTables());
  for (Table& table : all(comparison, ComparisonTables())) tables.push_back(std::move(table));
  return tables;
}

std::vector<Table> tables(const Update& update) {
  std::vector<Table> tables = all(update, UpdateTables());
  const std::vector<TableSubject> subjects{{"before", update.before}, {"after", update.after}};
  for (Table& table : all(subjects, ResultTables())) tables.push_back(std::move(table));
  return tables;
}

std::vector<Table> tables(const Indicators& indicators) { return all(indicators, IndicatorTables()); }

std::vector<Table> tables(const Scores& scores) { return all(scores, ScoreTables()); }

std::vector<Table> tables(const Backtest& backtest) { return all(backtest, BacktestTables()); }

std::vector<Table> tables(const Fit& fit) { return all(fit, FitTables()); }

std::vector<Table> tables(const Sensitivity& sensitivity) { return {table<SensitivityTable>(sensitivity)}; }

std::vector<Table> tables(const SobolResult& result) { return {table<SobolTable>(result)}; }

} // namespace casus::report
