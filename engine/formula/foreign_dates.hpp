#pragma once

#include <string_view>

namespace casus::formula {

/// Dates as they are written elsewhere (`11/05/2024`, `5 November 2024`) are sums and quotients here, and
/// would pass as numbers of days. Throws FormulaError.
void require_no_foreign_date(std::string_view text);
/// Refuses a date with a time of the day, such as `2024-03-05T14:30`, and says how that is written.
void require_no_time_of_day(std::string_view text);

} // namespace casus::formula
