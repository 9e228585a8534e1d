#include "cli/command_line.hpp"

#include "cli/command_options.hpp"
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
  CLI::App* sensitivity_;
  CLI::App* score_;
  CLI::App* fit_;
  CLI::App* tune_;
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
      sensitivity_(
          app_.add_subcommand("sensitivity", "Tell which numbers the answers hang on, from one run")),
      score_(app_.add_subcommand("score", "Score a scenario's forecasts against what happened")),
      fit_(app_.add_subcommand("fit", "Find the rates and weights that make a dated history most likely")),
      tune_(app_.add_subcommand("tune", "Find the numbers at which the model says what the experts said")),
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
  add_plain_run_arguments(*run_, line_.run);
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
  sensitivity_->footer(sensitivity_examples);
  add_sensitivity_arguments(*sensitivity_, line_.sensitivity);
  score_->footer(score_examples);
  add_score_arguments(*score_, line_.score);
  fit_->footer(fit_examples);
  add_fit_arguments(*fit_, line_.fit);
  add_page(*fit_, line_.fit.run);
  tune_->footer(tune_examples);
  add_tune_arguments(*tune_, line_.tune);
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
  if (argc > 1) line_.run.run.words.assign(argv + 1, argv + argc);
  line_.compare.run.words = line_.run.run.words;
  line_.sensitivity.run.words = line_.run.run.words;
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
  if (sensitivity_->parsed()) line_.command = Command::sensitivity;
  if (score_->parsed()) line_.command = Command::score;
  if (fit_->parsed()) line_.command = Command::fit;
  if (tune_->parsed()) line_.command = Command::tune;
  if (bench_->parsed()) line_.command = Command::bench;
  if (line_.command == Command::help) throw UsageError(app_.help());
  return line_;
}

} // namespace

CommandLine read_command_line(int argc, const char* const* argv) { return Reader().read(argc, argv); }

} // namespace casus::cli
