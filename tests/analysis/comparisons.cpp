#include "comparisons.hpp"

#include <stdexcept>

namespace casus::test {

Scenario what_if_text(const std::string& text, const std::vector<std::string>& settings) {
  return parse_scenario("casus: 1\nname: test\nstart: 2020-01-01\n" + text, "test.yaml", settings);
}

RunOptions options_of(const How& how) {
  RunOptions options;
  options.trajectories = how.trajectories;
  options.seed = how.seed;
  options.worlds = how.worlds;
  options.threads = how.threads;
  options.is_plain = how.is_plain;
  return options;
}

Comparison compared(const std::string& text, const std::vector<std::string>& settings, const How& how) {
  return compare(what_if_text(text), {what_if_text(text, settings)}, options_of(how));
}

const Difference& difference(const Comparison& comparison, const std::string& outcome) {
  for (const Difference& difference : comparison.whatifs.at(0).differences)
    if (difference.outcome == outcome) return difference;
  throw std::out_of_range("no outcome '" + outcome + "'");
}

bool agrees(double effect, double se, double truth) {
  return std::abs(effect - truth) <= z_limit * se + 1e-9 * std::abs(truth);
}

bool agrees(const Difference& difference, double truth) {
  return agrees(difference.difference.value(), difference.se, truth);
}

bool agrees(const std::optional<Effected>& effect, double truth) {
  return agrees(effect.value().effect, effect->se, truth);
}

bool covers(const Interval& interval, double truth) {
  return interval.low <= truth && truth <= interval.high;
}

} // namespace casus::test
