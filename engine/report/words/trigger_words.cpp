#include "report/words/trigger_words.hpp"

#include "analysis/fewest_cases.hpp"
#include "distribution/normal.hpp"
#include "report/words/quantity.hpp"

#include <fmt/format.h>

#include <cmath>

namespace casus::report {

double firings(const TriggerResult& trigger, const Result& result) {
  return std::round(trigger.mean_count * static_cast<double>(result.trajectories));
}

std::string mean_count_in_words(const TriggerResult& trigger, const Result& result) {
  const double all = firings(trigger, result);
  if (all == 0) return "never";
  if (all < analysis::fewest_cases) return fmt::format("{:.0f} in all", all);
  if (trigger.se == 0) return number(trigger.mean_count, 6);
  const double margin = distribution::normal_p975 * trigger.se;
  return fmt::format("{} ± {}", estimate(trigger.mean_count, margin / 10), number(margin, 2));
}

std::string share_fired_in_words(const TriggerResult& trigger, const Result& result) {
  const auto trajectories = static_cast<double>(result.trajectories);
  const double fired = std::round(trigger.share_fired * trajectories);
  if (fired == 0) return "–";
  if (fired < analysis::fewest_cases) return fmt::format("only {:.0f}", fired);
  return percent(trigger.share_fired, binomial_se(trigger.share_fired, trajectories));
}

std::string doubt_of_marks(const TriggerResult& trigger, const Result& result) {
  const double all = firings(trigger, result);
  const bool is_doubtful =
      !trigger.marks.empty() && all > 0 && all < static_cast<double>(analysis::fewest_cases);
  return is_doubtful ? "too few to tell the shares of its marks" : "";
}

} // namespace casus::report
