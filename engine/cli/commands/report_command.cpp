#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/command_again.hpp"
#include "cli/output/page_pathways.hpp"
#include "cli/output/report_file.hpp"
#include "cli/watch.hpp"

#include "report/page/web_page.hpp"

#include "casus/compare.hpp"
#include "casus/sensitivity.hpp"

namespace casus::cli {
namespace {

struct Subject {
  Scenario scenario;
  std::vector<Scenario> whatifs;
};

} // namespace

class ReportCommand {
public:
  static constexpr Help help{"report",
                             "Simulate a scenario, and what-ifs of it, and write an HTML page about them",
                             "casus report baseline --out report.html",
                             R"(Examples:
  casus report baseline --out report.html
  casus report baseline nato_weapons_strike peace_brokered --trajectories 1e6 --out report.html
  casus report baseline --sensitivity --out report.html

The page needs nothing else and no network: open it in a browser, send it, print it. An earlier report of
that name is replaced.)"};

  explicit ReportCommand(CLI::App& app) {
    add_file(app, file_);
    app.add_option("WHATIF", whatifs_, "What-ifs to compare it with")->type_name("");
    app.add_flag("--sensitivity", tells_sensitivity_, "Also tell which numbers the answers hang on");
    add_run_options(app, options_);
    add_plain(app, options_);
    add_record(app, loading_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    app.add_option("--out", page_, "The page to write: FILE.html")->required()->type_name("FILE");
  }

  Status carry_out(const Words&) const {
    const Subject subject{load(file_, loading_), load_all(whatifs_, loading_)};
    const ReportFile file(page_);
    if (whatifs_.empty()) {
      const Result result =
          watched(settled(subject.scenario, options_), loading_.quiet,
                  [&](const RunOptions& options) { return casus::run(subject.scenario, options); });
      return write(file, result, result, subject);
    }
    const Comparison found = watched(options_, loading_.quiet, [&](const RunOptions& options) {
      return casus::compare(subject.scenario, subject.whatifs, options);
    });
    return write(file, found, found.baseline, subject);
  }

private:
  template <class Found>
  Status write(const ReportFile& file, const Found& found, const Result& result,
               const Subject& subject) const {
    if (result.trajectories == 0) return stopped_too_soon();
    file.write(report::to_html(found, {.scenario = subject.scenario,
                                       .whatifs = subject.whatifs,
                                       .pathways = pathways_of(subject.scenario, result, options_),
                                       .command = again(result),
                                       .sensitivity = sensitivity_of(subject.scenario, result)}));
    return result.stopped() ? Status::stopped : Status::done;
  }

  std::string again(const Result& result) const {
    std::vector<std::string> files{file_};
    files.insert(files.end(), whatifs_.begin(), whatifs_.end());
    return command_again({.verb = tells_sensitivity_ ? "report --sensitivity" : "report",
                          .files = std::move(files),
                          .options = options_again(options_, result, loading_.settings()),
                          .page_option = "--out",
                          .page = page_});
  }

  /// The sensitivity, where it is wanted. A run that was stopped has none: whoever stopped it is not made to
  /// wait.
  std::optional<Sensitivity> sensitivity_of(const Scenario& scenario, const Result& result) const {
    if (!tells_sensitivity_ || result.stopped()) return std::nullopt;
    return watched(options_, loading_.quiet, [&](RunOptions options) {
      options.worlds = result.worlds;
      return analyse_sensitivity(scenario, {.run = std::move(options)});
    });
  }

  std::string file_;
  std::vector<std::string> whatifs_;
  bool tells_sensitivity_ = false;
  RunOptions options_;
  Loading loading_;
  std::string page_;
};

template Command command<ReportCommand>();

} // namespace casus::cli
