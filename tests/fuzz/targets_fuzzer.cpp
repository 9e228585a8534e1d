// Any text is read as a file of targets of a scenario or refused.

#include "casus/targets.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace {

const casus::Scenario& scenario() {
  static const casus::Scenario scenario =
      casus::parse_scenario("casus: 1\nstart: 2023-04-15\nhorizon: 1 year\nstep: 1 week\n"
                            "drivers: {x: {half_life: 1 week, volatility: 1}}\n"
                            "triggers: {strike: {rate: 6 per year, weights: {x: 0.5}}}\n"
                            "ladders: {l: {rungs: [low, high], up: {rate: 1 per year}}}\n"
                            "outcomes: {war: {when: l == high}, much: {value: x}}\n",
                            "fuzzed.yaml");
  return scenario;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    static_cast<void>(
        casus::parse_targets({reinterpret_cast<const char*>(data), size}, "fuzzed.yaml", scenario()));
  } catch (const casus::ScenarioError&) {
  }
  return 0;
}
