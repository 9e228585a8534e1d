#include "fitting/refuse.hpp"

namespace casus::fitting {

Problem problem_at(const Place& place, std::string message) {
  Problem problem;
  problem.place = place;
  problem.message = std::move(message);
  return problem;
}

void refuse(const Place& place, std::string message) {
  throw ScenarioError({problem_at(place, std::move(message))});
}

} // namespace casus::fitting
