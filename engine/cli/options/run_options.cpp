#include "cli/options/run_options.hpp"

#include "cli/options/count.hpp"
#include "cli/options/number_option.hpp"

#include <fmt/format.h>

#include <limits>

namespace casus::cli {
namespace {

void add_threads(CLI::App& app, int& threads) {
  add_number(app,
             {"--threads", "T", fmt::format("a whole number from 1 to {}", most_threads),
              "Threads to use, which changes no result [as many as the machine has]", whole_number, 1,
              most_threads},
             [&](std::uint64_t number) { threads = static_cast<int>(number); });
}

} // namespace

void add_trajectories(CLI::App& app, const std::string& description,
                      const std::function<void(std::uint64_t)>& take) {
  add_number(app,
             {"--trajectories", "N", "a positive whole number, such as 100000 or 1e6", description, count, 1,
              most_trajectories},
             take);
}

void add_trajectories(CLI::App& app, RunOptions& options) {
  add_trajectories(app, "How many trajectories to simulate [100000]",
                   [&](std::uint64_t number) { options.trajectories = number; });
}

void add_seed_and_worlds(CLI::App& app, std::uint64_t& seed, std::optional<std::uint64_t>& worlds) {
  add_number(app,
             {"--seed", "S", "a whole number from 0 to 18446744073709551615",
              "Seed of all random numbers [1]", whole_number, 0, std::numeric_limits<std::uint64_t>::max()},
             [&](std::uint64_t number) { seed = number; });
  add_number(app,
             {"--worlds", "M", "a positive whole number, such as 1000 or 1e3",
              "Draws of the uncertain parameters [one for every 8 trajectories, or 1 where nothing is uncertain]", count, 1,
              most_trajectories},
             [&](std::uint64_t number) { worlds = number; });
}

void add_run_options(CLI::App& app, RunOptions& options) {
  add_trajectories(app, options);
  add_threads(app, options.threads);
  add_seed_and_worlds(app, options.seed, options.worlds);
}

void add_plain(CLI::App& app, RunOptions& options) {
  app.add_flag("--plain", options.is_plain,
               "Tell plain shares and means, without control variates (docs/methods.md)");
}

} // namespace casus::cli
