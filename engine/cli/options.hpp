#pragma once

#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace casus::cli {

/// Options that several commands have, each added to a command around the value that it reads.

inline constexpr std::uint64_t most_trajectories = 1'000'000'000'000'000;
inline constexpr std::uint64_t most_threads = 1024;

/// An option that takes a number.
struct NumberOption {
  std::string name;
  std::string letter; ///< that stands for the number in the help
  std::string wanted; ///< what it must be
  std::string description;
  std::optional<std::uint64_t> (*read)(std::string_view);
  std::uint64_t lowest;
  std::uint64_t highest;
};

CLI::Option* add_number(CLI::App& command, const NumberOption& option,
                        const std::function<void(std::uint64_t)>& take);
void add_settings(CLI::App& command, std::vector<std::string>& settings);
void add_trajectories(CLI::App& command, const std::string& description,
                      const std::function<void(std::uint64_t)>& take);
void add_file(CLI::App& command, RunArguments& arguments);
/// What all commands have that simulate scenarios.
void add_common_arguments(CLI::App& command, RunArguments& arguments);
/// --json and --out.
void add_outputs(CLI::App& command, RunArguments& arguments);
/// What all commands have that simulate scenarios and print what they found.
void add_printing_arguments(CLI::App& command, RunArguments& arguments);
void add_trajectories_and_threads(CLI::App& command, RunOptions& options);
void add_run_arguments(CLI::App& command, RunArguments& arguments);
void add_page(CLI::App& command, RunArguments& arguments);

} // namespace casus::cli
