#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/loading.hpp"

namespace casus::cli {

Status show(const ShowArguments& arguments) {
  write_output(load(arguments.file, arguments.settings, arguments.quiet).text);
  return Status::done;
}

} // namespace casus::cli
