#include "report/terminal.hpp"

#include "formula/calendar.hpp"
#include "report/page.hpp"
#include "report/quantity.hpp"
#include "report/sections.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

std::string what_was_run(const Result& result) {
  const double end = result.days.empty() ? 0 : result.days.back();
  return fmt::format("{} · {} → {} · seed {}", result.scenario, formula::iso_date(result.start, 0),
                     formula::iso_date(result.start, end), result.seed);
}

std::string how_it_was_run(const Result& result) {
  std::string text = counted(result.trajectories, "trajectory");
  if (result.worlds > 1) text += fmt::format(" in {}", counted(result.worlds, "world"));
  const auto threads = static_cast<std::uint64_t>(result.performance.threads);
  return text + fmt::format(" · {} · {:.3g} s", counted(threads, "thread"), result.performance.seconds);
}

} // namespace

void write_head(Page& page, const Result& result) {
  page.paragraph(result.title.empty() ? result.scenario : result.title, 0, Emphasis::strong);
  page.paragraph(what_was_run(result));
  page.paragraph(how_it_was_run(result));
  if (result.stopped())
    page.paragraph(
        fmt::format("Stopped early: {} of {} trajectories were finished, and all below rests on these.",
                    grouped(result.trajectories), grouped(result.requested)),
        0, Emphasis::strong);
}

std::string to_text(const Result& result, const TextStyle& style) {
  Page page(style);
  write_head(page, result);
  write_outcomes(page, result);
  write_ladders(page, result);
  write_triggers(page, result);
  return page.text();
}

} // namespace casus::report
