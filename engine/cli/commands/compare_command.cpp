#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/command_again.hpp"
#include "cli/output/data_out.hpp"
#include "cli/output/delivery.hpp"
#include "cli/output/page_pathways.hpp"
#include "cli/watch.hpp"

#include "report/page/web_page.hpp"
#include "report/text/comparison_text.hpp"

#include "casus/compare.hpp"

namespace casus::cli {
namespace {

struct Compared {
  Scenario baseline;
  std::vector<Scenario> whatifs;
};

} // namespace

class CompareCommand {
public:
  static constexpr Help help{"compare", "Tell what what-ifs change, from paired trajectories",
                             "casus compare baseline nato_weapons_strike",
                             R"(Examples:
  casus compare baseline nato_weapons_strike
  casus compare baseline nato_weapons_strike peace_brokered --trajectories 1e6 --json > effects.json
  casus compare baseline nato_weapons_strike --explain

All are simulated with the same random numbers, so that a difference has a far smaller error than that of two
runs. --set holds for all. --explain splits the effect of one what-if over its changes.)"};

  explicit CompareCommand(CLI::App& app) {
    app.add_option("BASE", baseline_, "The baseline")->required()->type_name("");
    app.add_option("WHATIF", whatifs_, "What-ifs, one or more")->required()->type_name("");
    app.add_flag("--explain", explains_, "Also split the effect of the what-if over its changes");
    app.callback([this] {
      if (explains_ && whatifs_.size() > 1)
        throw CLI::ValidationError("--explain", "takes one what-if at a time");
      if (explains_ && options_.precision)
        throw CLI::ValidationError("--explain", "takes a number of trajectories, and no --precision");
    });
    add_run_options(app, options_);
    add_precision(app, options_);
    add_plain(app, options_);
    add_record(app, loading_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json_and_directory(app, destinations_, text_json_and_tables);
    add_page(app, destinations_);
  }

  Status carry_out(const Words& words) const {
    const Compared compared{load(baseline_, loading_), load_all(whatifs_, loading_)};
    const Delivery delivery(destinations_);
    if (explains_) {
      const Changes changes(baseline_, whatifs_.front(), loading_.settings());
      const Explanation found = watched(options_, loading_.quiet, [&](const RunOptions& options) {
        return explain(compared.baseline, compared.whatifs.front(), changes, options);
      });
      return deliver(delivery, compared, found, found.comparison, words);
    }
    const Comparison found = watched(options_, loading_.quiet, [&](const RunOptions& options) {
      return casus::compare(compared.baseline, compared.whatifs, options);
    });
    return deliver(delivery, compared, found, found, words);
  }

private:
  template <class Found>
  Status deliver(const Delivery& delivery, const Compared& compared, const Found& found,
                 const Comparison& comparison, const Words& words) const {
    const Result& baseline = comparison.baseline;
    if (baseline.trajectories == 0) return stopped_too_soon();
    delivery.deliver({.forms = forms_of(found),
                      .with_data =
                          [&](std::vector<OutFile> files) {
                            return with_data(std::move(files), comparison, compared.baseline,
                                             compared.whatifs, words);
                          },
                      .page = [&] { return page(compared, found, baseline); }});
    return baseline.stopped() ? Status::stopped : Status::done;
  }

  template <class Found>
  std::string page(const Compared& compared, const Found& found, const Result& baseline) const {
    std::vector<std::string> files{baseline_};
    files.insert(files.end(), whatifs_.begin(), whatifs_.end());
    return report::to_html(
        found, {.scenario = compared.baseline,
                .whatifs = compared.whatifs,
                .pathways = pathways_of(compared.baseline, baseline, options_),
                .command = command_again({.verb = explains_ ? "compare --explain" : "compare",
                                          .files = std::move(files),
                                          .options = options_again(options_, baseline, loading_.settings()),
                                          .page_option = "--report",
                                          .page = *destinations_.page})});
  }

  std::string baseline_;
  std::vector<std::string> whatifs_;
  bool explains_ = false;
  RunOptions options_; ///< of all
  Loading loading_;
  Destinations destinations_;
};

template Command command<CompareCommand>();

} // namespace casus::cli
