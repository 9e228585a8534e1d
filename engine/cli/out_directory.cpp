#include "cli/out_directory.hpp"

#include "cli/console.hpp"

#include "casus/errors.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace casus::cli {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void fail(const fs::path& path, const std::error_code& why) {
  throw RunError(fmt::format("cannot write '{}' ({}): choose another --out", path.string(), why.message()));
}

std::error_code last_error() { return {errno, std::generic_category()}; }

/// What a directory holds is on the disk only when the directory is, too. Some file systems cannot do that,
/// and say so by EINVAL.
void keep(const fs::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(directory, last_error());
  const bool kept = ::fsync(descriptor) == 0 || errno == EINVAL;
  const std::error_code why = last_error();
  ::close(descriptor);
  if (!kept) fail(directory, why);
}

/// A directory on its way beside the one that it is to be, removed with all that is in it unless it was given
/// that name.
class Unfinished {
public:
  explicit Unfinished(const fs::path& directory) {
    std::error_code error;
    fs::create_directories(directory.parent_path(), error);
    // A program that was killed may have left one of its own.
    for (int attempt = 0; !error && path_.empty(); ++attempt) {
      const fs::path path =
          directory.parent_path() /
          fmt::format(".{}.casus-{}-{}", directory.filename().string(), ::getpid(), attempt);
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

  void write(const OutFile& file) const {
    const fs::path path = path_ / file.name;
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) fail(path, last_error());
    write_all(descriptor, file.text, fmt::format("'{}'", path.string()));
    // Both can tell of a full disk only now.
    const bool kept = ::fsync(descriptor) == 0;
    if (::close(descriptor) != 0 || !kept) fail(path, last_error());
  }

  void take_the_place_of(const fs::path& directory) const {
    keep(path_);
    std::error_code error;
    fs::rename(path_, directory, error);
    if (error) fail(directory, error);
    keep(directory.parent_path());
  }

private:
  fs::path path_;
};

/// The path without links and dots, as far as it exists, and without a slash at the end.
fs::path settled(const fs::path& directory) {
  std::error_code error;
  const fs::path path = fs::weakly_canonical(fs::absolute(directory), error);
  if (error) fail(directory, error);
  return path.has_filename() ? path : path.parent_path();
}

/// Where it is to be made: the nearest directory above that exists. Only then is it known that it can be.
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
