#pragma once

#include "scenario/tree/document.hpp"
#include "source/file_text.hpp"
#include "source/problems.hpp"
#include "source/source_text.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casus::scenario {

/// A scenario may be put together of so many files, …
inline constexpr std::size_t most_files = 100;
/// … whose paths are no longer than this (every place in a file knows the file's name).
inline constexpr std::size_t longest_path = 512;

struct File {
  std::filesystem::path path;     ///< as it is named in messages
  std::filesystem::path identity; ///< the same for all paths to it
  NodePtr tree{};                 ///< once it has been read
};

/// The files of which a scenario is put together. Their texts stay here, since problems show lines of them.
class Files {
public:
  explicit Files(Problems& problems) : problems_(problems) {}

  /// The text of the file where all begins. Throws ScenarioError where it cannot be read.
  File read(const std::string& text, const std::filesystem::path& path);
  /// The file that is named in `asker`, or the scenario that comes with casus, not read yet. None where this
  /// is no name, which is told.
  std::optional<File> named(const Node& name, const File& asker);
  /// Reads a file that has been named, or tells why it cannot be read.
  bool read(File& file, const Node& name, const File& asker);

  Extent extent{}; ///< of all trees

private:
  const SourceText& add(const std::string& text, const std::string& file, const std::string& asker);
  /// The tree of a text; none where the text is not YAML, or is empty.
  NodePtr tree_of(const SourceText& source);
  void refuse(const Node& name, const std::string& why);

  Problems& problems_;
  std::vector<std::unique_ptr<SourceText>> sources_;
  std::size_t bytes_ = 0;
};

} // namespace casus::scenario
