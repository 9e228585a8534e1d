#include "scenario/files.hpp"

#include "formula/complaint.hpp"

#include <fstream>
#include <system_error>

namespace casus::scenario {

namespace fs = std::filesystem;

namespace {

fs::path identity_of(const fs::path& path) {
  std::error_code error;
  const fs::path result = fs::weakly_canonical(path, error);
  return error ? path : result;
}

/// Without `..` and `.`, where that is still the same file (behind a symbolic link it may not be).
fs::path tidied(const fs::path& path) {
  const fs::path result = path.lexically_normal();
  std::error_code error;
  return fs::equivalent(path, result, error) ? result : path;
}

} // namespace

/// Not more than one byte over the limit, so that a pipe or a device that never ends is refused like a large
/// file.
FileText read_file(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) return {"", "there is no such file"};
  if (fs::is_directory(status)) return {"", "this is a directory: name a file in it"};
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return {"", "the file cannot be read (is it yours?)"};
  std::string text(largest_file + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return {std::move(text), ""};
}

File Files::read(const std::string& text, const fs::path& path) {
  return {path, identity_of(path), tree_of(add(text, path.string(), ""))};
}

File Files::named(const Node& name, const File& asker) {
  if (name.text.empty() || name.text.find('\0') != std::string::npos)
    refuse(name, "this is no name of a file");
  const fs::path path = tidied(asker.path.parent_path() / name.text);
  if (path.string().size() > longest_path)
    refuse(name, "its path has more than " + std::to_string(longest_path) + " characters");
  return {path, identity_of(path)};
}

void Files::read(File& file, const Node& name, const File& asker) {
  if (sources_.size() >= most_files)
    refuse(name,
           "the scenario is put together of too many files (at most " + std::to_string(most_files) + ")");
  std::error_code error;
  const auto status = fs::status(file.path, error);
  if (fs::exists(status) && !fs::is_directory(status) && !fs::is_regular_file(status))
    refuse(name, "this is a device, a pipe or a socket"); // reading it might never end
  const FileText read = read_file(file.path);
  if (!read.trouble.empty()) refuse(name, read.trouble);
  file.tree = tree_of(add(read.text, file.path.string(), asker.path.string()));
}

const SourceText& Files::add(const std::string& text, const std::string& file, const std::string& asker) {
  sources_.push_back(std::make_unique<SourceText>(file, text));
  problems_.add_source(*sources_.back(), asker);
  bytes_ += text.size();
  if (sources_.size() > 1 && text.size() <= largest_file && bytes_ > largest_file)
    fail({file, 0, 0}, "the scenario is larger than " + std::to_string(largest_file) +
                           " bytes with all that it extends and includes");
  return *sources_.back();
}

NodePtr Files::tree_of(const SourceText& source) {
  NodePtr tree = read_document(source, problems_, extent);
  if (tree && tree->shape == Shape::null)
    fail({source.file(), 0, 0}, "the file is empty: begin it with 'casus: 1'");
  if (!tree) problems_.require_none();
  return tree;
}

void Files::refuse(const Node& name, const std::string& why) {
  fail(name.place, formula::quoted(name.text) + " cannot be read: " + why);
}

void Files::fail(const Place& place, const std::string& message) {
  problems_.error(place, message);
  problems_.require_none();
  throw std::logic_error("unreachable");
}

} // namespace casus::scenario
