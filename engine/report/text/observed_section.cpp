#include "report/text/sections.hpp"

#include "formula/calendar.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

/// So many surprises are told, of those that were at least so many times rarer than usual.
constexpr std::size_t most_surprises = 5;
constexpr double least_surprise = 0.7; // of a logarithm: twice
/// Parameters of which less has been learnt, as a share of the variance, are not listed.
constexpr double least_learnt = 0.1;

std::string what_is_known(const ObservedResult& observed) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, const char* noun) {
    if (count > 0) parts.push_back(counted(count, noun));
  };
  add(observed.firings, "event");
  add(observed.rungs, "rung");
  add(observed.values, "measurement");
  std::string text = parts.empty() ? "no events" : fmt::format("{}", fmt::join(parts, ", "));
  if (observed.left_out > 0)
    text += fmt::format(" ({} of too little confidence left out)", counted(observed.left_out, "row"));
  return text;
}

std::string how_well(const ObservedResult& observed) {
  return fmt::format(
      "Log evidence {:.2f} ± {:.2f} · the worth of {} worlds among {} carries the answers · {} {} "
      "of the filter over them",
      observed.log_evidence, observed.log_evidence_error,
      grouped(static_cast<std::uint64_t>(std::llround(observed.effective_worlds))), grouped(observed.worlds),
      observed.passes, observed.passes == 1 ? "pass" : "passes");
}

std::vector<ObservedEvent> surprises(const ObservedResult& observed) {
  std::vector<ObservedEvent> events;
  for (const ObservedEvent& event : observed.events)
    if (event.surprise >= least_surprise) events.push_back(event);
  std::stable_sort(events.begin(), events.end(),
                   [](const auto& a, const auto& b) { return a.surprise > b.surprise; });
  if (events.size() > most_surprises) events.resize(most_surprises);
  return events;
}

std::string range(const Percentiles& of) {
  return fmt::format("{:.3g} ({:.3g} to {:.3g})", of.p50, of.p05, of.p95);
}

} // namespace

void write_observed(Sheet& sheet, const Result& result) {
  const ObservedResult& observed = *result.observed;
  sheet.paragraph(fmt::format("Given what was observed before {}: {}",
                              formula::iso_date(result.start, observed.until), what_is_known(observed)),
                  0, Emphasis::strong);
  sheet.paragraph(how_well(observed));
  const auto rare = surprises(observed);
  if (rare.empty()) return;
  std::vector<std::string> told;
  for (const ObservedEvent& event : rare)
    told.push_back(fmt::format("{}, {:.2g} times rarer than usual", event.what, std::exp(event.surprise)));
  sheet.paragraph(fmt::format("Most surprising: {}", fmt::join(told, "; ")));
}

void write_learnt(Sheet& sheet, const Result& result) {
  if (!result.observed) return;
  std::vector<LearntParameter> learnt;
  for (const LearntParameter& parameter : result.observed->parameters)
    if (parameter.learnt >= least_learnt) learnt.push_back(parameter);
  if (learnt.empty()) return;
  std::stable_sort(learnt.begin(), learnt.end(),
                   [](const auto& a, const auto& b) { return a.learnt > b.learnt; });
  sheet.blank();
  sheet.line("What was learnt of parameters: median (5% to 95%), before and after", Emphasis::strong);
  std::size_t widest = 0;
  for (const LearntParameter& parameter : learnt) widest = std::max(widest, parameter.name.size());
  for (const LearntParameter& parameter : learnt)
    sheet.line(fmt::format("  {:<{}}  {:<28}  {}", parameter.name, widest, range(parameter.prior),
                           range(parameter.posterior)));
}

} // namespace casus::report
