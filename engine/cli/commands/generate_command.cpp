#include "cli/commands/define_command.hpp"
#include "cli/help/completions.hpp"
#include "cli/help/man_page.hpp"
#include "cli/output/console.hpp"

#include <CLI/CLI.hpp>

#include <map>

namespace casus::cli {
namespace {

const std::map<std::string, std::string (*)(const CLI::App&)> writers{
    {"man", man_page}, {"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}};

} // namespace

/// It is for whoever installs the program, so the help does not show it.
class GenerateCommand {
public:
  static constexpr Help help{"generate",
                             "Print the man page, or what a shell completes the command line with", "",
                             R"(Examples:
  casus generate man > casus.1
  casus generate bash > casus.bash)"};

  explicit GenerateCommand(CLI::App& app) : program_(*app.get_parent()) {
    app.group("");
    app.add_option("WHAT", what_, "man, bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"man", "bash", "zsh", "fish"}))
        ->type_name("");
  }

  Status carry_out(const Words&) const {
    write_output(writers.at(what_)(program_));
    return Status::done;
  }

private:
  const CLI::App& program_;
  std::string what_;
};

template Command command<GenerateCommand>();

} // namespace casus::cli
