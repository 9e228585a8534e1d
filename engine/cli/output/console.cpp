#include "cli/output/console.hpp"

#include "formula/escaped.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <unistd.h>

namespace casus::cli {
void write_all(int file, std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno == EPIPE) throw ReaderGone{};
    throw RunError(fmt::format("cannot write to {} ({}): make room there or choose another place", name,
                               std::strerror(errno)));
  }
}

void write_output(std::string_view text) { write_all(STDOUT_FILENO, text, "standard output"); }

void tell(std::string_view text) {
  try {
    write_all(STDERR_FILENO, text, "standard error");
  } catch (const RunError&) {
  } catch (const ReaderGone&) {
  }
}

void tell_complaint(std::string_view text) { tell(formula::escaped(text, "\n\t")); }

void tell_complaint(const Problem& problem) {
  Problem shown = problem;
  shown.place.file = formula::escaped(problem.place.file);
  tell_complaint(to_string(shown) + "\n");
}

void tell_complaints(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) tell_complaint(problem);
}

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

bool errors_are_terminal() { return ::isatty(STDERR_FILENO) == 1; }

bool colour_is_welcome() {
  const char* refusal = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool refused = refusal != nullptr && *refusal != '\0';
  const bool able = terminal != nullptr && std::string_view(terminal) != "dumb";
  return output_is_terminal() && able && !refused;
}

} // namespace casus::cli
