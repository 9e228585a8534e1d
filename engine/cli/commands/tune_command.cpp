#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/options/run_options.hpp"
#include "cli/output/delivery.hpp"
#include "cli/output/new_file.hpp"
#include "cli/watch.hpp"

#include "report/text/tuning_text.hpp"
#include "report/words/tuned_overlay.hpp"

#include "casus/tune.hpp"

#include <filesystem>

namespace casus::cli {
namespace {

namespace fs = std::filesystem;

/// The path of a file as an overlay that stands at the absolute path `out` must name it.
std::string seen_from(const fs::path& out, const fs::path& file) {
  std::error_code trouble; // leaves the path empty
  const fs::path relative = fs::proximate(file, out.parent_path(), trouble);
  return relative.empty() ? file.string() : relative.string();
}

/// The absolute path of the overlay, at which nothing may stand.
fs::path new_place(const std::string& name) {
  const fs::path out = absolute_place(name, "--out must name a file");
  std::error_code trouble;
  if (fs::exists(out, trouble))
    throw RunError("'" + name + "' exists already (nothing is overwritten): choose another name");
  return out;
}

} // namespace

class TuneCommand {
public:
  static constexpr Help help{"tune", "Find the numbers at which the model says what the experts said",
                             "casus tune baseline --targets targets.yaml --out tuned.yaml",
                             R"(Examples:
  casus tune baseline --targets targets.yaml
  casus tune baseline --targets targets.yaml --free parameters.red_line.value --out tuned.yaml
  casus tune baseline --targets targets.yaml --free triggers.strike_on_russian_soil.rate \
    --free ladders.china_to_russia.up.weights.beijing_alarm

A file of targets says what the experts said:
  casus: 1
  targets:
    lethal_aid_in_a_year: 0.15
    invasion: {p05: 0.05, p95: 0.3}
    lethal_aid: {experts: [0.2, 0.35, 0.3]}

Without --free, every number that a hazard or a mark holds is free. --trajectories are those of the last steps.)"};

  explicit TuneCommand(CLI::App& app) {
    add_file(app, file_);
    app.add_option("--targets", targets_, "What the experts said: a file of targets")
        ->required()
        ->type_name("FILE");
    app.add_option("--free", free_,
                   "A number that may be changed (again and again) [all that hazards and marks hold]")
        ->type_name("PATH")
        ->allow_extra_args(false);
    add_run_options(app, options_);
    add_loading(app, loading_, no_bar_and_no_warnings);
    add_json(app, destinations_);
    add_overlay(app);
  }

  Status carry_out(const Words&) const {
    const fs::path out = overlay_ ? new_place(*overlay_) : fs::path();
    const Scenario scenario = load(file_, loading_);
    const std::vector<Target> targets = load_targets(targets_, scenario);
    const Delivery delivery(destinations_);
    const Tuning tuning = watched(options_, loading_.quiet, [&](const RunOptions& options) {
      return casus::tune(scenario, targets, free_, options);
    });
    if (tuning.stopped) return stopped_too_soon();
    if (overlay_) write_overlay(out, tuning, scenario);
    delivery.deliver({.forms = forms_of(tuning, scenario)});
    return Status::done;
  }

private:
  void add_overlay(CLI::App& app) {
    app.add_option("--out", overlay_, "Write the tuned numbers as a what-if of FILE: NAME.yaml")
        ->type_name("FILE");
    app.callback([this] {
      if (overlay_ && !loading_.settings().empty())
        throw CLI::ValidationError("--out",
                                   "writes a what-if of FILE, which knows nothing of --set: write into a "
                                   "file what you set");
    });
  }

  void write_overlay(const fs::path& out, const Tuning& tuning, const Scenario& scenario) const {
    // A scenario that comes with casus goes by its name everywhere.
    const std::string extends = scenario.file == file_ ? seen_from(out, file_) : file_;
    write_new_file(out, report::tuned_overlay(tuning, scenario, extends, seen_from(out, targets_)),
                   "choose another place with --out");
  }

  std::string file_;
  std::string targets_;
  std::vector<std::string> free_; ///< paths
  RunOptions options_;
  Loading loading_;
  Destinations destinations_;
  std::optional<std::string> overlay_; ///< to be written
};

template Command command<TuneCommand>();

} // namespace casus::cli
