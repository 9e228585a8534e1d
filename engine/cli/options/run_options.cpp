#include "cli/options/run_options.hpp"

#include "cli/options/count.hpp"
#include "cli/options/number_option.hpp"

#include <fmt/format.h>

#include <charconv>
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

/// Reads `0.5`, in points of probability, or `2%`, of each answer; none if it is neither.
std::optional<Precision> precision_of(std::string text) {
  Precision precision{.is_relative = !text.empty() && text.back() == '%'};
  if (precision.is_relative) text.pop_back();
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  precision.half_width = number / 100;
  if (error == std::errc{} && end == text.data() + text.size() && number > 0 && number <= 100)
    return precision;
  return std::nullopt;
}

/// With a precision, so many trajectories are the most, unless another number is given.
constexpr std::uint64_t most_by_itself = 100'000'000;

} // namespace

void add_trajectories(CLI::App& app, const std::string& description,
                      const std::function<void(std::uint64_t)>& take) {
  add_number(app,
             {"--trajectories", "N", "a whole number from 1 to 4e9, such as 100000 or 1e6", description,
              count, 1, most_trajectories},
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
  add_number(
      app,
      {"--worlds", "M", "a whole number from 1 to 4e9, such as 1000 or 1e3",
       "Draws of the uncertain parameters [one for every 8 trajectories, or 1 where nothing is uncertain]",
       count, 1, most_trajectories},
      [&](std::uint64_t number) { worlds = number; });
}

void add_run_options(CLI::App& app, RunOptions& options) {
  add_trajectories(app, options);
  add_threads(app, options.threads);
  add_seed_and_worlds(app, options.seed, options.worlds);
}

void add_precision(CLI::App& app, RunOptions& options) {
  const CLI::Option* const trajectories = app.get_option("--trajectories");
  const auto read = [&options](const std::string& text) {
    const auto outcomes = options.precision ? options.precision->outcomes : std::vector<std::string>{};
    options.precision = precision_of(text);
    if (!options.precision)
      throw CLI::ValidationError(
          "--precision", fmt::format("must be a number of points, such as 0.5, or a share of each answer, "
                                     "such as 2%, not '{}'",
                                     text));
    options.precision->outcomes = outcomes;
  };
  CLI::Option* const precision =
      app.add_option_function<std::string>("--precision", read,
                                           "Simulate until the 95% intervals of all probabilities reach no "
                                           "more than so many points to each "
                                           "side (0.5), or those of all answers so much of these (2%)")
          ->type_name("P");
  app.add_option_function<std::vector<std::string>>(
         "--outcome",
         [&options](const std::vector<std::string>& names) {
           if (!options.precision) options.precision.emplace();
           options.precision->outcomes = names;
         },
         "The outcomes that are to be so precise [all that have no given]")
      ->needs(precision)
      ->type_name("NAME");
  app.parse_complete_callback([&options, trajectories] {
    if (options.precision && trajectories->count() == 0) options.trajectories = most_by_itself;
  });
}

void add_plain(CLI::App& app, RunOptions& options) {
  app.add_flag("--plain", options.is_plain,
               "Tell plain shares and means, without control variates (docs/methods.md)");
}

} // namespace casus::cli
