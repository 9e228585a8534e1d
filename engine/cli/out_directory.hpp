#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace casus::cli {

struct OutFile {
  std::string name;
  std::string text;
};

/// A directory that comes to be with all of its files, or not at all: they are written into a sibling, which
/// then takes its name. It must not exist, or be empty.
class OutDirectory {
public:
  /// Throws RunError if something is there already.
  explicit OutDirectory(const std::filesystem::path& directory);

  /// Throws RunError and leaves nothing behind where that fails.
  void write(const std::vector<OutFile>& files) const;

private:
  std::filesystem::path directory_;
};

} // namespace casus::cli
