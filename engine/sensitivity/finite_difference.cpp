#include "sensitivity/finite_difference.hpp"

#include "analysis/differences.hpp"
#include "analysis/paired_run.hpp"
#include "scenario/verbs.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace casus::sensitivity {
namespace {

bool is_in_rungs(const std::vector<Effect>& effects, const std::string& path) {
  return std::any_of(effects.begin(), effects.end(), [&](const Effect& effect) {
    return std::any_of(effect.changes.begin(), effect.changes.end(), [&](const Change& change) {
      return scenario::verb_of(change.kind).amount == scenario::AmountKind::rungs &&
             change.amount.path == path;
    });
  });
}

/// Whether the number says by how many rungs a ladder is moved, which is rounded.
bool counts_rungs(const Scenario& scenario, const std::string& path) {
  for (const Trigger& trigger : scenario.triggers)
    if (is_in_rungs(trigger.effects, path)) return true;
  for (const Ladder& ladder : scenario.ladders)
    for (const Rung& rung : ladder.rungs)
      if (is_in_rungs(rung.on_enter, path) || is_in_rungs(rung.on_leave, path)) return true;
  return false;
}

/// Whether the number starts, at 0, a driver that only events change: a count or a flag, of which a tenth
/// means nothing.
bool starts_counter(const Scenario& scenario, const NumberEntry& number) {
  if (number.kind != NumberKind::start || number.distribution || *number.value != 0) return false;
  return std::any_of(scenario.drivers.begin(), scenario.drivers.end(), [&](const Driver& driver) {
    return driver.start.path == number.path && !driver.half_life && !driver.volatility && !driver.trend;
  });
}

/// The scenario with a number at one end of its change. Its fingerprint must differ from that of the other.
std::shared_ptr<const Scenario> at_end(const Scenario& scenario, const NumberEntry& number, double value,
                                       const char* end) {
  Scenario changed = with_value(scenario, number.path, value);
  changed.fingerprint += end;
  return std::make_shared<const Scenario>(std::move(changed));
}

double two_sided(double z) {
  return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(z)));
}

NumberEffect effect_of(const Difference& found, const ChangedNumber& changed) {
  NumberEffect effect{.effect = found.difference.value_or(std::numeric_limits<double>::quiet_NaN()),
                      .se = found.se,
                      .ci95 = found.ci95,
                      .doubt = found.doubt};
  const double width = changed.change.high - changed.change.low;
  const double value = changed.number.value.value_or(0);
  effect.derivative = {effect.effect / width, found.se / width, effect.effect / width * value,
                       found.se / width * std::abs(value), true};
  if (found.se > 0) effect.p_value = two_sided(effect.effect / found.se);
  if (found.se == 0 && found.doubt.empty()) effect.p_value = 0; // the same in every trajectory
  return effect;
}

} // namespace

std::string why_no_difference(const Scenario& scenario, const NumberEntry& number) {
  if (!number.value) return "it is a formula: ask for the numbers and parameters that it reads";
  if (counts_rungs(scenario, number.path)) return "it counts whole rungs, and a tenth of one is none";
  if (starts_counter(scenario, number))
    return "it starts a count or a flag at 0, of which a tenth means nothing: compare with a what-if";
  return "";
}

std::variant<Effects, std::string> finite_difference(const Scenario& scenario, const ChangedNumber& changed,
                                                     const RunOptions& options) {
  try {
    analysis::PairedRun run({{at_end(scenario, changed.number, changed.change.low, "/low"), false},
                             {at_end(scenario, changed.number, changed.change.high, "/high"), false}},
                            {{0, 1}}, options);
    run.simulate();
    if (options.stop != nullptr && options.stop->load()) return "the run was stopped before it was its turn";
    Effects effects;
    for (std::size_t outcome = 0; outcome < scenario.outcomes.size(); ++outcome)
      effects.push_back(effect_of(analysis::difference(run, outcome, 0, 1), changed));
    return effects;
  } catch (const RunError& error) {
    return error.what();
  }
}

} // namespace casus::sensitivity
