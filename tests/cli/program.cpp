#include "program.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <pty.h>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// The arguments as exec wants them. They live as long as `words` do.
std::vector<char*> pointers(Words& words) {
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

Words command(const Words& arguments) {
  Words words{CASUS_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

int status_of(pid_t process) {
  int status = 0;
  REQUIRE(::waitpid(process, &status, 0) == process);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

} // namespace

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "casus-test-XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Started::Started(const Words& arguments, const std::string& out)
    : out_(out.empty() ? (directory_ / "out").string() : out) {
  Words words = command(arguments);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out_.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (directory_ / "err").c_str(), O_WRONLY | O_CREAT,
                                   0600);
  const int failed =
      ::posix_spawn(&process_, words.front().c_str(), &actions, nullptr, pointers(words).data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  REQUIRE(failed == 0);
}

void Started::interrupt() const { ::kill(process_, SIGINT); }

void Started::kill() const { ::kill(process_, SIGKILL); }

std::size_t Started::threads() const {
  std::error_code gone;
  const std::filesystem::directory_iterator tasks("/proc/" + std::to_string(process_) + "/task", gone);
  return gone ? 0 : static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

Ended Started::wait() {
  Ended ended;
  ended.status = status_of(process_);
  if (std::filesystem::is_regular_file(out_)) ended.out = contents(out_);
  ended.err = contents(directory_ / "err");
  return ended;
}

Ended run_casus(const Words& arguments) { return Started(arguments).wait(); }

std::string casus_on_terminal(const Words& arguments) {
  Words words = command(arguments);
  const auto list = pointers(words);
  int terminal = -1;
  const pid_t process = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (process == 0) {
    ::setenv("TERM", "xterm", 1);
    ::execv(list.front(), list.data());
    ::_exit(127);
  }
  REQUIRE(process > 0);
  std::string shown;
  char buffer[4096];
  // Reading fails once the program has ended and closed its side.
  for (ssize_t got; (got = ::read(terminal, buffer, sizeof buffer)) > 0;)
    shown.append(buffer, static_cast<std::size_t>(got));
  ::close(terminal);
  CHECK(status_of(process) == 0);
  return shown;
}

std::string scenario(const std::string& name) { return CASUS_SOURCE_DIR "/tests/cli/scenarios/" + name; }

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
