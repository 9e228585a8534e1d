#include "scenario/tree/files.hpp"

#include "formula/complaint.hpp"
#include "scenario/tree/installed.hpp"

#include <system_error>

namespace casus::scenario {

namespace fs = std::filesystem;

namespace {

fs::path identity_of(const fs::path& path) {
  std::error_code error;
  const fs::path result = fs::weakly_canonical(path, error);
  return error ? path : result;
}

/// The path without `..` and `.`, where it still leads to the same file (behind a symbolic link it may not).
fs::path tidied(const fs::path& path) {
  const fs::path result = path.lexically_normal();
  std::error_code error;
  return fs::equivalent(path, result, error) ? result : path;
}

} // namespace

File Files::read(const std::string& text, const fs::path& path) {
  File file{path, identity_of(path), tree_of(add(text, path.string(), ""))};
  if (!file.tree) problems_.require_none();
  return file;
}

std::optional<File> Files::named(const Node& name, const File& asker) {
  const bool can_be_name = !name.text.empty() && name.text.find('\0') == std::string::npos;
  const Located found =
      can_be_name ? located(name.text, asker.path.parent_path()) : Located{"", "this is no name of a file"};
  const fs::path path = tidied(found.path);
  const bool is_long = path.string().size() > longest_path;
  if (!is_long && found.trouble.empty()) return File{path, identity_of(path)};
  refuse(name,
         is_long ? "its path has more than " + std::to_string(longest_path) + " characters" : found.trouble);
  return std::nullopt;
}

bool Files::read(File& file, const Node& name, const File& asker) {
  const source::FileText read = source::read_regular_file(file.path, largest_file);
  if (!read.trouble.empty())
    refuse(name, read.trouble);
  else if (sources_.size() >= most_files)
    refuse(name,
           "the scenario is put together of too many files (at most " + std::to_string(most_files) + ")");
  else if (bytes_ + read.text.size() > largest_file)
    refuse(name, "it makes the scenario larger than " + std::to_string(largest_file) + " bytes");
  else
    file.tree = tree_of(add(read.text, file.path.string(), asker.path.string()));
  return file.tree != nullptr;
}

const SourceText& Files::add(const std::string& text, const std::string& file, const std::string& asker) {
  sources_.push_back(std::make_unique<SourceText>(file, text));
  problems_.add_source(*sources_.back(), asker);
  bytes_ += text.size();
  return *sources_.back();
}

NodePtr Files::tree_of(const SourceText& source) {
  NodePtr tree = read_document(source, problems_, extent);
  if (!tree || tree->shape != Shape::null) return tree;
  problems_.error({source.file(), 0, 0}, "the file is empty: begin it with 'casus: 1'");
  return nullptr;
}

void Files::refuse(const Node& name, const std::string& why) {
  problems_.error(name.place, formula::in_quotes(name.text) + " cannot be read: " + why);
}

} // namespace casus::scenario
