#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace casus::source {

/// A file's text, or why it cannot be read.
struct FileText {
  std::string text;
  std::string trouble;
};

/// Reads at most one byte more than `most`, so that a pipe or a device that never ends is refused like a
/// large file.
FileText read_file(const std::filesystem::path& path, std::size_t most);

/// The same of a file that another names. It must be a regular one: reading a pipe or a terminal might never
/// end, and what has been read from it is gone when the file is read again.
FileText read_regular_file(const std::filesystem::path& path, std::size_t most);

} // namespace casus::source
