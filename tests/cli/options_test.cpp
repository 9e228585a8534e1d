#include "program.hpp"

#include "cli/command_line.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

namespace {

const std::string war = "casus: 1\nname: war\nstart: 2020-01-01\nhorizon: 100 days\nstep: 1 day\n"
                        "parameters:\n  pace: {value: {uniform: [0.1, 0.5]}}\n"
                        "drivers:\n  aid: {start: 0}\n  heat: {start: 0, mean: 0, half_life: 2 weeks}\n"
                        "  idle: {start: 1}\n"
                        "triggers:\n  strike: {rate: pace per week, weights: {aid > 0: 0.2, heat: 0.1}, "
                        "effects: [add: {heat: 1}]}\n"
                        "ladders:\n  ally: {rungs: [far, near], start: far, up: {rate: 1 per year}, "
                        "down: {rate: 1 per year}}\n"
                        "outcomes:\n  struck: {when: count(strike) >= 3}\n  allied: {when: ally >= near}\n";

/// The text without the lines that a stopwatch has a say in.
std::string without_times(const std::string& text) {
  std::string rest;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (!says(line, "\"performance\": ") && !says(line, " threads · ")) rest += line + "\n";
  return rest;
}

/// A folder with all that the commands read, and a place for what they write.
class Desk {
public:
  Desk() {
    write("war.yaml", war);
    write("whatif.yaml", "casus: 1\nextends: war.yaml\nladders:\n  ally: {up: {rate: 3 per year}}\n");
    write("recorded.yaml",
          "casus: 1\nextends: war.yaml\nobserved: {until: 50, events: [{trigger: strike, at: 5}]}\n");
    write("also_recorded.yaml",
          "casus: 1\nextends: recorded.yaml\nladders:\n  ally: {up: {rate: 3 per year}}\n");
    write("record.yaml", "until: 40\nevents: [{trigger: strike, at: [3, 4]}]\n");
    write("outcomes.csv", "outcome,observed\nstruck,yes\nallied,no\n");
    write("other_outcomes.csv", "outcome,observed\nstruck,no\nallied,no\n");
    write("dated.yaml",
          "casus: 1\nextends: war.yaml\nobserved:\n  until: 80\n  events: [{trigger: strike, at: [5.5, 30.2, "
          "33.1, 60.7]}]\n  known: {ally: 1}\noutcomes:\n  struck: {from: now, by: now + 18 days, when: "
          "\"count(strike, 1 hour) > 0\"}\n  allied: {by: 70}\n");
    write("dated_record.yaml", "until: 80\nevents: [{trigger: strike, at: [5.5, 30.2]}]\nknown: {ally: 1}\n");
    write("allied.csv", "outcome,observed\nallied,yes\n");
    write("targets.yaml", "casus: 1\ntargets:\n  struck: 0.3\n  allied: 0.2\n");
    write("other_targets.yaml", "casus: 1\ntargets:\n  struck: 0.4\n");
    write("history.yaml", "casus: 1\nextends: war.yaml\ntriggers:\n  strike: {rate: 6 per week}\n");
    write("events.csv", "date,trigger\n5,strike\n7,strike\n8,strike\n30,strike\n33,strike\n60,strike\n");
    write("other_events.csv", "date,trigger\n5,strike\n9,strike\n31,strike\n");
    write("aid.csv", "date,aid\n0,0\n20,1\n50,0\n");
    write("other_aid.csv", "date,aid\n0,0\n7,1\n");
    write("rungs.csv", "date,ladder,rung\n0,ally,far\n20,ally,far\n40,ally,near\n80,ally,far\n");
  }

  std::string at(const std::string& name) const { return (directory_ / name).string(); }

