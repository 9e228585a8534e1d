#include "analysis/candidates.hpp"

#include <fmt/core.h>

namespace casus::analysis {
namespace {

template <typename Part>
const Part& at(const std::vector<Part>& parts, int index) {
  return parts[static_cast<std::size_t>(index)];
}

} // namespace

Candidates::Candidates(const Scenario& scenario) {
  for (std::size_t t = 0; t < scenario.triggers.size(); ++t) add(static_cast<int>(t), scenario.triggers[t]);
  for (std::size_t l = 0; l < scenario.ladders.size(); ++l) {
    ladders_.push_back(list_.size());
    for (std::size_t r = 0; r < scenario.ladders[l].rungs.size(); ++r)
      list_.push_back({.ladder = static_cast<int>(l), .rung = static_cast<int>(r)});
  }
}

void Candidates::add(int trigger, const Trigger& part) {
  auto& places = triggers_.emplace_back();
  places.push_back(list_.size());
  list_.push_back({.trigger = trigger});
  for (std::size_t m = 0; m < part.marks.size(); ++m) {
    places.push_back(list_.size());
    for (std::size_t c = 0; c < part.marks[m].categories.size(); ++c)
      list_.push_back({.trigger = trigger, .mark = static_cast<int>(m), .category = static_cast<int>(c)});
  }
}

std::string name_of(const Candidate& candidate, const Scenario& scenario) {
  if (candidate.is_rung()) {
    const Ladder& ladder = at(scenario.ladders, candidate.ladder);
    return fmt::format("{}: {}", ladder.name, at(ladder.rungs, candidate.rung).name);
  }
  const Trigger& trigger = at(scenario.triggers, candidate.trigger);
  if (!candidate.is_category()) return trigger.name;
  const Mark& mark = at(trigger.marks, candidate.mark);
  return fmt::format("{} ({} {})", trigger.name, mark.name, at(mark.categories, candidate.category).name);
}

const std::string& about(const Candidate& candidate, const Scenario& scenario) {
  if (candidate.is_rung()) return at(at(scenario.ladders, candidate.ladder).rungs, candidate.rung).note.about;
  const Trigger& trigger = at(scenario.triggers, candidate.trigger);
  if (!candidate.is_category()) return trigger.note.about;
  const Note& note = at(at(trigger.marks, candidate.mark).categories, candidate.category).note;
  return note.about.empty() ? trigger.note.about : note.about;
}

} // namespace casus::analysis
