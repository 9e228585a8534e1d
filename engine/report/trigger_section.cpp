// The triggers in the order of the file: how often they fire, in how many trajectories, and what their marks
// were.
#include "report/quantity.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int count_width = 20;
constexpr int share_width = 12;
constexpr double z95 = 1.959964; // the normal distribution's 97.5% quantile

double binomial_se(double share, double trials) { return std::sqrt(share * (1 - share) / trials); }

/// The mean with the half-width of its 95% interval, both down to the second digit of the latter.
std::string mean_count(const TriggerResult& trigger, double firings) {
  if (firings == 0) return "never";
  if (firings < fewest_cases) return fmt::format("{:.0f} in all", firings);
  if (trigger.se == 0) return number(trigger.mean_count, 6);
  const double margin = z95 * trigger.se;
  return fmt::format("{} ± {}", estimate(trigger.mean_count, margin / 10), number(margin, 2));
}

std::string share_fired(const TriggerResult& trigger, double trajectories) {
  const double fired = std::round(trigger.share_fired * trajectories);
  if (fired == 0) return "–";
  if (fired < fewest_cases) return fmt::format("only {:.0f}", fired);
  return percent(trigger.share_fired, binomial_se(trigger.share_fired, trajectories));
}

std::string mark_in_words(const MarkResult& mark, double firings) {
  if (mark.categories.empty())
    return fmt::format("{}: mean {}, sd {}", mark.name, number(mark.mean), number(mark.sd));
  std::string text;
  for (const CategoryShare& category : mark.categories)
    text += fmt::format("{} {} {}", text.empty() ? mark.name + ":" : ",", category.name,
                        percent(category.share, binomial_se(category.share, firings)));
  return text;
}

void write_marks(Page& page, const TriggerResult& trigger, double firings) {
  if (trigger.marks.empty() || firings == 0) return;
  if (firings < static_cast<double>(fewest_cases)) {
    page.paragraph("too few to tell the shares of its marks", 2 * indent, Emphasis::faint);
    return;
  }
  for (const MarkResult& mark : trigger.marks)
    page.paragraph(mark_in_words(mark, firings), 2 * indent, Emphasis::faint);
}

int name_width(const Page& page, const Result& result) {
  int widest = columns("Triggers") - indent;
  for (const TriggerResult& trigger : result.triggers)
    widest = std::max(widest, columns(printable(trigger.name)));
  return std::min(widest, page.width() - indent - count_width - share_width);
}

} // namespace

void write_triggers(Page& page, const Result& result) {
  if (result.triggers.empty()) return;
  const auto trajectories = static_cast<double>(result.trajectories);
  const int names = name_width(page, result);
  page.blank();
  page.line(left("Triggers", indent + names) + right("mean count", count_width) +
                right("fired in", share_width),
            Emphasis::strong);
  for (const TriggerResult& trigger : result.triggers) {
    const double firings = std::round(trigger.mean_count * trajectories);
    page.line(std::string(indent, ' ') + left(printable(trigger.name), names) +
              right(mean_count(trigger, firings), count_width) +
              right(share_fired(trigger, trajectories), share_width));
    write_marks(page, trigger, firings);
  }
}

} // namespace casus::report
