// A formula is read in two passes: the grammar makes a syntax tree of it (grammar.hpp, parse.cpp), and the
// checker resolves the tree's names and types (checker.hpp).

#include "formula/read_formula.hpp"

#include "formula/calendar.hpp"
#include "formula/checker.hpp"
#include "formula/complaint.hpp"
#include "formula/syntax.hpp"

#include <charconv>
#include <fmt/format.h>

namespace casus::formula {

std::string noun_of(Wanted wanted) {
  switch (wanted) {
  case Wanted::number:
    return "a number";
  case Wanted::condition:
    return "a condition";
  case Wanted::either:
    return "a number or a condition";
  case Wanted::rate:
    return "a rate such as '6 per year'";
  case Wanted::duration:
    return "a duration such as '90 days'";
  case Wanted::moment:
    break;
  }
  return "a date or a duration";
}

namespace {

void require_sane_length(std::string_view text, Wanted wanted) {
  if (text.size() > longest_formula)
    throw FormulaError(0, "the formula is " + std::to_string(text.size()) + " characters long (at most " +
                              std::to_string(longest_formula) +
                              "): split it into parameters or drivers of its own");
  if (text.find_first_not_of(" \t\n\v\f\r") == std::string_view::npos)
    throw FormulaError(0, "the formula is empty: write " + noun_of(wanted));
}

void require_no_period(const Syntax& syntax, Wanted wanted) {
  if (syntax.form != Form::rate || wanted == Wanted::rate) return;
  throw FormulaError(syntax.parts[1].offset, in_quotes(syntax.text) + " is a rate, but " + noun_of(wanted) +
                                                 " is needed here: leave out 'per " +
                                                 std::string(syntax.parts[1].text) + "'");
}

/// Dates as they are written elsewhere are sums and quotients here, and would pass as numbers of days.
void require_no_foreign_date(std::string_view text) {
  const bool is_of_marks = text.find_first_not_of("0123456789./-") == std::string_view::npos;
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc{} && stop == text.data() + text.size();
  const bool is_shaped_as_date = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (!is_of_marks || is_number || is_shaped_as_date) return;
  throw FormulaError(0, in_quotes(text) +
                            " is no date and no duration: write a date as 2024-11-05, one that counts "
                            "from it as 2024-11-05 + 30 days, and a duration from the start as 6 weeks");
}

void require_no_time_of_day(std::string_view text) {
  if (text.size() < 11 || !read_date(text.substr(0, 10)) || text.find(':') == std::string_view::npos) return;
  std::string written(text);
  written[10] = 'T'; // a blank is as common there
  const auto moment = read_date_and_time(written);
  const std::string date(text.substr(0, 10));
  throw FormulaError(
      0, in_quotes(text) + " is no date: a time of the day (UTC) is added to one, as in " +
             in_quotes(moment ? fmt::format("{} + {} hours", date,
                                            static_cast<double>((*moment - *read_date(date)).count()) / 3600)
                              : date + " + 14.5 hours"));
}

} // namespace

Expression read_formula(std::string_view text, const Vocabulary& vocabulary, Wanted wanted, Reads reads) {
  require_sane_length(text, wanted);
  if (wanted == Wanted::moment) {
    require_no_foreign_date(text);
    require_no_time_of_day(text);
  }
  const Syntax syntax = parse(text);
  require_no_period(syntax, wanted);
  const Checker checker(vocabulary, reads);
  if (wanted == Wanted::condition) return checker.condition(syntax);
  if (wanted == Wanted::rate) return checker.rate(syntax);
  if (wanted == Wanted::number || wanted == Wanted::duration) return checker.number(syntax);
  const Type other = wanted == Wanted::either ? Type::condition : Type::date;
  Expression result = checker.check(syntax);
  return result.type == other ? result : checker.number(syntax);
}

} // namespace casus::formula
