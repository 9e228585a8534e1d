#include "cli/commands/define_command.hpp"
#include "cli/help/completions.hpp"
#include "cli/help/man_page.hpp"
#include "cli/output/console.hpp"
#include "scenario/tree/installed.hpp"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace casus::cli {
namespace {

struct Format {
  const char* name;
  std::string (*write)(const CLI::App& program);
};

/// A line for each, for the completions.
std::string scenario_names(const CLI::App&) {
  return fmt::format("{}\n", fmt::join(scenario::installed_names(), "\n"));
}

constexpr std::array<Format, 5> formats{{{"man", man_page},
                                         {"bash", bash_completion},
                                         {"zsh", zsh_completion},
                                         {"fish", fish_completion},
                                         {"scenarios", scenario_names}}};

std::vector<std::string> names_of_formats() {
  std::vector<std::string> names;
  for (const Format& format : formats) names.emplace_back(format.name);
  return names;
}

/// "man, bash, zsh or fish".
std::string any_of(const std::vector<std::string>& names) {
  return fmt::format("{} or {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

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
    const std::vector<std::string> names = names_of_formats();
    app.add_option("WHAT", what_, any_of(names))->required()->check(CLI::IsMember(names))->type_name("");
  }

  Status carry_out(const Words&) const {
    const auto chosen = std::find_if(formats.begin(), formats.end(),
                                     [this](const Format& format) { return format.name == what_; });
    write_output(chosen->write(program_));
    return Status::done;
  }

private:
  const CLI::App& program_;
  std::string what_;
};

template Command command<GenerateCommand>();

} // namespace casus::cli
