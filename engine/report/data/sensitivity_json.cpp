#include "report/data/sensitivity_json.hpp"

#include "casus/version.hpp"
#include "report/data/csv.hpp"
#include "report/data/json_parts.hpp"
#include "report/data/layout.hpp"
#include "report/words/sensitivity_words.hpp"

#include <cmath>

namespace casus::report {
namespace {

using nlohmann::ordered_json;

ordered_json finite(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(); }

ordered_json text_or_null(const std::string& text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json change(const PlausibleChange& change) {
  return {{"low", change.low},
          {"high", change.high},
          {"of", change.is_of_formula ? "formula" : (change.is_of_distribution ? "distribution" : "value")}};
}

ordered_json numbers(const Sensitivity& sensitivity) {
  ordered_json object = ordered_json::object();
  for (const ChangedNumber& changed : sensitivity.numbers)
    object[changed.number.path] = {{"kind", name_of(changed.number.kind)},
                                   {"value", or_null(changed.number.value)},
                                   {"is_uncertain", changed.number.distribution.has_value()},
                                   {"change", change(changed.change)},
                                   {"method", name_of(changed.method)}};
  return object;
}

ordered_json effects(const Sensitivity& sensitivity, const OutcomeSensitivity& outcome) {
  ordered_json object = ordered_json::object();
  for (const NumberEffect& effect : outcome.effects) {
    const Derivative& slope = effect.derivative;
    object[sensitivity.numbers[effect.number].number.path] = {
        {"effect", finite(effect.effect)},
        {"se", finite(effect.se)},
        {"ci95", {finite(effect.ci95.low), finite(effect.ci95.high)}},
        {"derivative", finite(slope.value)},
        {"derivative_se", finite(slope.se)},
        {"relative_derivative", finite(slope.relative)},
        {"relative_derivative_se", finite(slope.relative_se)},
        {"is_told_from_0", effect.is_told},
        {"doubt", text_or_null(effect.doubt)}};
  }
  return object;
}

ordered_json outcomes(const Sensitivity& sensitivity) {
  ordered_json object = ordered_json::object();
  for (std::size_t o = 0; o < sensitivity.outcomes.size(); ++o) {
    const OutcomeResult& asked = sensitivity.run.outcomes[o];
    const bool is_event = asked.event.has_value();
    const auto estimate = is_event ? asked.event->probability : asked.value->mean;
    object[asked.name] = {{"question", asked.question},
                          {"kind", is_event ? "event" : "value"},
                          {is_event ? "probability" : "mean", or_null(estimate)},
                          {"se", finite(is_event ? asked.event->se : asked.value->se)},
                          {"ci95", as_json(is_event ? asked.event->ci95 : asked.value->ci95)},
                          {"trials", is_event ? asked.event->trials : asked.value->trials},
                          {"doubt", text_or_null(sensitivity.outcomes[o].doubt)},
                          {"effects", effects(sensitivity, sensitivity.outcomes[o])}};
  }
  return object;
}

ordered_json described(const Result& run) {
  ordered_json document = {
      {"casus", version}, {"scenario", run.scenario},         {"fingerprint", run.fingerprint},
      {"seed", run.seed}, {"trajectories", run.trajectories}, {"worlds", run.worlds}};
  if (run.stopped()) {
    document["stopped"] = true;
    document["requested"] = run.requested;
  }
  return document;
}

} // namespace

std::string to_json(const Sensitivity& sensitivity) {
  ordered_json left_out = ordered_json::object();
  for (const NumberLeftOut& number : sensitivity.left_out) left_out[number.number.path] = number.why;
  ordered_json document = described(sensitivity.run);
  document["numbers"] = numbers(sensitivity);
  document["outcomes"] = outcomes(sensitivity);
  document["left_out"] = left_out;
  document["performance"] = {{"seconds", sensitivity.run.performance.seconds},
                             {"threads", sensitivity.run.performance.threads}};
  return laid_out(document);
}

Table sensitivity_table(const Sensitivity& sensitivity) {
  Csv csv{"scenario",
          "outcome",
          "number",
          "kind",
          "value",
          "low",
          "high",
          "method",
          "effect",
          "se",
          "ci95_low",
          "ci95_high",
          "derivative",
          "derivative_se",
          "relative_derivative",
          "relative_derivative_se",
          "is_told_from_0",
          "doubt"};
  for (std::size_t o = 0; o < sensitivity.outcomes.size(); ++o)
    for (const NumberEffect& effect : sensitivity.outcomes[o].effects) {
      const auto& [number, change, method] = sensitivity.numbers[effect.number];
      const Derivative& slope = effect.derivative;
      csv.row(sensitivity.run.scenario, sensitivity.run.outcomes[o].name, number.path, name_of(number.kind),
              number.value, change.low, change.high, name_of(method), effect.effect, effect.se,
              effect.ci95.low, effect.ci95.high, slope.value, slope.se, slope.relative, slope.relative_se,
              effect.is_told ? "true" : "false", effect.doubt);
    }
  return {"sensitivity.csv", std::move(csv).text()};
}

} // namespace casus::report
