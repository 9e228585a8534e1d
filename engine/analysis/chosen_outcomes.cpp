#include "analysis/chosen_outcomes.hpp"

#include "formula/vocabulary.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace casus::analysis {
namespace {

[[noreturn]] void fail_unknown_outcome(const std::string& name, const std::vector<std::string>& known) {
  const auto nearest = formula::nearest_name(name, known);
  throw RunError(nearest ? fmt::format("there is no outcome '{}' (did you mean '{}'?)", name, *nearest)
                         : fmt::format("there is no outcome '{}'", name));
}

} // namespace

std::vector<std::size_t> chosen_outcomes(const Scenario& scenario, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const Outcome& outcome : scenario.outcomes) known.push_back(outcome.name);
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end()) fail_unknown_outcome(name, known);
  std::vector<std::size_t> chosen;
  for (std::size_t o = 0; o < known.size(); ++o)
    if (names.empty() || std::find(names.begin(), names.end(), known[o]) != names.end()) chosen.push_back(o);
  return chosen;
}

} // namespace casus::analysis
