// Reads what `casus bench` and `casus run` write, of this or another build. Times are in nanoseconds a
// trajectory, which is an iteration in the words of Google Benchmark.
#include "analysis/printed_bench.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace casus::analysis {
namespace {

using nlohmann::json;

std::uint64_t whole(double number) { return static_cast<std::uint64_t>(std::llround(number)); }

PhaseSeconds phases(const json& entry, double steps) {
  const auto seconds = [&](const char* key) { return entry.at(key).get<double>() * steps / 1e9; };
  return {.drivers = seconds("drivers_ns_per_step"),
          .intensities = seconds("intensities_ns_per_step"),
          .events = seconds("events_ns_per_step"),
          .tallies = seconds("tallies_ns_per_step"),
          .other = seconds("other_ns_per_step")};
}

Repetition repetition(const json& entry) {
  const auto trajectories = entry.at("iterations").get<std::uint64_t>();
  const double seconds = entry.at("real_time").get<double>() * static_cast<double>(trajectories) / 1e9;
  const double steps = entry.at("steps_per_second").get<double>() * seconds;
  return {.threads = entry.at("threads").get<int>(),
          .trajectories = trajectories,
          .worlds = entry.at("worlds").get<std::uint64_t>(),
          .steps = whole(steps),
          .events = whole(entry.at("events_per_second").get<double>() * seconds),
          .seconds = seconds,
          .cpu_seconds = entry.at("cpu_time").get<double>() * static_cast<double>(trajectories) / 1e9,
          .setup_seconds = entry.at("setup_seconds").get<double>(),
          .peak_bytes = whole(entry.at("peak_bytes").get<double>()),
          .phases = phases(entry, steps)};
}

} // namespace

std::optional<Repetition> printed_repetition(const std::string& text) {
  try {
    const json document = json::parse(text);
    for (const json& entry : document.at("benchmarks"))
      if (entry.at("run_type") == "iteration" && entry.at("time_unit") == "ns") {
        const Repetition read = repetition(entry);
        if (read.trajectories > 0 && read.steps > 0 && read.seconds > 0) return read;
      }
  } catch (const json::exception&) {
  }
  return std::nullopt;
}

std::optional<std::vector<AnswerCost>> printed_answers(const std::string& text, double cpu_seconds) {
  try {
    std::vector<AnswerCost> costs;
    const json outcomes = json::parse(text).at("outcomes");
    for (const auto& [name, outcome] : outcomes.items())
      if (const json se = outcome.value("se", json()); se.is_number() && se.get<double>() > 0)
        costs.push_back({name, outcome.contains("probability"), se.get<double>(), cpu_seconds});
    return costs;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

} // namespace casus::analysis
