#include "report/page/evidence.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

bool is_silent(const Note& note) { return note.about.empty() && note.sources.empty() && note.basis.empty(); }

/// A number that stands in place of a name carries its path.
bool has_a_name(const Parameter& parameter) { return parameter.name.find('.') == std::string::npos; }

class Trail {
public:
  void add(const char* kind, const std::string& name, const Note& note) {
    parts_.push_back({kind, name, note});
  }
  void add_if_noted(const char* kind, const std::string& name, const Note& note) {
    if (!is_silent(note)) add(kind, name, note);
  }
  void add_effects(const std::string& name, const std::vector<Effect>& effects) {
    for (const Effect& effect : effects) add_if_noted("effect", name, effect.note);
  }
  std::vector<Part> take() { return std::move(parts_); }

private:
  std::vector<Part> parts_;
};

void add_trigger(Trail& trail, const Trigger& trigger) {
  trail.add("trigger", trigger.name, trigger.note);
  for (const Mark& mark : trigger.marks)
    for (const Category& category : mark.categories)
      trail.add_if_noted("category", fmt::format("{}: {} {}", trigger.name, mark.name, category.name),
                         category.note);
  trail.add_effects(trigger.name, trigger.effects);
}

void add_ladder(Trail& trail, const Ladder& ladder) {
  trail.add("ladder", ladder.name, ladder.note);
  for (const Rung& rung : ladder.rungs) {
    const std::string name = fmt::format("{}: {}", ladder.name, rung.name);
    trail.add_if_noted("rung", name, rung.note);
    trail.add_effects(name, rung.on_enter);
    trail.add_effects(name, rung.on_leave);
  }
}

} // namespace

std::vector<Part> evidence(const Scenario& scenario) {
  Trail trail;
  for (const Parameter& parameter : scenario.parameters)
    if (has_a_name(parameter)) trail.add("parameter", parameter.name, parameter.note);
  for (const Driver& driver : scenario.drivers) trail.add("driver", driver.name, driver.note);
  for (const Trigger& trigger : scenario.triggers) add_trigger(trail, trigger);
  for (const Ladder& ladder : scenario.ladders) add_ladder(trail, ladder);
  for (const Outcome& outcome : scenario.outcomes) trail.add("outcome", outcome.name, outcome.note);
  for (const ForcedFiring& firing : scenario.forced)
    trail.add("forced firing", scenario.triggers.at(static_cast<std::size_t>(firing.trigger)).name,
              firing.note);
  return trail.take();
}

} // namespace casus::report
