#include "cli/commands/define_command.hpp"
#include "cli/interrupt.hpp"
#include "cli/options/count.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/number_option.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/console.hpp"
#include "cli/output/delivery.hpp"

#include "analysis/child_program.hpp"
#include "analysis/machine.hpp"
#include "report/text/bench_text.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

constexpr std::uint64_t most_repetitions = 10'000;

/// A line on a terminal that says what is under way, wiped at the end.
class StatusLine {
public:
  explicit StatusLine(bool is_shown) : is_shown_(is_shown) {}
  ~StatusLine() { tell_if_shown(wipe); }
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;

  void show(int threads, int turn, int all) const {
    const std::string what =
        turn == 0 ? "finding how long to simulate" : fmt::format("turn {} of {}", turn, all);
    tell_if_shown(fmt::format("{}threads {}: {}", wipe, threads, what));
  }

private:
  static constexpr const char* wipe = "\r\x1b[K";

  void tell_if_shown(std::string_view text) const {
    if (is_shown_) tell(text);
  }

  bool is_shown_;
};

/// 1,2,4: the option may also be given again and again.
void add_thread_list(CLI::App& app, std::vector<int>& list) {
  const auto read = [&list](const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      const auto number = whole_number(word);
      if (!number || *number < 1 || *number > most_threads)
        throw CLI::ValidationError(
            "--threads", fmt::format("must be whole numbers from 1 to {}, not '{}'", most_threads, word));
      list.push_back(static_cast<int>(*number));
    }
  };
  app.add_option_function<std::vector<std::string>>(
         "--threads", read,
         "Numbers of threads to measure, as 1,2,4 [1, doubled up to as many as the machine has]")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
}

} // namespace

class BenchCommand {
public:
  static constexpr Help help{"bench",
                             "Measure how fast a scenario runs, and against another one or another build",
                             "casus bench baseline",
                             R"(Examples:
  casus bench baseline
  casus bench baseline --threads 1,2,4 --repetitions 9 --json > bench.json
  casus bench baseline --against what-if.yaml
  casus bench baseline --against ../before/casus --threads 1

Without --trajectories, a repetition simulates for about a second: ten times as many trajectories are tried
each time, from 1000 on, until they take a tenth of a second, and that speed tells the rest. These runs are
plain, without control variates. One more, of 40,000 trajectories or as many as asked for, has them and tells
what an answer costs: processor time until a share is known to half a point.
With --against, the two are measured in turn, A B A B ...; --set holds for both.)"};

  explicit BenchCommand(CLI::App& app) {
    add_file(app, file_);
    add_trajectories(app, "How many trajectories a repetition simulates [as many as take about a second]",
                     [this](std::uint64_t number) { asked_.trajectories = number; });
    add_thread_list(app, asked_.threads);
    add_number(app,
               {"--repetitions", "N", fmt::format("a whole number from 1 to {}", most_repetitions),
                "How often to measure each [5]", whole_number, 1, most_repetitions},
               [this](std::uint64_t number) { asked_.repetitions = static_cast<int>(number); });
    app.add_option("--against", against_,
                   "Another scenario, or another casus program, to be measured in turn")
        ->type_name("FILE");
    add_seed_and_worlds(app, asked_.seed, asked_.worlds);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_and_json);
  }

  Status carry_out(const Words&) const {
    const Scenario scenario = load(file_, loading_);
    const Delivery delivery(destinations_);
    const Bench bench = watched_bench(scenario);
    if (bench.subjects.front().series.empty()) {
      tell("casus: stopped before any repetition was finished: there is nothing to print\n");
      return Status::stopped;
    }
    delivery.deliver({.forms = forms_of(bench), .text_name = "bench.txt", .json_name = "bench.json"});
    return bench.stopped ? Status::stopped : Status::done;
  }

private:
  Bench watched_bench(const Scenario& scenario) const {
    const Interrupt interrupt;
    const StatusLine line(errors_are_terminal() && !loading_.quiet);
    BenchOptions options = asked_;
    options.progress = [&line](int threads, int turn, int all) { line.show(threads, turn, all); };
    options.stop = interrupt.flag();
    return measured(scenario, options);
  }

  Bench measured(const Scenario& scenario, const BenchOptions& options) const {
    if (!against_) return casus::bench(scenario, options);
    if (analysis::is_program(*against_))
      return casus::bench(BenchBuilds{analysis::this_executable(), *against_, file_, loading_.settings()},
                          scenario, options);
    return casus::bench(scenario, load(*against_, loading_), options);
  }

  std::string file_;
  BenchOptions asked_;
  std::optional<std::string> against_; ///< a scenario or a program
  Loading loading_;
  Destinations destinations_;
};

template Command command<BenchCommand>();

} // namespace casus::cli
