#include "scenario/records.hpp"

namespace records {

std::vector<std::string> problems_of(const std::string& record) {
  std::vector<std::string> messages;
  try {
    static_cast<void>(casus::parse_scenario(with(record), "s.yaml"));
  } catch (const casus::ScenarioError& error) {
    for (const casus::Problem& problem : error.problems()) messages.push_back(problem.message);
  }
  return messages;
}

} // namespace records
