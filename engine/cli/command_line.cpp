#include "cli/command_line.hpp"

#include "cli/count.hpp"
#include "cli/examples.hpp"
#include "cli/options.hpp"
#include "formula/vocabulary.hpp"

#include "casus/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <sstream>

namespace casus::cli {
namespace {

constexpr std::uint64_t most_repetitions = 10'000;

void add_report_arguments(CLI::App& command, ReportArguments& arguments) {
  add_file(command, arguments.run);
  command.add_option("WHATIF", arguments.whatifs, "What-ifs to compare it with")->type_name("");
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

void add_score_arguments(CLI::App& command, ScoreArguments& arguments) {
  command.add_option("FILE", arguments.files, "The scenarios, one or more")->required()->type_name("");
  command.add_option("--outcomes", arguments.outcomes, "What happened: a CSV file")
      ->required()
      ->type_name("FILE");
  add_run_arguments(command, arguments.run);
}

void add_file_option(CLI::App& command, const std::string& name, std::optional<std::filesystem::path>& path,
                     const std::string& description) {
  command
      .add_option_function<std::string>(
          name, [&path](const std::string& text) { path = text; }, description)
      ->type_name("FILE");
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

/// The program's command line as CLI11 sees it, around the values that it reads.
class Reader {
public:
  Reader();
  CommandLine read(int argc, const char* const* argv);

private:
  [[noreturn]] void refuse(const CLI::ParseError& error);
  std::string suggestion() const;
  const CLI::App& chosen() const;

  CommandLine line_;
  CLI::App app_{"Scenario and escalation-trigger modelling: what could happen, how likely, and why", "casus"};
  CLI::App* validate_;
  CLI::App* show_;
  CLI::App* run_;
  CLI::App* compare_;
  CLI::App* report_;
  CLI::App* trace_;
  CLI::App* score_;
  CLI::App* fit_;
  CLI::App* bench_;
};

Reader::Reader()
    : validate_(app_.add_subcommand("validate", "Check scenario files and print everything that is wrong")),
      show_(
          app_.add_subcommand("show", "Print a scenario as one file, with all that it extends and includes")),
      run_(
          app_.add_subcommand("run", "Simulate a scenario and print outcomes, rungs over time and triggers")),
      compare_(app_.add_subcommand("compare", "Tell what what-ifs change, from paired trajectories")),
      report_(app_.add_subcommand(
          "report", "Simulate a scenario, and what-ifs of it, and write an HTML page about them")),
      trace_(app_.add_subcommand("trace", "Tell one trajectory's story, event by event")),
      score_(app_.add_subcommand("score", "Score a scenario's forecasts against what happened")),
      fit_(app_.add_subcommand("fit", "Find the rates and weights that make a dated history most likely")),
      bench_(app_.add_subcommand(
          "bench", "Measure how fast a scenario runs, and against another one or another build")) {
  app_.require_subcommand(0, 1)->footer(program_examples);
  app_.set_version_flag("--version", std::string("casus ") + version, "Print the version and exit");
  validate_->footer(validate_examples);
  validate_->add_option("FILE", line_.validate.files, "The scenarios")->required()->type_name("");
  add_settings(*validate_, line_.validate.settings);
  validate_->add_flag("--quiet", line_.validate.quiet, "No warnings");
  show_->footer(show_examples);
  show_->add_option("FILE", line_.show.file, "The scenario")->required()->type_name("");
  add_settings(*show_, line_.show.settings);
  show_->add_flag("--quiet", line_.show.quiet, "No warnings");
  run_->footer(run_examples);
  add_file(*run_, line_.run);
  add_run_arguments(*run_, line_.run);
  add_page(*run_, line_.run);
  compare_->footer(compare_examples);
  add_compare_arguments(*compare_, line_.compare);
  add_page(*compare_, line_.compare.run);
  report_->footer(report_examples);
  add_report_arguments(*report_, line_.report);
  trace_->footer(trace_examples);
  add_file(*trace_, line_.trace.run);
  add_run_arguments(*trace_, line_.trace.run);
  add_number(*trace_,
             {"--trajectory", "K", "a whole number from 0", "Which trajectory to tell, counted from 0", count,
              0, most_trajectories},
             [&](std::uint64_t number) { line_.trace.trajectory = number; })
      ->required();
  score_->footer(score_examples);
  add_score_arguments(*score_, line_.score);
  fit_->footer(fit_examples);
  add_fit_arguments(*fit_, line_.fit);
  add_page(*fit_, line_.fit.run);
  bench_->footer(bench_examples);
  add_bench_arguments(*bench_, line_.bench);
}

const CLI::App& Reader::chosen() const {
  const auto commands = app_.get_subcommands();
  return commands.empty() ? app_ : *commands.front();
}

/// The known word nearest to the first one that was not expected, if one is near.
std::string Reader::suggestion() const {
  std::vector<std::string> known;
  for (const CLI::App* command : chosen().get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(command->get_name());
  for (const CLI::Option* option : chosen().get_options()) known.push_back(option->get_name());
  for (const std::string& word : app_.remaining(true))
    if (const auto near = formula::nearest_name(word.substr(0, word.find('=')), known))
      return fmt::format(" (did you mean '{}'?)", *near);
  return "";
}

void Reader::refuse(const CLI::ParseError& error) {
  const std::string help = &chosen() == &app_ ? "casus --help" : "casus " + chosen().get_name() + " --help";
  const bool extra = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  throw UsageError(
      fmt::format("casus: error: {}{}\nRun '{}' for help.\n", error.what(), extra ? suggestion() : "", help));
}

CommandLine Reader::read(int argc, const char* const* argv) {
  if (argc > 1) line_.run.words.assign(argv + 1, argv + argc);
  line_.compare.run.words = line_.run.words;
  try {
    app_.parse(argc, argv);
  } catch (const CLI::Success& success) {
    std::ostringstream text;
    app_.exit(success, text, text);
    line_.text = text.str();
    return line_;
  } catch (const CLI::ParseError& error) {
    refuse(error);
  }
  if (validate_->parsed()) line_.command = Command::validate;
  if (show_->parsed()) line_.command = Command::show;
  if (run_->parsed()) line_.command = Command::run;
  if (compare_->parsed()) line_.command = Command::compare;
  if (report_->parsed()) line_.command = Command::report;
  if (trace_->parsed()) line_.command = Command::trace;
  if (score_->parsed()) line_.command = Command::score;
  if (fit_->parsed()) line_.command = Command::fit;
  if (bench_->parsed()) line_.command = Command::bench;
  if (line_.command == Command::help) throw UsageError(app_.help());
  return line_;
}

} // namespace

CommandLine read_command_line(int argc, const char* const* argv) { return Reader().read(argc, argv); }

} // namespace casus::cli
