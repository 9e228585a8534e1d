// What was asked and what came out, what that made of the numbers, and what the targets leave open.
#include "report/text/tuning_text.hpp"

#include "report/text/printable.hpp"
#include "report/text/sheet.hpp"
#include "report/words/quantity.hpp"
#include "report/words/tuning_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casus::report {
namespace {

constexpr int indent = 2;
constexpr int level_width = 12;
constexpr int asked_width = 20;
constexpr int miss_width = 8;
constexpr std::size_t most_shown = 15;
constexpr std::size_t most_directions = 5;
constexpr std::size_t most_loadings = 4;
constexpr std::size_t most_pairs = 10;

class TuningPage {
public:
  TuningPage(const Tuning& tuning, const Scenario& scenario, const TextStyle& style)
      : tuning_(tuning), scenario_(scenario), sheet_(style) {}

  std::string text() {
    write_head();
    write_targets();
    write_unknown();
    write_contradictions();
    write_numbers();
    write_open();
    return sheet_.text();
  }

private:
  void write_head() {
    sheet_.paragraph(scenario_.title.empty() ? scenario_.name : scenario_.title, 0, Emphasis::strong);
    sheet_.paragraph(
        fmt::format("{} tuned to {}: {}, {} each, seed {}; checked with seed {}",
                    counted(tuning_.numbers.size(), "number"), counted(tuning_.targets.size(), "target"),
                    counted(static_cast<std::uint64_t>(tuning_.steps), "step"),
                    counted(tuning_.trajectories, "trajectory"), tuning_.seed, tuning_.verification_seed));
    sheet_.paragraph(fmt::format("minus log posterior {} → {}{}", number(tuning_.objective_before, 4),
                                 number(tuning_.objective_after, 4),
                                 tuning_.converged ? "" : ", where the search had not come to rest"));
  }

  void write_targets() {
    const int names = sheet_.width() - indent - asked_width - 2 * level_width - miss_width;
    sheet_.blank();
    sheet_.line(left("Targets", indent + names) + right("asked", asked_width) + right("before", level_width) +
                    right("now", level_width) + right("miss", miss_width),
                Emphasis::strong);
    for (const TunedTarget& target : tuning_.targets)
      sheet_.line(std::string(indent, ' ') + left(printable(name_of(target.target, scenario_)), names) +
                  right(printable(asked_in_words(target.target)), asked_width) +
                  right(level_in_words(target.target, target.before, target.se), level_width) +
                  right(level_in_words(target.target, target.achieved, target.se), level_width) +
                  right(target.misfit ? fmt::format("{:+.1f}", *target.misfit) : "–", miss_width));
    sheet_.paragraph("now: on fresh random numbers; miss: from what was asked, in the target's own standard "
                     "deviations",
                     indent, Emphasis::faint);
  }

  /// A target that had no say must not pass for one that is met.
  void write_unknown() {
    for (const TunedTarget& target : tuning_.targets)
      if (!target.misfit)
        sheet_.paragraph(
            fmt::format("{}: no trajectory met it, or all did, so that nothing can be said of it and it "
                        "had no say: more --trajectories may show it",
                        name_of(target.target, scenario_)),
            indent, Emphasis::strong);
  }

  void write_contradictions() {
    if (tuning_.contradictions.empty()) return;
    sheet_.blank();
    sheet_.paragraph("What cannot all be met", 0, Emphasis::strong);
    for (const Contradiction& contradiction : tuning_.contradictions)
      sheet_.paragraph(report::in_words(contradiction, tuning_, scenario_), indent);
  }

  void write_numbers() {
    const std::vector<std::size_t> told = told_of(tuning_);
    sheet_.blank();
    sheet_.paragraph("Numbers", 0, Emphasis::strong);
    for (std::size_t i = 0; i < std::min(told.size(), most_shown); ++i)
      write_number(tuning_.numbers[told[i]]);
    if (told.size() > most_shown)
      sheet_.paragraph(fmt::format("and {} that moved less", told.size() - most_shown), indent,
                       Emphasis::faint);
    if (const std::size_t others = tuning_.numbers.size() - told.size(); others > 0)
      sheet_.paragraph(fmt::format("of {} the targets say nothing", counted(others, "other")), indent,
                       Emphasis::faint);
    sheet_.paragraph(
        "in brackets 90% intervals of the posterior (Laplace's approximation) and of the prior: its own "
        "distribution, or where it has none half to twice a rate or a share, and half of a weight, at "
        "one standard deviation; narrowed: by which the targets shrank that",
        indent, Emphasis::faint);
  }

  void write_number(const TunedNumber& tuned) {
    sheet_.paragraph(tuned.number.path, indent);
    sheet_.paragraph(fmt::format("{} ({}; prior {}), narrowed by {:.0f}%", change_in_words(tuned),
                                 interval_in_words(tuned.number, tuned.posterior90),
                                 interval_in_words(tuned.number, tuned.prior90),
                                 100 * std::max(tuned.narrowed, 0.0)),
                     2 * indent);
  }

  void write_open() {
    sheet_.blank();
    sheet_.paragraph("What the targets can tell apart", 0, Emphasis::strong);
    if (tuning_.directions.empty()) {
      sheet_.paragraph("they tell nothing of any number", indent);
      return;
    }
    sheet_.paragraph(fmt::format("{} of the {}, in units of the priors:",
                                 counted(tuning_.directions.size(), "combination"),
                                 counted(tuning_.numbers.size(), "number")),
                     indent);
    for (std::size_t i = 0; i < std::min(tuning_.directions.size(), most_directions); ++i)
      sheet_.paragraph(fmt::format("{}. {}", i + 1, in_words(tuning_.directions[i])), indent);
    for (std::size_t i = 0; i < std::min(tuning_.entangled.size(), most_pairs); ++i)
      sheet_.paragraph(in_words(tuning_.entangled[i]), indent);
  }

  std::string in_words(const Direction& direction) const {
    std::string text;
    for (std::size_t i = 0; i < std::min(direction.loadings.size(), most_loadings); ++i) {
      const auto& [number, loading] = direction.loadings[i];
      text += fmt::format("{}{:.2f} {}",
                          text.empty()  ? ""
                          : loading < 0 ? " - "
                                        : " + ",
                          std::abs(loading), tuning_.numbers[number].number.path);
    }
    return fmt::format("{}{} (shrinks its variance to {:.0f}%)", text,
                       direction.loadings.size() > most_loadings ? " …" : "",
                       100 / (1 + direction.information));
  }

  std::string in_words(const Entangled& pair) const {
    return fmt::format("{} and {} are known together, hardly one by one (posterior correlation {:+.2f})",
                       tuning_.numbers[pair.first].number.path, tuning_.numbers[pair.second].number.path,
                       pair.correlation);
  }

  const Tuning& tuning_;
  const Scenario& scenario_;
  Sheet sheet_;
};

} // namespace

std::string to_text(const Tuning& tuning, const Scenario& scenario, const TextStyle& style) {
  return TuningPage(tuning, scenario, style).text();
}

} // namespace casus::report
