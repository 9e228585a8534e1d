#include "report/words/sensitivity_words.hpp"

#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

/// A value in the unit of the file.
std::string written(const NumberEntry& number, double value) {
  return report::number(value / number.unit_size) + number.unit;
}

} // namespace

const char* name_of(NumberKind kind) {
  switch (kind) {
  case NumberKind::parameter:
    return "parameter";
  case NumberKind::rate:
    return "rate";
  case NumberKind::weight:
    return "weight";
  case NumberKind::share:
    return "share";
  case NumberKind::probability:
    return "probability";
  case NumberKind::start:
    return "start";
  case NumberKind::half_life:
    return "half_life";
  case NumberKind::mean:
    return "mean";
  case NumberKind::volatility:
    return "volatility";
  case NumberKind::trend:
    return "trend";
  case NumberKind::follow:
    return "follow";
  case NumberKind::bound:
    return "bound";
  case NumberKind::correlation:
    return "correlation";
  case NumberKind::cooldown:
    return "cooldown";
  case NumberKind::mark:
    return "mark";
  case NumberKind::effect:
    return "effect";
  }
  return "";
}

const char* name_of(EffectMethod method) { return method == EffectMethod::score ? "score" : "differences"; }

std::string in_words(const ChangedNumber& changed) {
  const auto& [number, change, method] = changed;
  if (change.is_of_formula) return "its formula ± 10%";
  const bool is_around = !change.is_of_distribution && number.value && *number.value != 0 &&
                         change.low != *number.value && change.high != *number.value &&
                         change.low + change.high == 2 * *number.value;
  if (is_around) return written(number, *number.value) + " ± 10%";
  return fmt::format("from {} to {}", written(number, change.low), written(number, change.high));
}

} // namespace casus::report
