#include "support.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

namespace fs = std::filesystem;

namespace {

/// A directory that lives as long as it is needed.
class Folder {
public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "casus-fit-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::optional<fs::path> write(const std::string& name, const std::optional<std::string>& text) const {
    if (!text) return std::nullopt;
    std::ofstream(path_ / name) << *text;
    return path_ / name;
  }

private:
  fs::path path_;
};

} // namespace

casus::History history_of(const casus::Scenario& scenario, const HistoryText& text) {
  const Folder folder;
  return casus::read_history(scenario, {.events = folder.write("events.csv", text.events),
                                        .covariates = folder.write("covariates.csv", text.covariates),
                                        .panel = folder.write("panel.csv", text.panel),
                                        .until = text.until});
}

casus::Fit fit_of(const casus::Scenario& scenario, const HistoryText& text) {
  return casus::fit(scenario, history_of(scenario, text));
}

casus::Scenario scenario_of(int days, const std::string& parts) {
  return casus::parse_scenario(
      fmt::format("casus: 1\nname: test\nstart: 2020-01-01\nhorizon: {} days\nstep: 1 day\n", days) + parts,
      "test.yaml");
}

std::string problems_of(const casus::Scenario& scenario, const HistoryText& text) {
  try {
    fit_of(scenario, text);
  } catch (const casus::ScenarioError& error) {
    return error.what();
  } catch (const casus::RunError& error) {
    return error.what();
  }
  return "";
}
