#include "cli/options.hpp"

#include "cli/count.hpp"

#include <fmt/format.h>

#include <limits>

namespace casus::cli {
namespace {

void add_seed_and_worlds(CLI::App& command, RunOptions& options) {
  add_number(command,
             {"--seed", "S", "a whole number from 0 to 18446744073709551615",
              "Seed of all random numbers [1]", whole_number, 0, std::numeric_limits<std::uint64_t>::max()},
             [&](std::uint64_t number) { options.seed = number; });
  add_number(command,
             {"--worlds", "M", "a positive whole number, such as 1000 or 1e3",
              "Draws of the uncertain parameters [1000, or 1 where nothing is uncertain]", count, 1,
              most_trajectories},
             [&](std::uint64_t number) { options.worlds = number; });
}

void add_threads(CLI::App& command, RunOptions& options) {
  add_number(command,
             {"--threads", "T", fmt::format("a whole number from 1 to {}", most_threads),
              "Threads to use, which changes no result [as many as the machine has]", whole_number, 1,
              most_threads},
             [&](std::uint64_t number) { options.threads = static_cast<int>(number); });
}

} // namespace

CLI::Option* add_number(CLI::App& command, const NumberOption& option,
                        const std::function<void(std::uint64_t)>& take) {
  const auto read = [=](const std::string& text) {
    const auto number = option.read(text);
    if (!number || *number < option.lowest || *number > option.highest)
      throw CLI::ValidationError(option.name, fmt::format("must be {}, not '{}'", option.wanted, text));
    take(*number);
  };
  return command.add_option_function<std::string>(option.name, read, option.description)
      ->type_name(option.letter);
}

void add_settings(CLI::App& command, std::vector<std::string>& settings) {
  const auto has_path = [](const std::string& text) {
    const auto equals = text.find('=');
    const bool has = equals != std::string::npos && equals > 0;
    return has ? std::string() : fmt::format("must be PATH=VALUE, not '{}'", text);
  };
  command
      .add_option("--set", settings, "Put a value into the scenario before it is checked (again and again)")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->check(CLI::Validator(has_path, "", "setting"));
}

void add_trajectories(CLI::App& command, const std::string& description,
                      const std::function<void(std::uint64_t)>& take) {
  add_number(command,
             {"--trajectories", "N", "a positive whole number, such as 100000 or 1e6", description, count, 1,
              most_trajectories},
             take);
}

void add_file(CLI::App& command, RunArguments& arguments) {
  command.add_option("FILE", arguments.file, "The scenario")->required()->type_name("");
}

void add_common_arguments(CLI::App& command, RunArguments& arguments) {
  add_seed_and_worlds(command, arguments.options);
  add_settings(command, arguments.settings);
  command.add_flag("--quiet", arguments.quiet, "No progress bar and no warnings");
}

void add_outputs(CLI::App& command, RunArguments& arguments) {
  command.add_flag("--json", arguments.json, "Print JSON, and nothing else, on standard output");
  command
      .add_option("--out", arguments.out,
                  "Write what is printed, its JSON and tables into this new directory")
      ->type_name("DIR");
}

void add_printing_arguments(CLI::App& command, RunArguments& arguments) {
  add_common_arguments(command, arguments);
  add_outputs(command, arguments);
}

void add_trajectories_and_threads(CLI::App& command, RunOptions& options) {
  add_trajectories(command, "How many trajectories to simulate [100000]",
                   [&](std::uint64_t number) { options.trajectories = number; });
  add_threads(command, options);
}

void add_run_arguments(CLI::App& command, RunArguments& arguments) {
  add_trajectories_and_threads(command, arguments.options);
  add_printing_arguments(command, arguments);
}

void add_page(CLI::App& command, RunArguments& arguments) {
  command.add_option("--report", arguments.report, "Also write an HTML page about it")->type_name("FILE");
}

} // namespace casus::cli
