#include "report/words/tuned_overlay.hpp"

#include "report/words/quantity.hpp"
#include "report/words/tuning_words.hpp"

#include "casus/version.hpp"

#include <fmt/format.h>

namespace casus::report {
namespace {

std::string story(const Tuning& tuning, const Scenario& scenario, const std::string& extends,
                  const std::string& targets) {
  std::string text =
      fmt::format("Made by casus {} (tune) from {} (fingerprint {}) and the targets of {}:\n"
                  "{} were free, {} trajectories a step, seed {}.\n",
                  version, extends, scenario.fingerprint, targets, counted(tuning.numbers.size(), "number"),
                  grouped(tuning.trajectories), tuning.seed);
  for (const TunedTarget& target : tuning.targets)
    text +=
        fmt::format("- {}: asked {}, {} before, {} now\n", name_of(target.target, scenario),
                    asked_in_words(target.target), level_in_words(target.target, target.before, target.se),
                    level_in_words(target.target, target.achieved, target.se));
  text += "What follows each number: what it was, and where 90% of the posterior lie.";
  return text;
}

} // namespace

std::string tuned_overlay(const Tuning& tuning, const Scenario& scenario, const std::string& extends,
                          const std::string& targets) {
  std::vector<NewValue> values;
  for (const TunedNumber& tuned : tuning.numbers) {
    const bool is_same = tuned.number.written(tuned.after) == tuned.number.written(tuned.before);
    if (is_same && !tuned.number.distribution) continue;
    values.push_back({tuned.number, tuned.after,
                      fmt::format("was {}; {}{}", tuned.number.written(tuned.before),
                                  interval_in_words(tuned.number, tuned.posterior90),
                                  tuned.number.distribution ? "; was uncertain" : "")});
  }
  return overlay_of(extends, scenario.name + "_tuned", fmt::format("{}, tuned to {}", scenario.name, targets),
                    story(tuning, scenario, extends, targets), values);
}

} // namespace casus::report
