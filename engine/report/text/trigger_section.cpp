// The triggers in the order of the file: how often they fire, in how many trajectories, and what their marks
// were.
#include "report/text/printable.hpp"
#include "report/text/sections.hpp"
#include "report/words/quantity.hpp"
#include "report/words/trigger_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int count_width = 20;
constexpr int share_width = 12;

std::string mark_in_words(const MarkResult& mark, double firings) {
  if (mark.categories.empty())
    return fmt::format("{}: mean {}, sd {}", mark.name, number(mark.mean), number(mark.sd));
  std::string text;
  for (const CategoryShare& category : mark.categories)
    text += fmt::format("{} {} {}", text.empty() ? mark.name + ":" : ",", category.name,
                        percent(category.share, binomial_se(category.share, firings)));
  return text;
}

void write_marks(Sheet& sheet, const TriggerResult& trigger, const Result& result) {
  const double all = firings(trigger, result);
  if (all == 0) return;
  const std::string doubt = doubt_of_marks(trigger, result);
  if (!doubt.empty()) {
    sheet.paragraph(doubt, 2 * indent, Emphasis::faint);
    return;
  }
  for (const MarkResult& mark : trigger.marks)
    sheet.paragraph(mark_in_words(mark, all), 2 * indent, Emphasis::faint);
}

int name_width(const Sheet& sheet, const Result& result) {
  int widest = columns("Triggers") - indent;
  for (const TriggerResult& trigger : result.triggers)
    widest = std::max(widest, columns(printable(trigger.name)));
  return std::min(widest, sheet.width() - indent - count_width - share_width);
}

} // namespace

void write_triggers(Sheet& sheet, const Result& result) {
  if (result.triggers.empty()) return;
  const int names = name_width(sheet, result);
  sheet.blank();
  sheet.line(left("Triggers", indent + names) + right("mean count", count_width) +
                 right("fired in", share_width),
             Emphasis::strong);
  for (const TriggerResult& trigger : result.triggers) {
    sheet.line(std::string(indent, ' ') + left(printable(trigger.name), names) +
               right(mean_count_in_words(trigger, result), count_width) +
               right(share_fired_in_words(trigger, result), share_width));
    write_marks(sheet, trigger, result);
  }
}

} // namespace casus::report
