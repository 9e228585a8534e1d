#include "cli/output/data_out.hpp"

#include "cli/output/manifest.hpp"

namespace casus::cli {

std::vector<OutFile> with_tables(std::vector<OutFile> files, std::vector<report::Table> tables) {
  for (report::Table& table : tables) files.push_back({std::move(table.file), std::move(table.text)});
  return files;
}

std::vector<OutFile> with_data(std::vector<OutFile> files, std::vector<report::Table> tables,
                               const Result& result, const Scenario& scenario,
                               const std::vector<std::string>& words) {
  files = with_tables(std::move(files), std::move(tables));
  files.push_back({"scenario.yaml", scenario.text});
  files.push_back({"manifest.json", manifest(result, {}, words, files)});
  return files;
}

std::vector<OutFile> with_data(std::vector<OutFile> files, const Comparison& comparison,
                               const Scenario& baseline, const std::vector<Scenario>& whatifs,
                               const std::vector<std::string>& words) {
  files = with_tables(std::move(files), report::tables(comparison));
  files.push_back({"scenario.yaml", baseline.text});
  for (std::size_t i = 0; i < whatifs.size(); ++i) files.push_back({whatif_file(i), whatifs[i].text});
  files.push_back({"manifest.json", manifest(comparison.baseline, comparison.whatifs, words, files)});
  return files;
}

} // namespace casus::cli
