#include "sensitivity/gradients.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace casus::test {

Scenario scenario_text(const std::string& text, const std::vector<std::string>& settings) {
  return parse_scenario("casus: 1\nname: example\nstart: 2020-01-01\n" + text, "example.yaml", settings);
}

RunOptions options_of(const How& how) {
  return {.trajectories = how.trajectories,
          .seed = how.seed,
          .worlds = how.worlds,
          .threads = how.threads,
          .progress = {}};
}

Gradient gradient_of(const std::string& text, const How& how, const std::vector<EventPair>& joint) {
  return gradient(scenario_text(text), {}, options_of(how), joint);
}

Derivative derivative(const Gradient& gradient, const std::string& outcome, const std::string& path) {
  for (std::size_t o = 0; o < gradient.outcomes.size(); ++o)
    for (std::size_t n = 0; n < gradient.numbers.size(); ++n)
      if (gradient.outcomes[o].name == outcome && gradient.numbers[n].path == path)
        return gradient.derivatives[o][n];
  throw std::invalid_argument("no derivative of " + outcome + " by " + path);
}

bool agrees(double estimate, double se, double truth, double most_se) {
  return std::abs(estimate - truth) <= z_limit * se && se <= most_se;
}

} // namespace casus::test
