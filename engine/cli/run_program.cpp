// Every way out of the program leads through here: what was asked for, what was wrong with the asking (2),
// with the input (1), or with the place the output was to go to (1).
#include "cli/run_program.hpp"

#include "cli/command_line.hpp"
#include "cli/output/console.hpp"

#include "casus/errors.hpp"

#include <fmt/format.h>

#include <csignal>
#include <new>

namespace casus::cli {
namespace {

Status complain(const std::string& message, Status status) {
  tell_complaint("casus: error: " + message + "\n");
  return status;
}

Status complain(const ScenarioError& error) {
  tell_complaints(error.problems());
  const std::size_t count = error.problems().size();
  return complain(fmt::format("the input has {} (see above)", count == 1 ? "a problem" : "problems"),
                  Status::wrong_input);
}

} // namespace

int run_program(int argc, const char* const* argv) {
  // A reader that has gone away is learnt from the write that fails, after which files can still be finished.
  std::signal(SIGPIPE, SIG_IGN);
  // So is a limit on the size of files, which is told as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  Status status = Status::wrong_input;
  try {
    status = CommandLine().obey(argc, argv);
  } catch (const UsageError& error) {
    tell_complaint(error.what());
    status = Status::usage;
  } catch (const ScenarioError& error) {
    status = complain(error);
  } catch (const ReaderGone&) {
    status = Status::wrong_input;
  } catch (const std::bad_alloc&) {
    status = complain("out of memory: ask for less at a time, or use fewer --threads", Status::wrong_input);
  } catch (const std::exception& error) {
    status = complain(error.what(), Status::wrong_input);
  }
  return static_cast<int>(status);
}

} // namespace casus::cli
