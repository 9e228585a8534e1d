#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace casus::cli {

struct OutFile {
  std::string name;
  std::string text;
};

/// The file of the i-th what-if's scenario.
inline std::string whatif_file(std::size_t i) { return "scenario_" + std::to_string(i + 1) + ".yaml"; }

/// A directory that comes to be with all of its files, or not at all, whatever befalls the program or the
/// machine: they are written into a sibling, which takes its name when all are on the disk. It must not
/// exist, or be empty.
class OutDirectory {
public:
  /// Throws RunError if something is there already.
  explicit OutDirectory(const std::filesystem::path& directory);

  /// Throws RunError and leaves nothing behind where that fails.
  void write(const std::vector<OutFile>& files) const;

  const std::filesystem::path& path() const { return directory_; } ///< without links

private:
  std::filesystem::path directory_;
};

} // namespace casus::cli
