#include "report/words/fit_overlay.hpp"

#include "formula/calendar.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

class Overlay {
public:
  explicit Overlay(const Fit& fit) : fit_(fit) {}

  std::string text(const std::string& extends) {
    for (const FittedNumber& half_life : fit_.half_lives) add(half_life, "");
    for (const FittedTrigger& trigger : fit_.triggers) {
      const std::string basis = ", from " + counted(trigger.events, "event");
      add(trigger.rate, basis);
      for (const FittedNumber& weight : trigger.weights) add(weight, basis);
    }
    for (const FittedLadder& ladder : fit_.ladders)
      for (const FittedNumber& number : ladder.numbers)
        add(number, ", from " + counted(ladder.transitions, "observed interval"));
    return overlay_of(extends, fit_.scenario + "_fitted", about(), "Made by casus fit.", values_);
  }

private:
  std::string about() const {
    return fmt::format(
        "The numbers that make the history most likely: {} in {} from {} on; log-likelihood {} with "
        "times in {}s, AIC {}, of constant rates {}",
        counted(fit_.events, "event"), counted(fit_.sequences, "sequence"), formula::iso_date(fit_.start, 0),
        with_decimals(fit_.in_unit(fit_.log_likelihood, fit_.events), 4), fit_.time_unit,
        with_decimals(fit_.aic(), 2), with_decimals(fit_.constant_aic(), 2));
  }

  void add(const FittedNumber& fitted, const std::string& basis) {
    if (!fitted.doubt.empty()) return;
    const double unit = fitted.number.unit_size;
    std::string comment =
        fmt::format("{} before; 95% interval {:.4g} to {:.4g}{}", fmt::format("{:.4g}", fitted.before / unit),
                    fitted.ci95.low / unit, fitted.ci95.high / unit, basis);
    values_.push_back({fitted.number, fitted.estimate, std::move(comment)});
  }

  const Fit& fit_;
  std::vector<NewValue> values_;
};

} // namespace

std::string fitted_overlay(const Fit& fit, const std::string& extends) { return Overlay(fit).text(extends); }

} // namespace casus::report
