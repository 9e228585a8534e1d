// A story is told in the order of time: where the trajectory started, each event, the outcomes that were
// first met as the drivers drifted between two events, and where it ended.
#include "report/text/story.hpp"

#include "formula/calendar.hpp"
#include "report/text/sheet.hpp"
#include "report/words/event_words.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int detail_indent = 6;

struct QuietMeeting {
  double day;
  const Outcome* outcome;
};

/// The event outcomes that were first met otherwise than at an event, by day.
std::vector<QuietMeeting> quiet_meetings(const Trace& trace, const Scenario& scenario) {
  std::vector<bool> told(scenario.outcomes.size(), false);
  for (const TracedEvent& event : trace.events)
    for (const int outcome : event.outcomes_met) told.at(static_cast<std::size_t>(outcome)) = true;
  std::vector<QuietMeeting> meetings;
  for (std::size_t i = 0; i < scenario.outcomes.size(); ++i)
    if (!told[i] && trace.first_passages[i])
      meetings.push_back({*trace.first_passages[i], &scenario.outcomes[i]});
  std::stable_sort(meetings.begin(), meetings.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
  return meetings;
}

class Storyteller {
public:
  Storyteller(const Trace& trace, const Scenario& scenario, const TextStyle& style)
      : trace_(trace), scenario_(scenario), sheet_(style), quiet_(quiet_meetings(trace, scenario)) {}

  std::string tell(const std::string& replay);

private:
  void tell_beginning(const std::string& replay);
  void tell_events();
  void tell_event(std::size_t index);
  void tell_quiet_until(double day);
  void tell_met(const Outcome& outcome);
  void tell_end();
  void tell_outcomes();

  std::string date(double day) const { return formula::iso_date(scenario_.start, day); }
  std::string moment(std::size_t index) const;
  std::string world_in_words() const;
  std::string answer(std::size_t outcome) const;
  template <class Rungs>
  std::string rungs_in_words(const Rungs& rung_of) const;

  const Trace& trace_;
  const Scenario& scenario_;
  Sheet sheet_;
  std::vector<QuietMeeting> quiet_;
  std::size_t quiet_told_ = 0;
};

std::string Storyteller::tell(const std::string& replay) {
  tell_beginning(replay);
  tell_events();
  tell_end();
  tell_outcomes();
  return sheet_.text();
}

/// The parameters that this world drew; the fixed ones are the same in every world.
std::string Storyteller::world_in_words() const {
  std::string text;
  for (std::size_t i = 0; i < scenario_.parameters.size(); ++i)
    if (scenario_.parameters[i].distribution)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", scenario_.parameters[i].name,
                          number(trace_.parameters[i]));
  return text;
}

template <class Rungs>
std::string Storyteller::rungs_in_words(const Rungs& rung_of) const {
  std::string text;
  for (std::size_t i = 0; i < scenario_.ladders.size(); ++i)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", scenario_.ladders[i].name,
                        rung_name(scenario_.ladders[i], rung_of(i)));
  return text;
}

void Storyteller::tell_beginning(const std::string& replay) {
  sheet_.paragraph(scenario_.title.empty() ? scenario_.name : scenario_.title, 0, Emphasis::strong);
  sheet_.paragraph(fmt::format("{} · seed {} · trajectory {} of world {} ({})", scenario_.name, trace_.seed,
                               grouped(trace_.trajectory), grouped(trace_.world),
                               counted(trace_.worlds, "world")));
  sheet_.verbatim("told again by: " + replay, Emphasis::faint);
  sheet_.blank();
  sheet_.paragraph(date(0) + " · the start", 0, Emphasis::strong);
  const std::string world = world_in_words();
  if (!world.empty()) sheet_.paragraph("this world drew: " + world, detail_indent);
  const std::string rungs = rungs_in_words([&](std::size_t i) { return scenario_.ladders[i].start; });
  if (!rungs.empty()) sheet_.paragraph("rungs: " + rungs, detail_indent);
}

void Storyteller::tell_events() {
  for (std::size_t i = 0; i < trace_.events.size(); ++i) {
    tell_quiet_until(trace_.events[i].day);
    tell_event(i);
  }
  tell_quiet_until(scenario_.horizon);
}

