#pragma once

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

/// A directory of its own for a test, removed at the end.
class TemporaryDirectory {
public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

/// How a program ended: its exit status, or minus the signal that killed it.
struct Ended {
  int status = 0;
  std::string out;
  std::string err;
};

using Words = std::vector<std::string>;

/// The casus program at work.
class Started {
public:
  /// Standard output goes to `out`, where given, and is captured otherwise.
  explicit Started(const Words& arguments, const std::string& out = "");

  void interrupt() const;
  void kill() const;
  std::size_t threads() const; ///< how many it has just now; 0 once it has ended
  Ended wait();

private:
  TemporaryDirectory directory_;
  std::string out_;
  pid_t process_ = 0;
};

/// Runs casus to its end.
Ended run_casus(const Words& arguments);

/// Runs casus on a terminal of its own and returns all that it shows there.
std::string casus_on_terminal(const Words& arguments);

/// The path of a scenario of tests/cli/scenarios/.
std::string scenario(const std::string& name);

std::string contents(const std::filesystem::path& path);
bool says(const std::string& text, const std::string& part);
