// Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari, Gelman 2018): histories are simulated
// from the scenario itself, so that the true parameter and the true hidden quantities are draws from the
// posterior. Their ranks among draws of the posterior are uniform then, which a chi-square test over eight
// bins is held to: its limit of 29.9 is passed by chance once in 10,000 times.

#include "filtering/support.hpp"

#include "casus/trace.hpp"

#include "filtering/posterior.hpp"
#include "simulation/block_simulator.hpp"

#include <array>
#include <fmt/format.h>
#include <numeric>

namespace casus::test {
namespace {

constexpr std::uint64_t histories = 96;
constexpr std::size_t bins = 8;
constexpr double limit = 29.9;

const std::string model = R"(casus: 1
start: 2020-01-01
horizon: 160 days
step: 2 weeks
parameters:
  level: {uniform: [-1, 1]}
drivers:
  tension: {start: 0, half_life: 10 weeks, volatility: 1.5, bounds: [-3, 3]}
triggers:
  clash: {rate: 20 per year, weights: {tension: 1, level: 0.7}, effects: [add: {tension: 0.1}]}
  talks: {rate: 6 per year, weights: {tension: -0.5}, effects: [add: {tension: -0.2}]}
)";

/// What is taken for observed of a simulated course, and the parameter that it had.
struct Told {
  Scenario scenario;
  double level = 0;
};

Told history(std::uint64_t number, const std::string& known) {
  const Scenario course = parse_scenario(model, "course.yaml");
  RunOptions options;
  options.trajectories = 8 * histories;
  options.seed = 11;
  const Trace trace = casus::trace(course, options, 8 * number);
  std::string events;
  for (const TracedEvent& event : trace.events)
    if (event.trigger == 0 && event.day < 150)
      events += fmt::format("    - {{trigger: clash, at: {} days}}\n", event.day);
  std::string text = model + "observed:\n  until: 150 days\n" + known;
  if (!events.empty()) text += "  events:\n" + events;
  return {parse_scenario(text, "history.yaml"), trace.parameters[0]};
}

/// The rank of the truth among draws of the posterior, as one of the bins.
std::size_t bin_of(const Told& told, std::uint64_t seed) {
  const plan::Plan plan = plan::compile(std::make_shared<const Scenario>(told.scenario));
  const filtering::Posterior posterior =
      filtering::find_posterior(plan, {.seed = seed, .worlds = 32, .threads = 2});
  std::size_t below = 0;
  for (const simulation::Past& past : posterior.worlds)
    below += plan.parameters[0]->quantile(past.draws[0]) < told.level ? 1 : 0;
  return std::min(bins - 1, below * bins / posterior.worlds.size());
}

double chi_square(const std::string& known) {
  std::array<double, bins> counts{};
  for (std::uint64_t number = 0; number < histories; ++number)
    counts[bin_of(history(number, known), 100 + number)] += 1;
  constexpr double expected = static_cast<double>(histories) / bins;
  return std::accumulate(counts.begin(), counts.end(), 0.0, [](double sum, double count) {
    return sum + (count - expected) * (count - expected) / expected;
  });
}

TEST_CASE("Ranks of true parameters among their posterior's draws are uniform") {
  CHECK(chi_square("  known: {clash: 1}\n") < limit);
}

TEST_CASE("The test of calibration sees a record that is taken for a part of what happened") {
  CHECK(chi_square("  known: {clash: 0.2}\n") > limit);
}

} // namespace
} // namespace casus::test
