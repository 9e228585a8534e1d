#include "support.hpp"

#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <fstream>
#include <unistd.h>

namespace casus::test {
namespace {

/// A file that is removed at the end.
class CsvFile {
public:
  explicit CsvFile(const std::string& text)
      : path_(std::filesystem::temp_directory_path() / ("casus_" + std::to_string(getpid()) + ".csv")) {
    std::ofstream(path_) << text;
  }
  ~CsvFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace

Scenario scenario_text(const std::string& text, const std::string& file) {
  return parse_scenario("casus: 1\nname: s\nstart: 2020-01-01\n" + text, file);
}

Scenario plain_scenario() {
  return scenario_text(R"(horizon: 10 days
step: 10 days
triggers: {e: {rate: 0.1 per day}}
outcomes:
  war: {when: count(e) > 0}
  peace: {when: count(e) > 100}
  losses: {value: count(e)}
  price: {value: "7"}
)");
}

std::vector<Observation> observations_of(const std::string& csv, const std::vector<Scenario>& scenarios) {
  return load_observations(CsvFile(csv).path(), scenarios);
}

std::string told_of(const std::string& csv, const std::vector<Scenario>& scenarios) {
  const CsvFile file(csv);
  try {
    load_observations(file.path(), scenarios);
  } catch (const ScenarioError& error) {
    std::string text = error.what();
    const std::string path = file.path().string();
    for (auto at = text.find(path); at != std::string::npos; at = text.find(path))
      text.replace(at, path.size(), "o.csv");
    return text;
  }
  return "";
}

RunOptions options_of(std::uint64_t trajectories, std::uint64_t seed, std::optional<std::uint64_t> worlds) {
  RunOptions options;
  options.trajectories = trajectories;
  options.seed = seed;
  options.worlds = worlds;
  return options;
}

double crps_of_normal(double mean, double sd, double observed) {
  const boost::math::normal standard;
  const double z = (observed - mean) / sd;
  return sd * (z * (2 * cdf(standard, z) - 1) + 2 * pdf(standard, z) -
               1 / std::sqrt(boost::math::constants::pi<double>()));
}

} // namespace casus::test
