#include "sensitivity/chosen_outcomes.hpp"

#include "formula/vocabulary.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus::sensitivity {

std::vector<std::size_t> chosen_outcomes(const Scenario& scenario, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const Outcome& outcome : scenario.outcomes) known.push_back(outcome.name);
  std::vector<std::size_t> chosen;
  for (const std::string& name : names.empty() ? known : names) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      const auto nearest = formula::nearest_name(name, known);
      throw RunError(nearest ? fmt::format("there is no outcome '{}' (did you mean '{}'?)", name, *nearest)
                             : fmt::format("there is no outcome '{}'", name));
    }
    chosen.push_back(static_cast<std::size_t>(found - known.begin()));
  }
  return chosen;
}

} // namespace casus::sensitivity
