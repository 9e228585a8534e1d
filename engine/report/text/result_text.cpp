#include "report/text/result_text.hpp"

#include "formula/calendar.hpp"
#include "report/text/sections.hpp"
#include "report/text/sheet.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// What control variates have made of the answers, where there are any.
std::string what_controls_gain(const Result& result) {
  std::vector<double> gains;
  for (const OutcomeResult& outcome : result.outcomes)
    if (const auto gain = outcome.event ? outcome.event->gain : outcome.value->gain) gains.push_back(*gain);
  if (gains.empty()) return "";
  std::sort(gains.begin(), gains.end());
  const auto times = [](double gain) { return fmt::format("{:.{}f}", gain, gain < 10 ? 1 : 0); };
  std::string text = "Control variates make answers as good as " + times(gains.front());
  if (gains.size() > 1) text += " to " + times(gains.back());
  text += " times as many trajectories would";
  return text +
         (gains.size() > 2 ? fmt::format(", {} times in the median.", times(gains[gains.size() / 2])) : ".");
}

} // namespace

void write_head(Sheet& sheet, const Result& result) {
  sheet.paragraph(result.title.empty() ? result.scenario : result.title, 0, Emphasis::strong);
  sheet.paragraph(what_was_run(result));
  sheet.paragraph(how_it_was_run(result));
  if (const std::string gain = what_controls_gain(result); !gain.empty()) sheet.paragraph(gain);
  if (result.observed) write_observed(sheet, result);
  if (result.stopped())
    sheet.paragraph(
        fmt::format("Stopped early: {} of {} trajectories were finished, and all below rests on these.",
                    grouped(result.trajectories), grouped(result.requested)),
        0, Emphasis::strong);
}

std::string to_text(const Result& result, const TextStyle& style) {
  Sheet sheet(style);
  write_head(sheet, result);
  write_outcomes(sheet, result);
  write_ladders(sheet, result);
  write_triggers(sheet, result);
  write_learnt(sheet, result);
  return sheet.text();
}

} // namespace casus::report
