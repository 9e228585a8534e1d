// Every way out of the program leads through here: what was asked for, what was wrong with the asking (2),
// with the input (1), or with the place the output was to go to (1).
#include "cli/program.hpp"

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/console.hpp"

#include "casus/errors.hpp"

#include <fmt/format.h>

#include <csignal>
#include <new>

namespace casus::cli {
namespace {

Status obey(const CommandLine& line) {
  switch (line.command) {
  case Command::validate:
    return validate(line.validate);
  case Command::show:
    return show(line.show);
  case Command::run:
    return run(line.run);
  case Command::compare:
    return compare(line.compare);
  case Command::report:
    return report(line.report);
  case Command::trace:
    return trace(line.trace);
  case Command::sensitivity:
    return sensitivity(line.sensitivity);
  case Command::score:
    return score(line.score);
  case Command::fit:
    return fit(line.fit);
  case Command::tune:
    return tune(line.tune);
  case Command::bench:
    return bench(line.bench);
  case Command::help:
    break;
  }
  write_output(line.text);
  return Status::done;
}

Status complain(const std::string& message, Status status) {
  tell("casus: error: " + message + "\n");
  return status;
}

Status complain(const ScenarioError& error) {
  for (const Problem& problem : error.problems()) tell(to_string(problem) + "\n");
  const std::size_t count = error.problems().size();
  return complain(fmt::format("the input has {} (see above)", count == 1 ? "a problem" : "problems"),
                  Status::wrong_input);
}

} // namespace

int run_program(int argc, const char* const* argv) {
  // A reader that has gone away is learnt from the write that fails, after which files can still be finished.
  std::signal(SIGPIPE, SIG_IGN);
  Status status = Status::wrong_input;
  try {
    status = obey(read_command_line(argc, argv));
  } catch (const UsageError& error) {
    tell(error.what());
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
