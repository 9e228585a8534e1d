// Any text is read as a scenario or refused, and one that is read is the same when its own text is read
// again.

#include "casus/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

std::optional<casus::Scenario> read(const std::string& text) {
  try {
    return casus::parse_scenario(text, "fuzzed.yaml");
  } catch (const casus::ScenarioError&) {
    return std::nullopt;
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto scenario = read({reinterpret_cast<const char*>(data), size});
  if (!scenario) return 0;
  const auto again = read(scenario->text);
  if (!again || again->fingerprint != scenario->fingerprint) std::abort();
  return 0;
}
