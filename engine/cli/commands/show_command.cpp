#include "cli/commands/define_command.hpp"
#include "cli/options/loading.hpp"
#include "cli/output/console.hpp"

#include "report/words/record_words.hpp"

namespace casus::cli {

class ShowCommand {
public:
  static constexpr Help help{"show", "Print a scenario as one file, with all that it extends and includes",
                             "casus show baseline",
                             R"(Examples:
  casus show nato_weapons_strike
  casus show nato_weapons_strike --set horizon='4 years' > merged.yaml

What is printed is one scenario without 'extends' and 'include', and runs to the same result.)"};

  explicit ShowCommand(CLI::App& app) {
    add_file(app, file_);
    add_record(app, loading_);
    add_loading(app, loading_, no_warnings);
  }

  Status carry_out(const Words&) const {
    const Scenario scenario = load(file_, loading_);
    const std::string record = report::record_in_words(scenario);
    write_output((record.empty() ? "" : "# " + record + "\n") + scenario.text);
    return Status::done;
  }

private:
  std::string file_;
  Loading loading_;
};

template Command command<ShowCommand>();

} // namespace casus::cli
