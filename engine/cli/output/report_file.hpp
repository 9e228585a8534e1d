#pragma once

#include <filesystem>
#include <string_view>

namespace casus::cli {

/// A page on its way to a file, which comes to be whole or not at all: it is written beside it and then takes
/// its name. An earlier report may be replaced, nothing else.
class ReportFile {
public:
  /// Throws RunError if something else is there, or the place cannot be written.
  explicit ReportFile(const std::filesystem::path& file);

  /// Throws RunError and leaves what was there before.
  void write(std::string_view page) const;

  const std::filesystem::path& path() const { return file_; } ///< without links

private:
  std::filesystem::path file_;
};

} // namespace casus::cli
