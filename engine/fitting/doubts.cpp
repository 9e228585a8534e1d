#include "fitting/doubts.hpp"

#include "formula/complaint.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casus::fitting {
namespace {

/// Fewer events than this for each number that is fitted are too few for intervals by a quadratic
/// approximation.
constexpr std::size_t events_a_number = 10;

std::vector<std::string> few_events(const Fit& fit) {
  std::vector<std::string> doubts;
  for (const FittedTrigger& trigger : fit.triggers) {
    const auto free = std::count_if(trigger.weights.begin(), trigger.weights.end(),
                                    [](const FittedNumber& weight) { return weight.doubt.empty(); });
    const auto numbers = static_cast<std::size_t>(free) + 1;
    if (trigger.events < events_a_number * numbers)
      doubts.push_back(fmt::format(
          "trigger '{}' has {} for {}: with fewer than {} for each, intervals and "
          "p-values are rough",
          trigger.name, trigger.events == 1 ? "1 event" : fmt::format("{} events", trigger.events),
          numbers == 1 ? "1 number" : fmt::format("{} numbers", numbers), events_a_number));
  }
  return doubts;
}

std::size_t ties(const History& history, int trigger) {
  std::size_t ties = 0;
  for (const Sequence& sequence : history.sequences) {
    double last = -1;
    for (const RecordedEvent& event : sequence.events) {
      if (event.trigger != trigger) continue;
      ties += event.day == last ? 1 : 0;
      last = event.day;
    }
  }
  return ties;
}

std::vector<std::string> tied_events(const History& history, const Fit& fit) {
  std::vector<std::string> doubts;
  for (const FittedTrigger& trigger : fit.triggers)
    if (const std::size_t count = ties(history, trigger.trigger); count > 0)
      doubts.push_back(
          fmt::format("{} of the {} events of trigger '{}' have the date of the one before: where "
                      "dates are rounded, residuals look worse than they are",
                      count, trigger.events, trigger.name));
  return doubts;
}

std::vector<std::string> unseen_triggers(const Scenario& scenario, const Specification& specification,
                                         const History& history) {
  const Relevance relevance(scenario, history, specification.subjects());
  const auto& fitted = specification.subjects().triggers;
  std::vector<std::string> names;
  for (std::size_t t = 0; t < scenario.triggers.size(); ++t)
    if (scenario.triggers[t].hazard && relevance.has_trigger(static_cast<int>(t)) &&
        !std::binary_search(fitted.begin(), fitted.end(), static_cast<int>(t)))
      names.push_back(scenario.triggers[t].name);
  if (names.empty()) return {};
  return {
      fmt::format("the fitted hazards depend on {}, of which no event is given: it is taken for certain that "
                  "there was none",
                  formula::in_quotes(names))};
}

} // namespace

std::vector<std::string> doubts_of(const Scenario& scenario, const Specification& specification,
                                   const History& history, const Fit& fit) {
  std::vector<std::string> doubts = few_events(fit);
  const auto add = [&](std::vector<std::string> more) {
    doubts.insert(doubts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  add(tied_events(history, fit));
  add(unseen_triggers(scenario, specification, history));
  if (!specification.at_medians().empty())
    doubts.push_back(fmt::format("uncertain parameters stand at their medians: {}",
                                 formula::in_quotes(specification.at_medians())));
  if (!fit.half_lives.empty())
    doubts.push_back(
        "without self-excitation its half-life has no meaning, so that the test against constant "
        "rates, which counts it, is approximate");
  if (fit.left_aside > 0)
    doubts.push_back(fmt::format("{} rows after the end of the window were left aside", fit.left_aside));
  return doubts;
}

} // namespace casus::fitting