/// The date, with the time of day where a neighbour has the same date.
std::string Storyteller::moment(std::size_t index) const {
  const auto date_of = [&](std::size_t i) { return date(trace_.events[i].day); };
  const std::string here = date_of(index);
  const bool shared = (index > 0 && date_of(index - 1) == here) ||
                      (index + 1 < trace_.events.size() && date_of(index + 1) == here);
  return shared ? here + " " + clock_time(trace_.events[index].day) : here;
}

void Storyteller::tell_event(std::size_t index) {
  const TracedEvent& event = trace_.events[index];
  sheet_.paragraph(moment(index) + " · " + headline(event, scenario_), 0, Emphasis::strong);
  if (!event.marks.empty()) sheet_.paragraph("with " + marks_in_words(event), detail_indent);
  for (const Alteration& alteration : event.alterations)
    sheet_.paragraph(alteration_in_words(alteration, scenario_), detail_indent);
  sheet_.paragraph(cause_in_words(event, scenario_), detail_indent, Emphasis::faint);
  for (const int outcome : event.outcomes_met)
    tell_met(scenario_.outcomes.at(static_cast<std::size_t>(outcome)));
}

void Storyteller::tell_met(const Outcome& outcome) {
  sheet_.paragraph("first met: " + question(outcome), detail_indent, Emphasis::strong);
}

void Storyteller::tell_quiet_until(double day) {
  for (; quiet_told_ < quiet_.size() && quiet_[quiet_told_].day <= day; ++quiet_told_) {
    const QuietMeeting& meeting = quiet_[quiet_told_];
    sheet_.paragraph(date(meeting.day) + (meeting.day > 0 ? " · between events" : " · at the start"), 0,
                     Emphasis::strong);
    tell_met(*meeting.outcome);
  }
}

void Storyteller::tell_end() {
  sheet_.blank();
  sheet_.paragraph(date(scenario_.horizon) + " · the end", 0, Emphasis::strong);
  const std::string rungs = rungs_in_words([&](std::size_t i) { return trace_.final_rungs[i]; });
  if (!rungs.empty()) sheet_.paragraph("rungs: " + rungs, detail_indent);
  std::string drivers;
  for (std::size_t i = 0; i < scenario_.drivers.size(); ++i)
    drivers += fmt::format("{}{} {}", i == 0 ? "drivers: " : ", ", scenario_.drivers[i].name,
                           number(trace_.final_drivers[i]));
  if (!drivers.empty()) sheet_.paragraph(drivers, detail_indent);
  std::string counts;
  for (std::size_t i = 0; i < scenario_.triggers.size(); ++i)
    counts += fmt::format("{}{} {}", i == 0 ? "fired: " : ", ", scenario_.triggers[i].name,
                          trace_.counts[i] == 0 ? "never" : grouped(trace_.counts[i]) + "×");
  if (!counts.empty()) sheet_.paragraph(counts, detail_indent);
}

/// What became of an outcome. A trace leaves out what its `given` excludes.
std::string Storyteller::answer(std::size_t outcome) const {
  const Outcome& asked = scenario_.outcomes[outcome];
  if (asked.value)
    return trace_.values[outcome] ? number(*trace_.values[outcome]) : "its condition did not hold";
  if (const auto& met = trace_.first_passages[outcome]) return "met on " + date(*met);
  return asked.is_conditional() ? "not met, or its condition did not hold" : "not met";
}

void Storyteller::tell_outcomes() {
  if (scenario_.outcomes.empty()) return;
  sheet_.blank();
  sheet_.paragraph("Outcomes", 0, Emphasis::strong);
  for (std::size_t i = 0; i < scenario_.outcomes.size(); ++i)
    sheet_.paragraph(fmt::format("{} — {}", question(scenario_.outcomes[i]), answer(i)), indent);
}

} // namespace

std::string to_text(const Trace& trace, const Scenario& scenario, const std::string& replay,
                    const TextStyle& style) {
  return Storyteller(trace, scenario, style).tell(replay);
}

} // namespace casus::report
