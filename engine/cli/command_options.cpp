#include "cli/command_options.hpp"

#include "cli/count.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

constexpr std::uint64_t most_repetitions = 10'000;

/// 1,2,4: the option may also be given again and again.
void add_thread_list(CLI::App& command, std::vector<int>& list) {
  const auto read = [&list](const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      const auto number = whole_number(word);
      if (!number || *number < 1 || *number > most_threads)
        throw CLI::ValidationError(
            "--threads", fmt::format("must be whole numbers from 1 to {}, not '{}'", most_threads, word));
      list.push_back(static_cast<int>(*number));
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--threads", read,
          "Numbers of threads to measure, as 1,2,4 [1, doubled up to as many as the machine has]")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
}

void add_file_option(CLI::App& command, const std::string& name, std::optional<std::filesystem::path>& path,
                     const std::string& description) {
  command
      .add_option_function<std::string>(
          name, [&path](const std::string& text) { path = text; }, description)
      ->type_name("FILE");
}

} // namespace

void add_plain_run_arguments(CLI::App& command, PlainRunArguments& arguments) {
  add_file(command, arguments.run);
  add_run_arguments(command, arguments.run);
  add_page(command, arguments.run);
  command
      .add_flag("--check-step", arguments.check_step,
                "Instead, run it beside itself with half the step and tell which answers that moves")
      ->excludes("--out")
      ->excludes("--report");
}

void add_report_arguments(CLI::App& command, ReportArguments& arguments) {
  add_file(command, arguments.run);
  command.add_option("WHATIF", arguments.whatifs, "What-ifs to compare it with")->type_name("");
  command.add_flag("--sensitivity", arguments.sensitivity, "Also tell which numbers the answers hang on");
  add_trajectories_and_threads(command, arguments.run.options);
  add_common_arguments(command, arguments.run);
  command.add_option("--out", arguments.run.report, "The page to write: FILE.html")
      ->required()
      ->type_name("FILE");
}

void add_compare_arguments(CLI::App& command, CompareArguments& arguments) {
  command.add_option("BASE", arguments.run.file, "The baseline")->required()->type_name("");
  command.add_option("WHATIF", arguments.whatifs, "What-ifs, one or more")->required()->type_name("");
  command.add_flag("--explain", arguments.explain, "Also split the effect of the what-if over its changes");
  command.callback([&arguments] {
    if (arguments.explain && arguments.whatifs.size() > 1)
      throw CLI::ValidationError("--explain", "takes one what-if at a time");
  });
  add_run_arguments(command, arguments.run);
}

void add_sensitivity_arguments(CLI::App& command, SensitivityArguments& arguments) {
  add_file(command, arguments.run);
  const auto add_list = [&](const char* name, std::vector<std::string>& list, const char* what,
                            const char* type) {
    return command.add_option(name, list, what)->type_name(type)->allow_extra_args(false);
  };
  CLI::Option* const numbers = add_list(
      "--number", arguments.numbers,
      "Only this number, by its path (again and again) [all rates, weights, shares and probabilities]",
      "PATH");
  add_list("--outcome", arguments.outcomes, "Only this outcome (again and again) [all]", "NAME");
  command.add_flag("--all", arguments.all, "Every number of the scenario; each of the others takes two runs")
      ->excludes(numbers);
  command
      .add_flag("--sobol", arguments.sobol,
                "Instead, how the uncertain parameters share what worlds differ by; --worlds are then rows "
                "of its design")
      ->excludes(numbers)
      ->excludes("--all");
  add_run_arguments(command, arguments.run);
}

void add_score_arguments(CLI::App& command, ScoreArguments& arguments) {
  command.add_option("FILE", arguments.files, "The scenarios, one or more")->required()->type_name("");
  command.add_option("--outcomes", arguments.outcomes, "What happened: a CSV file")
      ->required()
      ->type_name("FILE");
  add_run_arguments(command, arguments.run);
}

void add_tune_arguments(CLI::App& command, TuneArguments& arguments) {
  add_file(command, arguments.run);
  command.add_option("--targets", arguments.targets, "What the experts said: a file of targets")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--free", arguments.free,
                  "A number that may be changed (again and again) [all that hazards and marks hold]")
      ->type_name("PATH")
      ->allow_extra_args(false);
  add_trajectories_and_threads(command, arguments.run.options);
  add_common_arguments(command, arguments.run);
  command.add_flag("--json", arguments.run.json, "Print JSON, and nothing else, on standard output");
  command.add_option("--out", arguments.out, "Write the tuned numbers as a what-if of FILE: NAME.yaml")
      ->type_name("FILE");
  command.callback([&arguments] {
    if (arguments.out && !arguments.run.settings.empty())
      throw CLI::ValidationError("--out",
                                 "writes a what-if of FILE, which knows nothing of --set: write into a "
                                 "file what you set");
  });
}

void add_fit_arguments(CLI::App& command, FitArguments& arguments) {
  add_file(command, arguments.run);
  HistoryFiles& history = arguments.history;
  add_file_option(command, "--events", history.events, "What happened: a CSV file of dated events");
  add_file_option(command, "--covariates", history.covariates,
                  "Paths of drivers: a CSV file of their values");
  add_file_option(command, "--panel", history.panel, "Rungs on which ladders were seen: a CSV file");
  command
      .add_option("--until", history.until,
                  "The end of what is looked at, a date or days since the start [the horizon]")
      ->type_name("DATE");
  command.callback([&history] {
    if (!history.events && !history.panel)
      throw CLI::ValidationError("--events", "is needed, or --panel: there is nothing to fit to");
  });
  add_settings(command, arguments.run.settings);
  command.add_flag("--quiet", arguments.run.quiet, "No warnings");
  add_outputs(command, arguments.run);
}

void add_bench_arguments(CLI::App& command, BenchArguments& arguments) {
  add_file(command, arguments.run);
  add_trajectories(command, "How many trajectories a repetition simulates [as many as take about a second]",
                   [&](std::uint64_t number) { arguments.trajectories = number; });
  add_thread_list(command, arguments.threads);
  add_number(command,
             {"--repetitions", "N", fmt::format("a whole number from 1 to {}", most_repetitions),
              "How often to measure each [5]", whole_number, 1, most_repetitions},
             [&](std::uint64_t number) { arguments.repetitions = static_cast<int>(number); });
  command
      .add_option("--against", arguments.against,
                  "Another scenario, or another casus program, to be measured in turn")
      ->type_name("OTHER");
  add_printing_arguments(command, arguments.run);
}

} // namespace casus::cli
