#include "cli/output/out_directory.hpp"

#include "cli/output/new_file.hpp"

#include "casus/errors.hpp"

#include <fmt/format.h>

#include <string_view>
#include <system_error>
#include <unistd.h>

namespace casus::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view advice = "choose another --out";

[[noreturn]] void fail(const fs::path& path, const std::error_code& why) { refuse_place(path, why, advice); }

/// A directory on its way beside the one that it is to be, removed with all that is in it unless it was given
/// that name.
class Unfinished {
public:
  explicit Unfinished(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory.parent_path(), error);
    // A program that was killed may have left one of its own.
    for (int attempt = 0; !error && path_.empty(); ++attempt) {
      const fs::path path = directory.parent_path() / fmt::format(".casus-{}-{}", ::getpid(), attempt);
      if (fs::create_directory(path, error)) path_ = path;
    }
    if (error) fail(directory, error);
  }
  ~Unfinished() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  void write(const OutFile& file) const { write_new_file(path_ / file.name, file.text, advice); }

  void take_the_place_of(const fs::path& directory) const {
    keep_directory(path_, advice);
    std::error_code error;
    fs::rename(path_, directory, error);
    if (error) fail(directory, error);
    keep_directory(directory.parent_path(), advice);
  }

private:
  fs::path path_;
};

/// The path without links and dots, as far as it exists, and without a slash at the end.
fs::path settled(const fs::path& directory) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(absolute_place(directory, "--out must name a directory"), error);
  if (error) fail(directory, error);
  return path.has_filename() ? path : path.parent_path();
}

/// The nearest directory above that exists, in which it is to be made. Only then is it known that it can be.
fs::path nearest_existing(fs::path path) {
  std::error_code ignored;
  do path = path.parent_path();
  while (!fs::exists(path, ignored) && path.has_relative_path());
  return path;
}

} // namespace

OutDirectory::OutDirectory(const fs::path& directory) : directory_(settled(directory)) {
  std::error_code error;
  const bool is_there = fs::exists(directory_, error);
  if (is_there && !(fs::is_directory(directory_, error) && fs::is_empty(directory_, error)) && !error)
    throw RunError(
        fmt::format("'{}' is there already (results are never overwritten): choose a new --out, or empty it",
                    directory.string()));
  if (!error && fs::is_symlink(fs::symlink_status(directory_)))
    throw RunError(
        fmt::format("'{}' is a link that leads nowhere: choose another --out", directory.string()));
  const fs::path parent = nearest_existing(directory_);
  if (!error && !fs::is_directory(parent, error)) error = std::make_error_code(std::errc::not_a_directory);
  if (!error && ::access(parent.c_str(), W_OK | X_OK) != 0) error = last_error();
  if (error) fail(directory, error);
}

void OutDirectory::write(const std::vector<OutFile>& files) const {
  const Unfinished unfinished(directory_);
  for (const OutFile& file : files) unfinished.write(file);
  unfinished.take_the_place_of(directory_);
}

} // namespace casus::cli
