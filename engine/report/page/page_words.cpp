#include "report/page/page_words.hpp"

#include "formula/calendar.hpp"
#include "report/page/evidence.hpp"
#include "report/words/answer.hpp"
#include "report/words/trigger_words.hpp"

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json words_of(const OutcomeResult& outcome) {
  const Answer told = answer_of(outcome);
  ordered_json words = {
      {"question", told.question}, {"day", outcome.day},    {"conditional", outcome.conditional},
      {"doubt", told.doubt},       {"figure", told.figure}, {"interval", told.interval},
      {"spread", told.spread},     {"range", told.range},   {"median", told.median}};
  if (outcome.from) words["from"] = *outcome.from;
  if (outcome.begins_later) words["begins_later"] = true;
  if (outcome.event && told.doubt.empty()) {
    words["likelihood"] = likelihood(*outcome.event->probability);
    words["frequency"] = frequency(*outcome.event->probability);
  }
  return words;
}

ordered_json answers(const Result& result) {
  ordered_json object = ordered_json::object();
  for (const OutcomeResult& outcome : result.outcomes) object[outcome.name] = words_of(outcome);
  return object;
}

ordered_json triggers(const Result& result) {
  ordered_json object = ordered_json::object();
  for (const TriggerResult& trigger : result.triggers)
    object[trigger.name] = {{"count", mean_count_in_words(trigger, result)},
                            {"fired", share_fired_in_words(trigger, result)},
                            {"doubt_of_marks", doubt_of_marks(trigger, result)}};
  return object;
}

ordered_json parts(const Scenario& scenario) {
  ordered_json list = ordered_json::array();
  for (const Part& part : evidence(scenario))
    list.push_back({{"kind", part.kind},
                    {"name", part.name},
                    {"about", part.note.about},
                    {"basis", part.note.basis},
                    {"sources", part.note.sources}});
  return list;
}

} // namespace

ordered_json page_words(const Result& result, const Scenario& scenario, const std::string& file) {
  return {{"name", scenario.name},        {"file", file},
          {"title", scenario.title},      {"about", scenario.note.about},
          {"basis", scenario.note.basis}, {"start", formula::iso_date(result.start, 0)},
          {"length", scenario.horizon},   {"answers", answers(result)},
          {"triggers", triggers(result)}, {"parts", parts(scenario)},
          {"text", scenario.text}};
}

} // namespace casus::report
