#include "formula/literals.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "formula/fold.hpp"
#include "formula/read_formula.hpp"

#include <charconv>

namespace casus::formula {

namespace {

double number_of(const Syntax& syntax) {
  double value = 0;
  const char* end = syntax.text.data() + syntax.text.size();
  const auto [stop, error] = std::from_chars(syntax.text.data(), end, value);
  if (error == std::errc{} && stop == end) return value;
  throw FormulaError(syntax.offset, "the number " + in_quotes(syntax.text) +
                                        " is out of range (numbers reach from about 1e-308 to 1.8e308)");
}

double days_of_unit(const Syntax& unit) {
  if (const auto days = days_in(unit.text)) return *days;
  if (unit.text.starts_with('_'))
    throw FormulaError(unit.offset, "a number has no '_' between its digits: write 1_000 as 1000");
  throw FormulaError(unit.offset, "unknown unit " + in_quotes(unit.text) +
                                      did_you_mean(nearest_name(unit.text, unit_names())) + ": use one of " +
                                      in_quotes(unit_names()) + ", or write * to multiply");
}

} // namespace

Expression number_literal(const Syntax& syntax) { return constant(syntax, number_of(syntax)); }

Expression quantity_literal(const Syntax& syntax) {
  return constant(syntax, number_of(syntax.parts[0]) * days_of_unit(syntax.parts[1]));
}

Expression date_literal(const Syntax& syntax, std::chrono::sys_days start) {
  if (const auto date = read_date(syntax.text))
    return constant(syntax, static_cast<double>((*date - start).count()), Type::date);
  throw FormulaError(syntax.offset, in_quotes(syntax.text) +
                                        " is no date of the calendar: write dates as 2024-11-05, and "
                                        "put blanks around '-' to subtract");
}

double days_of_period(const Syntax& period) {
  const double count = period.parts.size() == 2 ? number_of(period.parts[0]) : 1;
  if (count > 0) return constant(period, count * days_of_unit(period.parts.back())).value;
  throw FormulaError(period.offset, "the period " + in_quotes(period.text) + " must be longer than nothing");
}

} // namespace casus::formula
