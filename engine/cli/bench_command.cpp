#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/delivery.hpp"
#include "cli/interrupt.hpp"
#include "cli/loading.hpp"

#include "analysis/child_program.hpp"
#include "analysis/machine.hpp"
#include "report/data/json.hpp"
#include "report/text/bench_text.hpp"

#include <fmt/format.h>

namespace casus::cli {
namespace {

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

Bench measured(const Scenario& scenario, const BenchArguments& arguments, const BenchOptions& options) {
  if (!arguments.against) return casus::bench(scenario, options);
  const RunArguments& run = arguments.run;
  if (analysis::is_program(*arguments.against))
    return casus::bench(BenchBuilds{analysis::this_executable(), *arguments.against, run.file, run.settings},
                        scenario, options);
  return casus::bench(scenario, load(*arguments.against, run.settings, run.quiet), options);
}

Bench watched_bench(const Scenario& scenario, const BenchArguments& arguments) {
  const Interrupt interrupt;
  const StatusLine line(errors_are_terminal() && !arguments.run.quiet);
  return measured(scenario, arguments,
                  {.trajectories = arguments.trajectories,
                   .seed = arguments.run.options.seed,
                   .worlds = arguments.run.options.worlds,
                   .threads = arguments.threads,
                   .repetitions = arguments.repetitions,
                   .progress = [&line](int threads, int turn, int all) { line.show(threads, turn, all); },
                   .stop = interrupt.flag()});
}

} // namespace

Status bench(const BenchArguments& arguments) {
  const Scenario scenario = load(arguments.run.file, arguments.run.settings, arguments.run.quiet);
  const Delivery delivery(arguments.run);
  const Bench bench = watched_bench(scenario, arguments);
  if (bench.subjects.front().series.empty()) {
    tell("casus: stopped before any repetition was finished: there is nothing to print\n");
    return Status::stopped;
  }
  delivery.deliver({.text_name = "bench.txt",
                    .json_name = "bench.json",
                    .text = [&](const report::TextStyle& style) { return report::to_text(bench, style); },
                    .json = [&] { return report::to_json(bench); }});
  return bench.stopped ? Status::stopped : Status::done;
}

} // namespace casus::cli
