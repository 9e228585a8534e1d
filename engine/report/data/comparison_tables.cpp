#include "report/data/tables.hpp"

#include "formula/calendar.hpp"
#include "report/data/csv.hpp"

namespace casus::report {

Table differences_table(const Comparison& comparison) {
  Csv csv{"scenario", "outcome",        "difference",      "se",          "ci95_low",       "ci95_high",
          "ratio",    "ratio_ci95_low", "ratio_ci95_high", "correlation", "variance_ratio", "changed",
          "doubt"};
  using Number = std::optional<double>;
  for (const WhatIf& whatif : comparison.whatifs)
    for (const Difference& found : whatif.differences) {
      const bool is_there = found.difference.has_value();
      const auto& relative = found.relative;
      csv.row(whatif.file, found.outcome, found.difference, is_there ? Number(found.se) : Number(),
              is_there ? Number(found.ci95.low) : Number(), is_there ? Number(found.ci95.high) : Number(),
              relative ? Number(relative->ratio) : Number(), relative ? Number(relative->ci95.low) : Number(),
              relative ? Number(relative->ci95.high) : Number(), found.correlation, found.variance_ratio,
              found.changed, found.doubt);
    }
  return {"differences.csv", std::move(csv).text()};
}

Table ladder_differences_table(const Comparison& comparison) {
  Csv csv{"scenario", "date", "day", "ladder", "level", "rung", "difference", "se"};
  for (const WhatIf& whatif : comparison.whatifs)
    for (const LadderDifference& ladder : whatif.ladders)
      for (std::size_t g = 0; g < ladder.days.size(); ++g)
        for (std::size_t r = 0; r < ladder.rungs.size(); ++r)
          csv.row(whatif.file, formula::iso_date(comparison.baseline.start, ladder.days[g]), ladder.days[g],
                  ladder.name, std::uint64_t{r}, ladder.rungs[r], ladder.difference[g][r], ladder.se[g][r]);
  return {"ladder_differences.csv", std::move(csv).text()};
}

} // namespace casus::report