  /// All that casus prints and writes with these words, without what a stopwatch says.
  std::string effect_of(const Words& words) const {
    std::filesystem::create_directory(at("made"));
    const Ended ended = run_casus(words);
    INFO(Catch::StringMaker<Words>::convert(words) << "\n" << ended.err);
    CHECK(ended.status == 0);
    std::string effect = ended.out + ended.err;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(at("made")))
      if (entry.is_regular_file() && entry.path().filename() != "manifest.json") files.insert(entry.path());
    for (const auto& file : files) effect += file.string() + contents(file);
    std::filesystem::remove_all(at("made"));
    return without_times(effect);
  }

private:
  void write(const std::string& name, const std::string& text) const { std::ofstream(at(name)) << text; }

  TemporaryDirectory directory_;
};

/// A command line of each command.
std::map<std::string, Words> works(const Desk& desk) {
  const std::string file = desk.at("war.yaml");
  const std::string recorded = desk.at("recorded.yaml");
  return {
      {"validate", {"validate", recorded}},
      {"show", {"show", recorded}},
      {"run", {"run", recorded, "--trajectories", "200"}},
      {"compare", {"compare", recorded, desk.at("also_recorded.yaml"), "--trajectories", "200"}},
      {"report", {"report", recorded, "--trajectories", "200", "--out", desk.at("made/page.html")}},
      {"update", {"update", recorded, "--trajectories", "256", "--worlds", "48"}},
      {"indicators", {"indicators", recorded, "--trajectories", "512", "--worlds", "48"}},
      {"trace", {"trace", recorded, "--trajectory", "0"}},
      {"sensitivity", {"sensitivity", file, "--trajectories", "2000"}},
      {"score", {"score", recorded, "--trajectories", "200", "--outcomes", desk.at("outcomes.csv")}},
      {"backtest",
       {"backtest", desk.at("dated.yaml"), "--trajectories", "200", "--worlds", "16", "--every", "20 days"}},
      {"fit",
       {"fit", desk.at("history.yaml"), "--events", desk.at("events.csv"), "--covariates",
        desk.at("aid.csv")}},
      {"tune", {"tune", file, "--trajectories", "2000", "--targets", desk.at("targets.yaml")}}};
}

/// What each option is tried with: for one command where that is named, for all that have it otherwise.
std::map<std::string, std::string> values(const Desk& desk) {
  return {{"--trajectories", "1000"},
          {"--seed", "2"},
          {"--worlds", "20"},
          {"--set", "horizon=50 days"},
          {"validate --set", "parameters.more=1"},
          {"fit --set", "name=peace"},
          {"--out", desk.at("made/out")},
          {"--report", desk.at("made/page.html")},
          {"report --out", desk.at("made/other.html")},
          {"tune --out", desk.at("made/tuned.yaml")},
          {"--trajectory", "1"},
          {"--number", "triggers.strike.weights.heat"},
          {"--outcome", "struck"},
          {"--within", "20 days"},
          {"indicators --set", "triggers.strike.weights.heat=0.2"},
          {"--outcomes", desk.at("other_outcomes.csv")},
          {"--targets", desk.at("other_targets.yaml")},
          {"--free", "triggers.strike.weights.heat"},
          {"--events", desk.at("other_events.csv")},
          {"--covariates", desk.at("other_aid.csv")},
          {"--panel", desk.at("rungs.csv")},
          {"--observed", desk.at("record.yaml")},
          {"--until", "90"},
          {"backtest --outcomes", desk.at("allied.csv")},
          {"backtest --until", "2020-03-01"},
          {"backtest --observed", desk.at("dated_record.yaml")},
          {"backtest --every", "30 days"},
          {"backtest --from", "2020-01-15"},
          {"backtest --set", "triggers.strike.weights.heat=0.2"},
          {"backtest --worlds", "32"}};
}

/// The words with the option, in the place of its value where they have it already.
Words with(Words words, const CLI::Option& option, const std::string& value) {
  const std::string name = option.get_name();
  const auto place = std::find(words.begin(), words.end(), name);
  if (place != words.end()) {
    *(place + 1) = value;
    return words;
  }
  words.push_back(name);
  if (option.get_items_expected_max() > 0) words.push_back(value);
  return words;
}

