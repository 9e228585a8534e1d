#include "formula/foreign_dates.hpp"

#include "formula/calendar.hpp"
#include "formula/complaint.hpp"
#include "formula/read_formula.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <locale>
#include <string>
#include <vector>

namespace casus::formula {

namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

/// Whether one of the words is a month's name or its beginning; all other words of a moment are units.
bool names_a_month(std::string_view text) {
  std::vector<std::string> words;
  boost::algorithm::split(words, boost::algorithm::to_lower_copy(std::string(text)),
                          !boost::algorithm::is_alpha(std::locale::classic()));
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return !word.starts_with("month") &&
           std::find(months.begin(), months.end(), word.substr(0, 3)) != months.end();
  });
}

/// Whether a text is nothing but digits and what parts them in dates, and no number.
bool is_digits_and_marks(std::string_view text) {
  if (text.find_first_not_of("0123456789./-") != std::string_view::npos) return false;
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error != std::errc{} || stop != text.data() + text.size();
}

} // namespace

void require_no_foreign_date(std::string_view text) {
  const std::string trimmed = boost::algorithm::trim_copy(std::string(text));
  const bool is_shaped_as_date = trimmed.size() == 10 && trimmed[4] == '-' && trimmed[7] == '-';
  if (is_shaped_as_date || (!is_digits_and_marks(trimmed) && !names_a_month(trimmed))) return;
  throw FormulaError(0,
                     in_quotes(trimmed) +
                         " is no date and no duration: write a date as 2024-11-05 (years have four digits), "
                         "one that counts from it as 2024-11-05 + 30 days, and a duration from the start as "
                         "6 weeks");
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

} // namespace casus::formula
