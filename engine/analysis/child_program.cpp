#include "analysis/child_program.hpp"

#include "casus/errors.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <memory>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace casus::analysis {
namespace {

/// A file without a name, into which a program prints: unlike a pipe it never fills up.
class Capture {
public:
  Capture() : file_(std::tmpfile()) {
    if (file_ == nullptr)
      throw RunError(fmt::format("cannot make a temporary file ({}): make room there", std::strerror(errno)));
  }
  ~Capture() { std::fclose(file_); }
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

  int descriptor() const { return ::fileno(file_); }

  std::string text() const {
    std::rewind(file_);
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file_))
      text.append(buffer.data(), got);
    return text;
  }

private:
  std::FILE* file_;
};

pid_t start(std::vector<std::string>& words, const Capture& out, const Capture& err) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.descriptor(), STDERR_FILENO);
  pid_t process = 0;
  const int error = ::posix_spawn(&process, pointers.front(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0)
    throw RunError(
        fmt::format("cannot run '{}' ({}): choose another --against", words.front(), std::strerror(error)));
  return process;
}

/// How a process has ended.
struct End {
  int status = 0;
  double cpu_seconds = 0;
};

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

/// Waits for the program's end, and looks now and then whether it is to be stopped.
End wait_for(pid_t process, const std::atomic<bool>* stop) {
  constexpr std::chrono::milliseconds between_looks(5);
  bool is_told = false;
  int status = 0;
  rusage usage{};
  while (::wait4(process, &status, WNOHANG, &usage) == 0) {
    if (stop != nullptr && *stop && !is_told) is_told = ::kill(process, SIGINT) == 0;
    std::this_thread::sleep_for(between_looks);
  }
  return {WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status),
          seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime)};
}

} // namespace

Ended run_program(std::vector<std::string> words, const std::atomic<bool>* stop) {
  const Capture out, err;
  const End end = wait_for(start(words, out, err), stop);
  return {.status = end.status, .out = out.text(), .err = err.text(), .cpu_seconds = end.cpu_seconds};
}

bool is_program(const std::string& file) {
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(file, trouble)) return false;
  std::array<char, 4> begin{};
  std::ifstream(file, std::ios::binary).read(begin.data(), begin.size());
  const std::string_view text(begin.data(), begin.size());
  if (!text.starts_with("\x7f"
                        "ELF") &&
      !text.starts_with("#!"))
    return false;
  if (::access(file.c_str(), X_OK) != 0)
    throw RunError(fmt::format("'{}' is a program that may not be executed: give it the right to", file));
  return true;
}

} // namespace casus::analysis
