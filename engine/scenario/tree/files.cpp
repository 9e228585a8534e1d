#include "scenario/tree/files.hpp"

#include "formula/complaint.hpp"
#include "scenario/tree/installed.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <system_error>
#include <thread>
#include <unistd.h>

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

/// Reads an extended or included file. It must be a regular file: reading a pipe or a terminal might never
/// end.
FileText read_part(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  const bool is_other = fs::exists(status) && !fs::is_directory(status) && !fs::is_regular_file(status);
  return is_other ? FileText{"", "this is a device, a pipe or a socket"} : read_file(path);
}

/// An open file, closed at the end.
class Descriptor {
public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

private:
  int number_;
};

/// Nobody waits longer than this for more from a pipe, …
constexpr std::chrono::seconds longest_silence{60};
/// … nor than this for someone who writes into it at all: without one it reads as ended, at once.
constexpr std::chrono::seconds longest_wait_for_writer{3};

bool is_ready(int pipe) {
  pollfd waiting{pipe, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(longest_silence).count())) > 0;
}

/// Reads a pipe to its end, without waiting for ever where nothing comes.
FileText read_pipe(const fs::path& path, std::size_t most) {
  const Descriptor pipe(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (pipe.number() < 0) return {"", "the pipe cannot be read (is it yours?)"};
  const auto patience = std::chrono::steady_clock::now() + longest_wait_for_writer;
  std::string text;
  std::array<char, 65536> chunk{};
  while (text.size() <= most) {
    const ssize_t count = ::read(pipe.number(), chunk.data(), std::min(chunk.size(), most + 1 - text.size()));
    if (count > 0) {
      text.append(chunk.data(), static_cast<std::size_t>(count));
    } else if (count == 0) {
      if (!text.empty()) break;
      if (std::chrono::steady_clock::now() > patience)
        return {"", "nobody writes into this pipe: name a file, or write the text into it"};
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    } else if (errno != EINTR && (errno != EAGAIN || !is_ready(pipe.number()))) {
      return {"", "nothing has come through this pipe for a minute: name a file, or write into it"};
    }
  }
  return {std::move(text), ""};
}

} // namespace

FileText read_file(const fs::path& path, std::size_t most) {
  if (path.empty()) return {"", "'' is no name of a file: name the one that is to be read"};
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) return {"", "there is no such file"};
  if (fs::is_directory(status)) return {"", "this is a directory: name a file in it"};
  if (fs::is_fifo(status)) return read_pipe(path, most);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return {"", "the file cannot be read (is it yours?)"};
  std::string text(most + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return {std::move(text), ""};
}

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
  const FileText read = read_part(file.path);
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
