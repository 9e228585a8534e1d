#include "report/words/record_words.hpp"

#include "formula/calendar.hpp"
#include "report/words/quantity.hpp"

#include <cmath>
#include <fmt/format.h>

namespace casus::report {

std::string record_in_words(const Scenario& scenario) {
  if (!scenario.observed) return "";
  const Observed& record = *scenario.observed;
  const double last_day = std::ceil(record.until) - 1; // `until` is the end of it
  const std::string left_out = record.left_out > 0 ? fmt::format(" ({} of little confidence left out)",
                                                                 counted(record.left_out, "row"))
                                                   : "";
  return fmt::format("observed until {}: {}, {}, {}{}", formula::iso_date(scenario.start, last_day),
                     counted(record.firings.size(), "firing"), counted(record.rungs.size(), "rung"),
                     counted(record.values.size(), "measurement"), left_out);
}

} // namespace casus::report
