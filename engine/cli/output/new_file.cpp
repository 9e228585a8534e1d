#include "cli/output/new_file.hpp"

#include "cli/output/console.hpp"

#include "casus/errors.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace casus::cli {

void refuse_place(const std::filesystem::path& path, const std::error_code& why, std::string_view advice) {
  throw RunError(fmt::format("cannot write '{}' ({}): {}", path.string(), why.message(), advice));
}

std::filesystem::path absolute_place(const std::filesystem::path& path, std::string_view demand) {
  if (path.empty()) throw RunError(fmt::format("{}, not ''", demand));
  std::error_code error;
  std::filesystem::path place = std::filesystem::absolute(path, error);
  if (!error) return place;
  throw RunError(
      fmt::format("cannot write '{}': the current directory is gone (go to another one)", path.string()));
}

std::error_code last_error() { return {errno, std::generic_category()}; }

void write_new_file(const std::filesystem::path& path, std::string_view text, std::string_view advice) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) refuse_place(path, last_error(), advice);
  write_all(descriptor, text, fmt::format("'{}'", path.string()));
  // Syncing and closing can tell of a full disk only now.
  const bool kept = ::fsync(descriptor) == 0;
  if (::close(descriptor) != 0 || !kept) refuse_place(path, last_error(), advice);
}

void keep_directory(const std::filesystem::path& directory, std::string_view advice) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) refuse_place(directory, last_error(), advice);
  // Some file systems cannot do that, and say so by EINVAL.
  const bool kept = ::fsync(descriptor) == 0 || errno == EINVAL;
  const std::error_code why = last_error();
  ::close(descriptor);
  if (!kept) refuse_place(directory, why, advice);
}

} // namespace casus::cli
