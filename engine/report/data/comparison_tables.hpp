#pragma once

#include "report/data/comparison_fields.hpp"
#include "report/data/result_tables.hpp"

namespace casus::report {

/// A what-if in the tables.
struct WhatIfOf {
  const WhatIf& whatif;
  const Comparison& comparison;
};

inline constexpr Field whatif_name{"scenario",
                                   [](const auto&, const WhatIfOf& whole) { return whole.whatif.file; }};

struct DifferencesTable {
  static constexpr auto name = "differences";
  static constexpr std::tuple columns{
      whatif_name, Field{"outcome", &Difference::outcome}, difference_estimate,
      Inline{&Difference::relative, Field{"ratio", &RelativeProbability::ratio},
             Bounds{"ratio_ci95", &RelativeProbability::ci95}},
      difference_quality};

  static void rows(const Comparison& comparison, auto add) {
    for (const WhatIf& whatif : comparison.whatifs)
      for (const Difference& difference : whatif.differences) add(difference, WhatIfOf{whatif, comparison});
  }
};

struct LadderDifferencesTable {
  using Row = PointOf<LadderDifference>;
  static constexpr auto name = "ladder_differences";
  static constexpr std::tuple columns{whatif_name,
                                      Field{"date",
                                            [](const Row& row, const WhatIfOf& whole) {
                                              return formula::iso_date(whole.comparison.baseline.start,
                                                                       row.series->days[row.point]);
                                            }},
                                      Field{"day", at_point<&LadderDifference::days>},
                                      Field{"ladder", Through{&Row::series, &LadderDifference::name}},
                                      Field{"level", &Row::rung},
                                      Field{"rung", &Row::rung_name},
                                      Field{"difference", at_rung<&LadderDifference::difference>},
                                      Field{"se", at_rung<&LadderDifference::se>}};

  static void rows(const Comparison& comparison, auto add) {
    for (const WhatIf& whatif : comparison.whatifs)
      for (const LadderDifference& ladder : whatif.ladders)
        for (std::size_t g = 0; g < ladder.days.size(); ++g)
          for (std::size_t r = 0; r < ladder.rungs.size(); ++r)
            add(Row{&ladder, g, r}, WhatIfOf{whatif, comparison});
  }
};

using ComparisonTables = std::tuple<DifferencesTable, LadderDifferencesTable>;

} // namespace casus::report
