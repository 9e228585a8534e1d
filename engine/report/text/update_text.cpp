// Before stands what the scenario says by itself, after it what it says given the record.
#include "report/text/update_text.hpp"

#include "formula/calendar.hpp"
#include "report/text/printable.hpp"
#include "report/text/sections.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int longest_name = 24;
constexpr int range_width = 27;
constexpr int share_width = 10;

void write_outcomes_of(Sheet& sheet, const Update& update) {
  if (update.after.outcomes.empty()) return;
  sheet.blank();
  sheet.paragraph("Outcomes, before and after", 0, Emphasis::strong);
  for (std::size_t o = 0; o < update.after.outcomes.size(); ++o) {
    sheet.paragraph(question(update.after, update.after.outcomes[o]), indent);
    sheet.paragraph("before: " + answer(update.before.outcomes[o]), 2 * indent);
    sheet.paragraph("after: " + answer(update.after.outcomes[o]), 2 * indent, Emphasis::strong);
  }
}

/// The widest of some names, as far as there is room for it.
template <class Names>
int width_of(const Names& names) {
  int widest = 0;
  for (const std::string& name : names) widest = std::max(widest, columns(printable(name)));
  return std::min(widest, longest_name);
}

void write_row(Sheet& sheet, const std::string& name, int names, const std::string& before,
               const std::string& after, int cells, Emphasis emphasis = Emphasis::none) {
  sheet.line(std::string(indent, ' ') + left(name, names) + right(before, cells) + right(after, cells),
             emphasis);
}

std::string range_at(const DriverResult& driver, std::size_t point) {
  return fmt::format("{} ({} to {})", number(driver.mean[point]), number(driver.p05[point]),
                     number(driver.p95[point]));
}

void write_drivers(Sheet& sheet, const Update& update) {
  std::vector<std::string> names;
  for (const DriverResult& driver : update.after.drivers) names.push_back(driver.name);
  if (names.empty()) return;
  const int width = width_of(names);
  sheet.blank();
  sheet.paragraph(fmt::format("Drivers on {}: mean (5% to 95%), before and after",
                              formula::iso_date(update.after.start, update.after.days[update.today])),
                  0, Emphasis::strong);
  for (std::size_t d = 0; d < names.size(); ++d)
    write_row(sheet, printable(names[d]), width, range_at(update.before.drivers[d], update.today),
              range_at(update.after.drivers[d], update.today), range_width);
}

std::string share(double of) {
  if (!(of > 0)) return "–";
  if (of < 0.005) return "<1%";
  if (of < 1 && of >= 0.995) return ">99%";
  return fmt::format("{:.0f}%", 100 * of);
}

/// The highest rung on top.
void write_ladders_of(Sheet& sheet, const Update& update) {
  for (std::size_t l = 0; l < update.after.ladders.size(); ++l) {
    const LadderResult &before = update.before.ladders[l], &after = update.after.ladders[l];
    const int width = width_of(after.rungs);
    sheet.blank();
    sheet.paragraph(fmt::format("{} on {}, before and after", after.name,
                                formula::iso_date(update.after.start, update.after.days[update.today])),
                    0, Emphasis::strong);
    for (std::size_t rung = after.rungs.size(); rung-- > 0;)
      write_row(sheet, printable(after.rungs[rung]), width, share(before.occupancy[update.today][rung]),
                share(after.occupancy[update.today][rung]), share_width);
  }
}

} // namespace

std::string to_text(const Update& update, const TextStyle& style) {
  Sheet sheet(style);
  write_head(sheet, update.after);
  write_outcomes_of(sheet, update);
  write_learnt(sheet, update.after);
  write_drivers(sheet, update);
  write_ladders_of(sheet, update);
  return sheet.text();
}

} // namespace casus::report
