#include "report/data/tables.hpp"

namespace casus::report {
namespace {

std::vector<Table> tables_of(const std::vector<TableSubject>& subjects) {
  return {outcomes_table(subjects), curves_table(subjects),   ladders_table(subjects), joint_table(subjects),
          drivers_table(subjects),  triggers_table(subjects), marks_table(subjects)};
}

} // namespace

std::vector<Table> tables(const Result& result) { return tables_of({{result.scenario, result}}); }

std::vector<Table> tables(const Comparison& comparison) {
  std::vector<TableSubject> subjects{{comparison.baseline.scenario, comparison.baseline}};
  for (const WhatIf& whatif : comparison.whatifs) subjects.push_back({whatif.file, whatif.result});
  std::vector<Table> tables = tables_of(subjects);
  tables.push_back(differences_table(comparison));
  tables.push_back(ladder_differences_table(comparison));
  return tables;
}

} // namespace casus::report
