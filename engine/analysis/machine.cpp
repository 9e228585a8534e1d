// What Linux tells of the machine in /proc and /sys; elsewhere most of it stays empty.
#include "analysis/machine.hpp"

#include <fmt/chrono.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <unistd.h>

namespace casus::analysis {
namespace {

namespace fs = std::filesystem;

const fs::path processor = "/sys/devices/system/cpu/cpu0";

std::string word_in(const fs::path& file) {
  std::string word;
  std::ifstream(file) >> word;
  return word;
}

/// The local time as ISO 8601 writes it: 2024-03-02T14:05:00+01:00.
std::string now() {
  const std::string text = fmt::format("{:%FT%T%z}", fmt::localtime(std::time(nullptr)));
  const auto minutes = text.size() - 2;
  return fmt::format("{}:{}", text.substr(0, minutes), text.substr(minutes));
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

/// The highest frequency of the processor, or the present one where that is not told.
double megahertz() {
  if (const std::string kilohertz = word_in(processor / "cpufreq/cpuinfo_max_freq"); !kilohertz.empty())
    return std::strtod(kilohertz.c_str(), nullptr) / 1000;
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("cpu MHz")) return std::strtod(line.c_str() + line.find(':') + 1, nullptr);
  return 0;
}

std::optional<bool> is_scaling() {
  const std::string governor = word_in(processor / "cpufreq/scaling_governor");
  return governor.empty() ? std::nullopt : std::optional(governor != "performance");
}

/// Reads a size as the system writes it: "32K" is 32768.
std::uint64_t bytes(const std::string& size) {
  char* unit = nullptr;
  const std::uint64_t number = std::strtoull(size.c_str(), &unit, 10);
  return number << (*unit == 'K' ? 10 : *unit == 'M' ? 20 : 0);
}

/// Counts the bits that are set in a mask such as "00000000,00000003".
int processors_in(const std::string& mask) {
  int count = 0;
  for (const char digit : mask)
    if (digit != ',')
      count += __builtin_popcount(static_cast<unsigned>(std::stoi(std::string(1, digit), nullptr, 16)));
  return count;
}

std::vector<Cache> caches() {
  std::vector<Cache> caches;
  for (int i = 0; fs::exists(processor / fmt::format("cache/index{}", i)); ++i) {
    const fs::path cache = processor / fmt::format("cache/index{}", i);
    caches.push_back({.type = word_in(cache / "type"),
                      .level = std::atoi(word_in(cache / "level").c_str()),
                      .bytes = bytes(word_in(cache / "size")),
                      .sharing = processors_in(word_in(cache / "shared_cpu_map"))});
  }
  return caches;
}

} // namespace

std::string this_executable() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).string();
}

Machine this_machine() {
  Machine machine{.date = now(),
                  .host = host_name(),
                  .executable = this_executable(),
#ifdef NDEBUG
                  .build_type = "release",
#else
                  .build_type = "debug",
#endif
                  .processors = static_cast<int>(std::thread::hardware_concurrency()),
                  .mhz = megahertz(),
                  .is_scaling = is_scaling(),
                  .caches = caches()};
  if (::getloadavg(machine.load.data(), 3) < 0) machine.load = {};
  return machine;
}

} // namespace casus::analysis
