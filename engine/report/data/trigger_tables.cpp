#include "report/data/tables.hpp"

#include "report/data/csv.hpp"
#include "report/data/shares.hpp"

namespace casus::report {

Table triggers_table(const std::vector<TableSubject>& subjects) {
  Csv csv{"scenario", "trigger", "mean_count", "se", "share_fired", "hits", "trials"};
  for (const auto& [name, result] : subjects)
    for (const TriggerResult& trigger : result.triggers)
      csv.row(name, trigger.name, trigger.mean_count, trigger.se, trigger.share_fired,
              count_of(trigger.share_fired, result.trajectories), result.trajectories);
  return {"triggers.csv", std::move(csv).text()};
}

Table marks_table(const std::vector<TableSubject>& subjects) {
  Csv csv{"scenario", "trigger", "mark", "category", "share", "mean", "sd"};
  for (const auto& [name, result] : subjects)
    for (const TriggerResult& trigger : result.triggers)
      for (const MarkResult& mark : trigger.marks) {
        for (const CategoryShare& category : mark.categories)
          csv.row(name, trigger.name, mark.name, category.name, category.share, "", "");
        if (mark.categories.empty()) csv.row(name, trigger.name, mark.name, "", "", mark.mean, mark.sd);
      }
  return {"marks.csv", std::move(csv).text()};
}

} // namespace casus::report
