#include "source/file_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace casus::source {

namespace fs = std::filesystem;

namespace {

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

FileText read_regular_file(const fs::path& path, std::size_t most) {
  std::error_code error;
  const auto status = fs::status(path, error);
  const bool is_other = fs::exists(status) && !fs::is_directory(status) && !fs::is_regular_file(status);
  return is_other ? FileText{"", "this is a device, a pipe or a socket"} : read_file(path, most);
}

} // namespace casus::source
