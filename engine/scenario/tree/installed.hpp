#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace casus::scenario {

/// The file that a name means, or why there is none.
struct Located {
  std::filesystem::path path;
  std::string trouble{};
};

/// What `name` means to one who stands in `folder`: the file of this name, or, where there is none and the
/// name has neither folder nor suffix (`baseline`), the scenario that comes with casus under it. Any other
/// name is taken for that of a file, which may be missing.
Located located(const std::filesystem::path& name, const std::filesystem::path& folder = {});

/// The names of the scenarios that come with casus, sorted.
std::vector<std::string> installed_names();

} // namespace casus::scenario