std::vector<const CLI::App*> commands(const casus::cli::CommandLine& line) {
  return line.app().get_subcommands([](const CLI::App* app) { return !app->get_group().empty(); });
}

/// The options of the command but for --help and the number of threads, which changes no result.
std::vector<const CLI::Option*> options(const CLI::App& command) {
  return command.get_options([&](const CLI::Option* option) {
    return option->nonpositional() && option != command.get_help_ptr() && option->get_name() != "--threads";
  });
}

/// Whether only a run that is too long for this test shows what the option does: of control variates, and of
/// a precision; or one without a record, of which sensitivities know nothing.
bool needs_long_run(const std::string& command, const std::string& option) {
  return option == "--plain" || option == "--precision" ||
         (command == "report" && option == "--sensitivity") ||
         (command != "sensitivity" && command != "indicators" && command != "backtest" &&
          option == "--outcome");
}

} // namespace

TEST_CASE("Every option that a command takes changes what it prints or writes") {
  const Desk desk;
  const auto all_works = works(desk);
  const auto all_values = values(desk);
  const casus::cli::CommandLine line;
  for (const CLI::App* command : commands(line)) {
    const std::string name = command->get_name();
    if (name == "bench") continue; // it prints times: bench_test.cpp
    const Words words = all_works.at(name);
    const std::string effect = desk.effect_of(words);
    const bool is_repeatable = desk.effect_of(words) == effect;
    INFO(name);
    CHECK(is_repeatable);
    for (const CLI::Option* option : options(*command)) {
      if (needs_long_run(name, option->get_name())) continue; // run_test.cpp
      INFO(option->get_name());
      auto value = all_values.find(name + " " + option->get_name());
      if (value == all_values.end()) value = all_values.find(option->get_name());
      const bool has_value = value != all_values.end();
      REQUIRE((has_value || option->get_items_expected_max() == 0));
      const bool changes_something =
          desk.effect_of(with(words, *option, has_value ? value->second : "")) != effect;
      CHECK(changes_something);
    }
  }
}

/// The most threads that casus has before its time is up, or as many as are awaited.
std::size_t most_threads(const Words& words, std::size_t awaited) {
  using std::chrono::steady_clock;
  Started program(words);
  std::size_t most = 0;
  const auto end = steady_clock::now() + std::chrono::seconds(10);
  while (most < awaited && steady_clock::now() < end) {
    most = std::max(most, program.threads());
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  program.kill();
  program.wait();
  return most;
}

TEST_CASE("As many threads work as were asked for") {
  const Desk desk;
  std::filesystem::create_directory(desk.at("made"));
  const casus::cli::CommandLine line;
  for (const auto& [name, words] : works(desk)) {
    const CLI::App* command = line.app().get_subcommand(name);
    const CLI::Option* threads = command->get_option_no_throw("--threads");
    if (threads == nullptr) continue;
    const Words many = with(words, *command->get_option("--trajectories"), "1e6");
    INFO(name);
    CHECK(most_threads(with(many, *threads, "3"), 3) == 3);
  }
}

TEST_CASE("An option that a command does not use is refused") {
  const Desk desk;
  const casus::cli::CommandLine line;
  std::set<std::string> known;
  for (const CLI::App* command : commands(line))
    for (const CLI::Option* option : options(*command)) known.insert(option->get_name());
  for (const auto& [command, base] : works(desk))
    for (const std::string& option : known) {
      if (line.app().get_subcommand(command)->get_option_no_throw(option) != nullptr) continue;
      Words words = base;
      words.push_back(option + "=1");
      const Ended ended = run_casus(words);
      INFO(command << " " << option << "\n" << ended.err);
      CHECK(ended.status == 2);
      CHECK(says(ended.err, option));
    }
}
