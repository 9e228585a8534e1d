// Each part of a result is flattened to its numbers, which are compared as they are.

#include "simulation/same_result.hpp"

#include <map>
#include <optional>

namespace casus::test {

namespace {

using Numbers = std::vector<double>;
using Parts = std::map<std::string, Numbers>;

void put(Numbers& into, double number) { into.push_back(number); }
void put(Numbers& into, const Numbers& numbers) { into.insert(into.end(), numbers.begin(), numbers.end()); }
void put(Numbers& into, const std::optional<double>& number) {
  into.push_back(number.has_value());
  into.push_back(number.value_or(0));
}

template <class... Items>
Numbers numbers_of(const Items&... items) {
  Numbers numbers;
  (put(numbers, items), ...);
  return numbers;
}

Numbers numbers_of(const EventResult& event) {
  return numbers_of(event.probability, event.se, event.ci95.low, event.ci95.high,
                    static_cast<double>(event.hits), static_cast<double>(event.trials), event.curve,
                    event.first_passage_p10, event.first_passage_p50, event.first_passage_p90);
}

Numbers numbers_of(const ValueResult& value) {
  return numbers_of(static_cast<double>(value.trials), value.mean, value.se, value.ci95.low, value.ci95.high,
                    value.sd, value.p05, value.p25, value.p50, value.p75, value.p95);
}

Numbers numbers_of(const OutcomeResult& outcome) {
  Numbers numbers = numbers_of(outcome.day);
  if (outcome.event) put(numbers, numbers_of(*outcome.event));
  if (outcome.value) put(numbers, numbers_of(*outcome.value));
  if (const auto& spread = outcome.between_worlds) put(numbers, {spread->sd, spread->p05, spread->p95});
  return numbers;
}

Numbers numbers_of(const LadderResult& ladder) {
  Numbers numbers;
  for (const Numbers& occupancy : ladder.occupancy) put(numbers, occupancy);
  return numbers;
}

Numbers numbers_of(const DriverResult& driver) {
  return numbers_of(driver.mean, driver.sd, driver.p05, driver.p50, driver.p95);
}

Numbers numbers_of(const TriggerResult& trigger) {
  Numbers numbers = numbers_of(trigger.mean_count, trigger.se, trigger.share_fired);
  for (const MarkResult& mark : trigger.marks) {
    put(numbers, {mark.mean, mark.sd});
    for (const CategoryShare& category : mark.categories) put(numbers, category.share);
  }
  return numbers;
}

template <class Part>
void put_parts(Parts& into, const std::string& kind, const std::vector<Part>& parts) {
  for (const Part& part : parts) into[kind + " '" + part.name + "'"] = numbers_of(part);
}

Parts parts_of(const Result& result) {
  Parts parts;
  parts["trajectories"] = {static_cast<double>(result.trajectories)};
  parts["days"] = result.days;
  put_parts(parts, "outcome", result.outcomes);
  put_parts(parts, "ladder", result.ladders);
  put_parts(parts, "driver", result.drivers);
  put_parts(parts, "trigger", result.triggers);
  for (const JointResult& pair : result.joint) {
    Numbers& numbers = parts["'" + pair.first + "' with '" + pair.second + "'"];
    for (const Numbers& shares : pair.shares) put(numbers, shares);
  }
  return parts;
}

} // namespace

std::vector<std::string> differences(const Result& left, const Result& right) {
  std::vector<std::string> names;
  const Parts others = parts_of(right);
  for (const auto& [name, numbers] : parts_of(left)) {
    const auto other = others.find(name);
    if (other != others.end() && other->second != numbers) names.push_back(name);
  }
  return names;
}

} // namespace casus::test
