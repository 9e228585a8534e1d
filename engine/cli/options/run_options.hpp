#pragma once

#include "casus/run.hpp"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace casus::cli {

/// Options of what is simulated, each added to a command around the value that it reads.

inline constexpr std::uint64_t most_threads = 1024;

void add_trajectories(CLI::App& app, const std::string& description,
                      const std::function<void(std::uint64_t)>& take);
void add_trajectories(CLI::App& app, RunOptions& options);
void add_seed_and_worlds(CLI::App& app, std::uint64_t& seed, std::optional<std::uint64_t>& worlds);
/// --trajectories, --threads, --seed and --worlds.
void add_run_options(CLI::App& app, RunOptions& options);
/// --precision, and --outcome for the outcomes that are to have it.
void add_precision(CLI::App& app, RunOptions& options);
/// --plain: without control variates.
void add_plain(CLI::App& app, RunOptions& options);

} // namespace casus::cli
