#include "simulation/support.hpp"

#include <algorithm>
#include <stdexcept>

namespace casus::test {

namespace {

template <class Part>
const Part& named(const std::vector<Part>& parts, const std::string& name) {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == name; });
  if (found == parts.end()) throw std::out_of_range("no part '" + name + "'");
  return *found;
}

double trials_of(const Result& result) { return static_cast<double>(result.trajectories); }

} // namespace

bool Agrees::match(const Estimate& estimate) const {
  return std::abs(estimate.value - truth_) <= z_limit * estimate.se + 1e-9 * std::abs(truth_);
}

std::string Agrees::describe() const { return "agrees with " + Catch::StringMaker<double>::convert(truth_); }

Scenario scenario_of(const std::string& text, const std::vector<std::string>& settings) {
  return parse_scenario("casus: 1\nname: test\nstart: 2020-01-01\n" + text, "test.yaml", settings);
}

void force(Scenario& scenario, const std::string& trigger, double day,
           const std::map<std::string, double>& marks) {
  const Trigger& fired = named(scenario.triggers, trigger);
  ForcedFiring forced;
  forced.trigger = static_cast<int>(&fired - scenario.triggers.data());
  forced.day = day;
  for (const Mark& mark : fired.marks)
    forced.marks.push_back(marks.contains(mark.name) ? std::optional(marks.at(mark.name)) : std::nullopt);
  scenario.forced.push_back(forced);
}

Result simulate(const Scenario& scenario, const Run& how) {
  RunOptions options;
  options.trajectories = how.trajectories;
  options.seed = how.seed;
  options.worlds = how.worlds;
  return run(scenario, options);
}

Result simulate(const std::string& text, const std::vector<std::string>& settings, const Run& how) {
  return simulate(scenario_of(text, settings), how);
}

const DriverResult& driver(const Result& result, const std::string& name) {
  return named(result.drivers, name);
}
const LadderResult& ladder(const Result& result, const std::string& name) {
  return named(result.ladders, name);
}
const TriggerResult& trigger(const Result& result, const std::string& name) {
  return named(result.triggers, name);
}
const OutcomeResult& outcome(const Result& result, const std::string& name) {
  return named(result.outcomes, name);
}

std::size_t grid_point(const Result& result, double day) {
  const auto found = std::find_if(result.days.begin(), result.days.end(),
                                  [&](double each) { return std::abs(each - day) < 1e-9; });
  if (found == result.days.end()) throw std::out_of_range("no grid point on day " + std::to_string(day));
  return static_cast<std::size_t>(found - result.days.begin());
}

Estimate mean_of(const Result& result, const std::string& name, double day) {
  const DriverResult& found = driver(result, name);
  const std::size_t k = grid_point(result, day);
  return {found.mean.at(k), found.sd.at(k) / std::sqrt(trials_of(result))};
}

Estimate variance_of(const Result& result, const std::string& name, double day, double kurtosis) {
  const double sd = driver(result, name).sd.at(grid_point(result, day));
  return {sd * sd, sd * sd * std::sqrt((kurtosis - 1) / trials_of(result))};
}

Estimate occupancy_of(const Result& result, const std::string& name, std::size_t rung, double day) {
  return share(ladder(result, name).occupancy.at(grid_point(result, day)).at(rung), trials_of(result));
}

Estimate count_of(const Result& result, const std::string& name) {
  const TriggerResult& found = trigger(result, name);
  return {found.mean_count, found.se};
}

Estimate probability_of(const Result& result, const std::string& name) {
  const EventResult& found = outcome(result, name).event.value();
  return {found.probability.value(), found.se};
}

Estimate value_of(const Result& result, const std::string& name) {
  const ValueResult& found = outcome(result, name).value.value();
  return {found.mean.value(), found.se};
}

Estimate share(double value, double trials) { return {value, std::sqrt(value * (1 - value) / trials)}; }

} // namespace casus::test

namespace Catch {
std::string StringMaker<casus::test::Estimate>::convert(const casus::test::Estimate& estimate) {
  return StringMaker<double>::convert(estimate.value) + " ± " + StringMaker<double>::convert(estimate.se);
}
} // namespace Catch
