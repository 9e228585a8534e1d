#include "casus/scenario.hpp"
#include "scenario/loaded_tree.hpp"

namespace casus {

Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& settings) {
  return scenario::LoadedTree(file, settings).read();
}

Scenario parse_scenario(const std::string& text, const std::string& file,
                        const std::vector<std::string>& settings) {
  return scenario::LoadedTree(text, file, settings).read();
}

} // namespace casus
